from typing import Any

from django.db import migrations


def fill_homes(apps: Any, schema_editor: Any) -> None:
    """Entries that name their office, in a house that comes back from an earlier release."""
    del schema_editor
    entry = apps.get_model("kit", "AuditEntry")
    naming = entry.objects.filter(facts__has_key="home").only("pk", "facts")
    by_home: dict[int, list[int]] = {}
    for one in naming.iterator(chunk_size=2000):
        by_home.setdefault(one.facts["home"], []).append(one.pk)
    for home, keys in by_home.items():
        for start in range(0, len(keys), 500):
            entry.objects.filter(pk__in=keys[start : start + 500]).update(home=home)


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0003_anchors"),
    ]

    operations = [
        migrations.RunPython(fill_homes, migrations.RunPython.noop),
    ]
