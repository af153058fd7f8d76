"""A counted figure on a map: the villages below an office, shaded by what each adds to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.safestring import SafeString

from janji.core.shading import Step, step_of, steps
from janji.kit import maps
from janji.measurements.counting import OfficeFigure
from janji.orgs.models import OrgUnit, OrgUnitKind
from janji.orgs.outlines import outlines
from janji.orgs.queries import villages_below

LEAST_AREAS = 2
SAID = "Nomor pada peta sama dengan nomor pada tabel."


@dataclass(frozen=True, slots=True)
class MapRow:
    """A village beside the map: its number there and its figure, if it has rows."""

    number: int
    org_unit: OrgUnit
    figure: OfficeFigure | None
    step: Step | None


@dataclass(frozen=True, slots=True)
class FigureMap:
    """A map: its areas, its steps for the legend, and every village with its number."""

    title: str
    areas: tuple[maps.Area, ...]
    steps: tuple[Step, ...]
    rows: tuple[MapRow, ...]

    @property
    def drawing(self) -> SafeString:
        """As pages show it."""
        return maps.draw(self.areas, steps=len(self.steps), title=self.title, description=SAID)

    @property
    def spec(self) -> dict[str, Any]:
        """As papers draw it."""
        return maps.described(self.areas, steps=len(self.steps))

    @property
    def has_gaps(self) -> bool:
        """Whether some village has no figure."""
        return any(one.step is None for one in self.rows)

    def shade(self, step: Step) -> int:
        """Which of the five shades a step has."""
        return maps.shade(step.number, len(self.steps))


def figure_map(
    figures: Sequence[OfficeFigure], org_unit: OrgUnit, *, title: str
) -> FigureMap | None:
    """Villages by their figures; `None` unless the rows belong to villages. One query."""
    own = {one.org_unit.pk: one for one in figures}
    if not own or any(one.org_unit.kind != OrgUnitKind.VILLAGE for one in figures):
        return None
    villages = villages_below(org_unit)
    if len(villages) < LEAST_AREAS:
        return None
    found = steps(value for one in figures if (value := one.counted.value) is not None)
    rows = tuple(
        _row(number, one, own.get(one.pk), found) for number, one in enumerate(villages, 1)
    )
    known = outlines(one.region_id for one in villages if one.region_id is not None)
    areas = tuple(
        maps.Area(
            row.number,
            row.step.number if row.step else None,
            known.get(row.org_unit.region_id or ""),
        )
        for row in rows
    )
    return FigureMap(title, areas, found, rows)


def _row(
    number: int, village: OrgUnit, figure: OfficeFigure | None, found: Sequence[Step]
) -> MapRow:
    value: Fraction | None = figure.counted.value if figure else None
    return MapRow(number, village, figure, None if value is None else step_of(value, found))
