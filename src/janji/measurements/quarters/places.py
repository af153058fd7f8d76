"""How the quarters of many offices stand: searched, filtered, sorted, taken away."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from janji.agreements.models import Agreement
from janji.core.measurement_life import Awaited, QuarterStanding, State
from janji.core.measuring import QUARTERS
from janji.kit.tables import Table
from janji.kit.templatetags.kit import quarter as quarter_name
from janji.measurements.quarters.queries import Standings, quarter_standings
from janji.measurements.templatetags.measurements import standing_said
from janji.measurements.wording import AWAITED

Such = Callable[[QuarterStanding], bool]
STANDINGS: dict[str, tuple[str, Such]] = {
    "lewat-batas": ("lewat batas, belum disampaikan", lambda one: one.is_overdue),
    "terlambat": ("terlambat disampaikan", lambda one: one.is_late),
    "dikembalikan": ("dikembalikan atau dibuka kembali", lambda one: one.is_returned),
    "menunggu-kantor": (AWAITED[Awaited.OFFICE], lambda one: one.awaits is Awaited.OFFICE),
    "menunggu-verifikator": (
        AWAITED[Awaited.VERIFIER],
        lambda one: one.awaits is Awaited.VERIFIER,
    ),
    "menunggu-kepala": (AWAITED[Awaited.HEAD], lambda one: one.awaits is Awaited.HEAD),
    "menunggu-atasan": (AWAITED[Awaited.SUPERIOR], lambda one: one.awaits is Awaited.SUPERIOR),
    "selesai": (
        "diterima atau terkunci",
        lambda one: one.state in {State.ACCEPTED, State.LOCKED},
    ),
}
"""What one may look for, by the word of its address."""


@dataclass(frozen=True, slots=True)
class QuarterPlace:
    """An office's year and how its quarters stand."""

    agreement: Agreement
    quarters: Standings

    @property
    def days_late(self) -> int:
        """How late the worst of its quarters is."""
        return max(one.days_late for one in self.quarters.values())


def quarter_places(agreements: Sequence[Agreement], *, on: date) -> list[QuarterPlace]:
    """How the quarters of these agreements' offices stand; one query."""
    offices = {one.org_unit_id: one.org_unit for one in agreements}
    found = quarter_standings(list(offices.values()), {one.year for one in agreements}, on=on)
    return [QuarterPlace(one, found[one.org_unit_id, one.year]) for one in agreements]


def narrowed(
    places: Sequence[QuarterPlace],
    *,
    text: str,
    year: int | None,
    quarter: int | None,
    state: str,
    order: str,
) -> list[QuarterPlace]:
    """Those that are asked for: a state in one quarter, or in any where none is said. Newest first unless sorted."""
    quarters = [quarter] if quarter else list(QUARTERS)
    found = [
        one
        for one in places
        if text.casefold() in one.agreement.org_unit.name.casefold()
        and (year is None or one.agreement.year == year)
        and (
            state not in STANDINGS
            or any(STANDINGS[state][1](one.quarters[number]) for number in quarters)
        )
    ]
    key = _ORDERS.get(order.removeprefix("-"))
    return sorted(found, key=key, reverse=order.startswith("-")) if key else found


_ORDERS: dict[str, Callable[[QuarterPlace], tuple[object, ...]]] = {
    "kantor": lambda one: (one.agreement.org_unit.name.casefold(), -one.agreement.year),
    "tahun": lambda one: (one.agreement.year, one.agreement.org_unit.name.casefold()),
    "terlambat": lambda one: (one.days_late, one.agreement.org_unit.name.casefold()),
}


def places_table(places: Iterable[QuarterPlace]) -> Table:
    """The list as a sheet."""
    names = [quarter_name(one) for one in QUARTERS]
    return Table(
        "Pengukuran",
        ["Kantor", "Tahun", *names, "Terlambat paling lama (hari)"],
        (
            [
                one.agreement.org_unit.name,
                one.agreement.year,
                *("; ".join(word for _, word in standing_said(one.quarters[q])) for q in QUARTERS),
                one.days_late,
            ]
            for one in places
        ),
    )
