"""An office has one agreement in force for a year: those that a later revision replaced say so now."""

from django.apps.registry import Apps as StateApps
from django.db import migrations, models


def supersede(apps: StateApps, _: object) -> None:
    """Of several in force, the newest revision stays so."""
    agreements = apps.get_model("agreements", "Agreement").objects.order_by("-revision")
    newest = set()
    for key, *place in agreements.filter(state="in_force").values_list("pk", "org_unit", "year"):
        if tuple(place) in newest:
            agreements.filter(pk=key).update(state="superseded")
        newest.add(tuple(place))


def go_back(apps: StateApps, _: object) -> None:
    """The release before knows three states: what was over is in force again, what was proposed a draft."""
    agreements = apps.get_model("agreements", "Agreement").objects
    agreements.filter(state__in=["superseded", "ended"]).update(state="in_force")
    agreements.filter(state="proposed").update(state="draft")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_life")]

    operations = [
        migrations.RunPython(supersede, go_back),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "in_force")),
                fields=("org_unit", "year"),
                name="one_agreement_in_force",
            ),
        ),
    ]
