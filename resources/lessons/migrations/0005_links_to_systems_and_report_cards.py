from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lessons", "0004_flag_codes"),
        ("report_cards", "0001_initial"),
        ("systems", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="lessonpage",
            name="report_cards",
            field=models.ManyToManyField(
                blank=True, related_name="lessons", to="report_cards.reportcard", verbose_name="tells of report cards"
            ),
        ),
        migrations.AddField(
            model_name="lessonpage",
            name="systems",
            field=models.ManyToManyField(
                blank=True, related_name="lessons", to="systems.system", verbose_name="tells of data systems"
            ),
        ),
    ]
