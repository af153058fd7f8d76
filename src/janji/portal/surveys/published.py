"""What a published result shows, from what was kept when it was published."""

from decimal import Decimal
from typing import Any

from janji.core.sampling import methods
from janji.core.satisfaction import cutoffs, weighting
from janji.registers.survey import charts, queries, results
from janji.registers.survey.models import Period, Publication


def published_page(period: Period, publication: Publication) -> dict[str, Any]:
    """The context of a published result; one query."""
    said = publication.result
    elements = results.published_elements(period, said)
    return {
        "office": period.org_unit,
        "period": period,
        "publication": publication,
        "index": Decimal(said["index"]),
        "mark": said["mark"],
        "label": said["label"],
        "respondents": said["respondents"],
        "population": said["population"],
        "least": said["least"],
        "is_enough": said["least"] is None or said["respondents"] >= said["least"],
        "elements": elements,
        "chart": charts.elements(elements),
        "sex": said["sex"],
        "education": said["education"],
        "services": [
            (name, count, None if index is None else Decimal(index))
            for name, count, index in said["services"]
        ],
        "services_hidden": said["services_hidden"],
        "weighting": weighting(said["weighting"]),
        "cutoffs": cutoffs(said["cutoffs"]),
        "sample_method": methods()[said["sample_method"]],
        "plans": queries.plans_of(period),
    }
