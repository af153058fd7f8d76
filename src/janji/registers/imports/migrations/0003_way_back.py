"""Going back: what is under way waits again; the rows it has stored stay, and are known next time."""

from typing import Any

from django.db import migrations


def wait_again(apps: Any, schema_editor: Any) -> None:
    del schema_editor
    batches = apps.get_model("imports", "Batch").objects
    batches.filter(state__in=["storing", "stopped"]).update(
        state="waiting", added=None, agreed_by=None, agreed_at=None
    )


class Migration(migrations.Migration):
    dependencies = [("imports", "0002_storing_bit_by_bit")]
    operations = [migrations.RunPython(migrations.RunPython.noop, wait_again)]
