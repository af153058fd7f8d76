"""Figures as variables: each one that an office defines is a variable where the office or one below counts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import BigIntegerField, Exists, Expression, ExpressionWrapper, F, OuterRef, Q
from django.db.models.query import QuerySet

from janji.core import figures as rules
from janji.core.periods import Window
from janji.kit.editions import held
from janji.kit.remembering import Memory
from janji.orgs.models import OrgUnit, User
from janji.orgs.queries import ancestry
from janji.registers.figures import queries
from janji.registers.figures.models import REGISTER as CODE
from janji.registers.figures.models import Entry, Figure
from janji.registers.figures.rows import ENTRY_ROWS
from janji.registers.variables import (
    AnyVariable,
    Asked,
    Own,
    Register,
    StateVariable,
    Term,
    TermKind,
    Terms,
    Variable,
)

WAIT, COUNT = "tunggu", "hitung"
WHOLE = Term(
    code="angka_belum_lengkap",
    title="Bila ada isian yang belum masuk",
    kind=TermKind.CHOICE,
    default=WAIT,
    source="Jumlah yang kurang satu kantor tampak sebagai penurunan; definisi memilih menunggu, atau menghitung dengan keterangan",
    status="design",
    choices=(
        (WAIT, "belum dihitung sampai semua isian yang jatuh tempo masuk"),
        (COUNT, "dihitung dari isian yang sudah masuk, dengan keterangan berapa yang kurang"),
    ),
)


def _waits(terms: Terms) -> bool:
    return terms[WHOLE.code] == WAIT


def _entries() -> QuerySet[Any]:
    return Entry.objects.all()


def _number(terms: Terms, window: Window, as_of: date) -> Expression:
    del terms, window, as_of
    return ExpressionWrapper(F("number"), BigIntegerField())


@dataclass(frozen=True, slots=True)
class _Flow:
    """Which entries of a figure that adds up are counted."""

    figure: int

    def numbers(self, terms: Terms, as_of: date) -> Q:
        del terms, as_of
        return Q(figure=self.figure, number__isnull=False)

    def answers(self, terms: Terms, as_of: date) -> Q:
        """Those of periods that are over."""
        del terms
        return Q(figure=self.figure, last_day__lt=as_of)


@dataclass(frozen=True, slots=True)
class _State:
    """Which entries of a figure whose last number counts are counted: each office's newest."""

    figure: int
    rhythm: rules.Rhythm

    def newest(self, window: Window) -> Q:
        newer = Entry.objects.filter(
            figure=self.figure,
            org_unit=OuterRef("org_unit"),
            last_day__gt=OuterRef("last_day"),
            last_day__lte=window.last_day,
        )
        return Q(figure=self.figure, last_day__lte=window.last_day) & Q(~Exists(newer))

    def numbers(self, terms: Terms, window: Window, as_of: date) -> Q:
        del terms, as_of
        return self.newest(window) & Q(number__isnull=False)

    def answers(self, terms: Terms, window: Window, as_of: date) -> Q:
        """Those as new as the newest period that is over; an older one is no answer to it."""
        del terms
        asked = self.rhythm.newest(min(window.last_day + timedelta(days=1), as_of))
        least = asked.last_day if asked else window.last_day + timedelta(days=1)
        return self.newest(window) & Q(last_day__gte=least)


@dataclass(frozen=True, slots=True)
class _Owed:
    """How many answers each office owes in a window."""

    rhythm: rules.Rhythm

    def __call__(self, window: Window, as_of: date) -> int:
        return self.rhythm.owed(window.first_day, window.last_day, on=as_of)


_remembered: Memory[AnyVariable] = Memory()
"""Variables by their figure: questions to the database are composed once for each."""


def variable_of(figure: Figure) -> AnyVariable:
    """The variable that a figure is; no query when its office is there."""
    stamps = {figure.pk: (figure.edition,)}
    found = _remembered.recall(stamps).get(figure.pk)
    if found is None:
        found = _made(figure)
        _remembered.keep(figure.pk, stamps[figure.pk], found)
    return found


def _made(figure: Figure) -> AnyVariable:
    identity = f"{CODE}-{figure.pk}"
    count = _flow if figure.rhythm.kind is rules.Kind.FLOW else _state
    bare = Own(register=CODE, identity=identity)
    asked = Asked(
        numbers=count(figure, "angka", bare, amount=False),
        answers=count(figure, "jawaban", bare, amount=False),
        asker=figure.org_unit.path,
        kinds=figure.kinds,
        owed=_Owed(figure.rhythm),
        waits=_waits,
    )
    own = Own(register=CODE, identity=identity, scale=10**figure.decimals, asked=asked)
    return count(figure, "", own, amount=True)


def _flow(figure: Figure, companion: str, own: Own, *, amount: bool) -> AnyVariable:
    rows = _Flow(figure.pk)
    return Variable(
        code=f"{figure.code}:{companion}" if companion else figure.code,
        title=figure.title,
        definition=figure.definition,
        unit_of_measure=figure.unit_of_measure,
        all_rows=_entries,
        day="last_day",
        where=rows.answers if companion == "jawaban" else rows.numbers,
        amount="number" if amount else None,
        terms=(WHOLE,) if amount else (),
        row_view=ENTRY_ROWS,
        own=own,
    )


def _state(figure: Figure, companion: str, own: Own, *, amount: bool) -> AnyVariable:
    rows = _State(figure.pk, figure.rhythm)
    added: Callable[[Terms, Window, date], Expression] = _number
    return StateVariable(
        code=f"{figure.code}:{companion}" if companion else figure.code,
        title=figure.title,
        definition=figure.definition,
        unit_of_measure=figure.unit_of_measure,
        things=_entries,
        where=rows.answers if companion == "jawaban" else rows.numbers,
        amount=added if amount else None,
        terms=(WHOLE,) if amount else (),
        row_view=ENTRY_ROWS,
        own=own,
    )


class _Defined:
    """What offices have defined, for the catalogue."""

    def named(
        self, asked: Mapping[OrgUnit, Collection[str]]
    ) -> Mapping[OrgUnit, Mapping[str, AnyVariable]]:
        """What codes mean for offices, ended ones among them; one query."""
        codes = {code for some in asked.values() for code in some}
        found = {
            (str(one.org_unit.path), one.code): one for one in queries.called(codes, list(asked))
        }
        return {
            office: {
                code: variable_of(one)
                for path in ancestry(office)
                for code in some
                if (one := found.get((path, code))) and queries.is_usable(one, office)
            }
            for office, some in asked.items()
        }

    def usable_in(self, org_unit: OrgUnit) -> Sequence[AnyVariable]:
        """What formulas of an office may name from now on; one query."""
        return [variable_of(one) for one in queries.usable(org_unit).filter(until=None)]

    def settle(self, variables: Sequence[AnyVariable], *, by: User, at: datetime) -> None:
        """A signed definition names these figures: what they count stays as it is."""
        keys = [int(one.own.identity.partition("-")[2]) for one in variables if one.own]
        for figure in held(Figure.objects).filter(pk__in=keys, settled_at=None).order_by("pk"):
            figure.settled_by, figure.settled_at = by, at
            figure.save(update_fields=["settled_by", "settled_at"])


REGISTER = Register(
    code=CODE,
    title="Angka kantor",
    about="Angka yang didefinisikan kantor sendiri dan diisi per periode, untuk indikator yang tidak punya register.",
    home="figures:figures",
    variables=(),
    pulse=queries.pulse,
    of_offices=_Defined(),
)
