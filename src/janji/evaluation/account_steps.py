"""What evaluation says of a figure on its account: how much it weighs, where weights were settled."""

from collections.abc import Sequence

from django.utils import timezone

from janji.agreements.models import Target
from janji.evaluation.models import WeightSet
from janji.evaluation.queries import blocks_of
from janji.evaluation.settled import lines_of, weight_sets_on, weights_in_force
from janji.kit.dates import day
from janji.measurements.account import Step, number


def steps_of(targets: Sequence[Target]) -> dict[int, list[Step]]:
    """The weight of some targets, by their keys; one query where nobody settled weights, a few more where somebody did."""
    agreements = {one.objective.agreement_id: one.objective.agreement for one in targets}
    offices, years = (
        {getattr(one, name) for one in agreements.values()} for name in ("org_unit_id", "year")
    )
    beside = WeightSet.objects.filter(agreement__org_unit__in=offices, agreement__year__in=years)
    if not beside.exists():
        return {}
    sets = weight_sets_on(lines_of(list(agreements.values())))
    found: dict[int, list[Step]] = {}
    for key, weight_set in sets.items():
        weights = weights_in_force(weight_set, blocks_of(agreements[key]))
        if not weights.is_settled:
            continue
        source = (
            f"Ditetapkan {weight_set.settled_by}, {day(timezone.localtime(weight_set.settled_at))}"
        )
        if weight_set.agreement_id != key:
            source += "; diteruskan dari perjanjian sebelumnya"
        for one in targets:
            if one.objective.agreement_id == key:
                said = (
                    f"{number(weights.targets[one.pk])} % dari sasarannya; sasaran ini"
                    f" {number(weights.objectives[one.objective_id])} % dari perjanjian"
                )
                found[one.pk] = [Step("Bobot dalam evaluasi", said, source)]
    return found
