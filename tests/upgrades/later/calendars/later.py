"""One more column, after whatever migration is the last today."""

from pathlib import Path

from django.db import migrations, models

from janji.calendars import migrations as today

LAST = max(path.stem for path in Path(today.__path__[0]).glob("[0-9]*.py"))


class Migration(migrations.Migration):
    dependencies = [("calendars", LAST)]
    operations = [
        migrations.AddField(
            model_name="calendarday",
            name="remark",
            field=models.CharField(max_length=40, null=True),
        ),
    ]
