"""How the responses behind the numbers of this register are listed: answers, never a person."""

from typing import Any

from django.urls import reverse

from janji.registers.survey.models import Response
from janji.registers.variables import RowView


def _cells(one: Response) -> tuple[Any, ...]:
    digits = " ".join("–" if answer is None else str(answer) for answer in one.answers)
    return (
        f"Responden {one.number}",
        one.period.name,
        one.filled_on,
        digits,
        one.get_channel_display(),
    )


RESPONSE_ROWS = RowView(
    headings=("Responden", "Survei", "Diisi", "Jawaban unsur 1–9", "Cara"),
    cells=_cells,
    address=lambda one: reverse("survey:period", args=[one.period_id]),
    related=("period",),
    order=("filled_on", "pk"),
)
