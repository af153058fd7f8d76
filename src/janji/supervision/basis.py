"""The figure that a finding rests on, in words, as it stands when it is raised."""

from datetime import datetime

from django.utils import timezone

from janji.agreements.models import Target
from janji.kit.dates import moment
from janji.kit.templatetags.kit import percent
from janji.kit.templatetags.kit import quarter as quarter_name
from janji.measurements.templatetags.measurements import figure, reason
from janji.supervision.queries import run_of_target


def said(target: Target | None, quarter: int | None, *, at: datetime) -> str | None:
    """The figure up to a quarter (or of the year so far) against its target; `None` without a figure's name."""
    if target is None:
        return None
    run = run_of_target(target, on=timezone.localdate(at))
    if run is None:
        return None
    one = run.year
    cell = one.cells[quarter - 1] if quarter else None
    to_date, reached = (cell or one).to_date, (cell or one).achievement
    aim = figure(cell.target, one.unit) if cell else (target.raw or "belum ditetapkan")
    when = f"s.d. {quarter_name(quarter)}" if quarter else "tahun berjalan"
    if to_date.value is None:
        actual = reason(to_date.reason) or "belum diukur"
    else:
        actual = figure(to_date.value, one.unit)
    shown = f"; capaian {percent(reached.shown)}" if reached.shown is not None else ""
    return f"Realisasi {when}: {actual}, target {aim}{shown}. Per {moment(at)}."
