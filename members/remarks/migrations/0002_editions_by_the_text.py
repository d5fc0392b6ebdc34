from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('remarks', '0001_initial'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='comment',
            name='edition',
        ),
    ]
