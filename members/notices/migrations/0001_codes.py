"""Notices that were told before they had codes get one: they are addressed by it."""

from django.db import migrations

from cms.fields import new_code


def give_codes(apps, schema_editor):
    for notice in apps.get_model("generic_notifications", "Notification").objects.iterator():
        if "code" not in notice.metadata:
            notice.metadata["code"] = new_code()
            notice.save(update_fields=["metadata"])


class Migration(migrations.Migration):
    dependencies = [("generic_notifications", "0006_alter_notificationfrequency_unique_together_and_more")]
    operations = [migrations.RunPython(give_codes, migrations.RunPython.noop)]
