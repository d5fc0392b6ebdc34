from django.db import migrations

import cms.fields


def give_codes(apps, schema_editor):
    for flag in apps.get_model("lessons", "ChangeFlag").objects.iterator():
        flag.code = cms.fields.new_code()
        flag.save(update_fields=["code"])


class Migration(migrations.Migration):
    dependencies = [("lessons", "0003_review_and_proposed_cycles")]
    operations = [
        # Empty first: a default would give all the flags that there are the same code.
        migrations.AddField("changeflag", "code", cms.fields.CodeField(null=True, default=None)),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField("changeflag", "code", cms.fields.CodeField()),
    ]
