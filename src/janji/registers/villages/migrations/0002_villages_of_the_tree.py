"""Villages of the tree are counted of themselves; a record says only from when or until when."""

from datetime import date

from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F, OuterRef, Subquery


def with_records(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Going back every inspected village needs a record with its kind and its first day."""
    village = apps.get_model("villages", "Village")
    inspection = apps.get_model("villages", "Inspection")
    for one in inspection.objects.filter(org_unit__village_record=None).order_by("pk"):
        village.objects.get_or_create(
            org_unit_id=one.org_unit_id,
            defaults={"recorded_by_id": one.recorded_by_id, "recorded_at": one.recorded_at},
        )
    kinds = apps.get_model("orgs", "OrgUnit").objects.filter(pk=OuterRef("org_unit"))
    village.objects.update(kind=Subquery(kinds.values("kind")[:1]))
    firsts = inspection.objects.filter(org_unit=OuterRef("org_unit")).order_by("inspected_on")
    without = village.objects.filter(since=None)
    without.update(since=Subquery(firsts.values("inspected_on")[:1]))
    without.filter(until__isnull=False).update(since=F("until"))
    without.update(since=date(2016, 7, 29))
    records = village.objects.filter(org_unit=OuterRef("org_unit"))
    inspection.objects.update(village=Subquery(records.values("pk")[:1]))
    # What was put off is checked now, so that the columns may change in the same transaction.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0004_village_clerk"),
        ("villages", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="village", name="village_kind_known"),
        migrations.RemoveIndex(model_name="inspection", name="inspection_last"),
        migrations.RemoveIndex(model_name="inspection", name="inspection_of_office"),
        migrations.AlterField(
            model_name="village", name="since", field=models.DateField(null=True)
        ),
        migrations.AlterField(
            model_name="village",
            name="kind",
            field=models.CharField(
                choices=[("village", "Desa"), ("ward", "Kelurahan")], max_length=8, null=True
            ),
        ),
        migrations.AlterField(
            model_name="inspection",
            name="village",
            field=models.ForeignKey(
                on_delete=models.PROTECT,
                related_name="inspections",
                to="villages.village",
                null=True,
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, with_records),
        migrations.RemoveField(model_name="inspection", name="village"),
        migrations.RemoveField(model_name="village", name="kind"),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(fields=["org_unit", "-inspected_on", "-id"], name="inspection_last"),
        ),
    ]
