"""The example: three figures that no other register has, with one gap and one correction. All numbers are invented."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from janji.core.figures import Frequency, periods_of_year
from janji.orgs.models import OrgUnit
from janji.registers.figures import actions
from janji.registers.figures.actions import FigureSheet
from janji.registers.figures.intake import Answer, NewEntry
from janji.registers.figures.models import Entry, Figure
from janji.registers.scenes import Scene

VILLAGES = 15
"""Villages that answer; tests make them fewer."""
RAINY = (1, 2, 3, 11, 12)
"""Months in which something happens."""


def fill(scene: Scene) -> None:
    """Defines the figures and enters their year, then puts one number and one sentence right."""
    rng = random.Random(scene.year)  # noqa: S311 -- invented numbers, the same each time
    disasters, people, roads = (
        actions.define_figure(
            org_unit=scene.office, sheet=sheet, by=scene.people["kasi"], at=scene.at
        )
        for sheet in _sheets(scene.year)
    )
    villages = scene.villages[:VILLAGES]
    _enter(scene, list(_disasters(disasters, scene, rng)))
    _enter(scene, list(_people(people, villages, scene.year, rng)))
    _enter(scene, list(_roads(roads, villages, scene.year, rng)))
    _correct(scene, people)
    _reword(scene, disasters)


def _sheets(year: int) -> Iterator[FigureSheet]:
    disasters = FigureSheet(
        code="kejadian_bencana",
        title="Kejadian bencana",
        definition="Banjir, longsor, angin kencang, kebakaran.",
        unit_of_measure="kejadian",
        kind="flow",
        frequency="monthly",
        decimals=0,
        allows_negative=False,
        data_source="Laporan piket kecamatan",
        asked_of="own",
        since=date(year, 1, 1),
        due_days=10,
    )
    yield disasters
    yield replace(
        disasters,
        code="penduduk_desa",
        title="Penduduk desa",
        definition="Penduduk menurut buku rekapitulasi jumlah penduduk desa pada hari terakhir semester.",
        unit_of_measure="jiwa",
        kind="state",
        frequency="half_yearly",
        data_source="Buku administrasi penduduk desa",
        asked_of="villages",
    )
    yield replace(
        disasters,
        code="jalan_desa_baik",
        title="Jalan desa dalam keadaan baik",
        definition="Panjang jalan desa beraspal atau dirabat yang tidak rusak pada akhir tahun.",
        unit_of_measure="kilometer",
        kind="state",
        frequency="yearly",
        decimals=2,
        data_source="Pendataan pendamping desa",
        asked_of="villages",
    )


def _enter(scene: Scene, entries: Sequence[NewEntry]) -> None:
    actions.record_entries(
        org_unit=scene.office,
        entries=entries,
        evidence=(),
        by=scene.people["operator"],
        at=scene.at,
    )


def _disasters(figure: Figure, scene: Scene, rng: random.Random) -> Iterator[NewEntry]:
    for place, period in enumerate(periods_of_year(Frequency.MONTHLY, scene.year), start=1):
        happened = rng.randint(1, 4) if place in RAINY else rng.randint(0, 1)
        yield NewEntry(figure, scene.office, period, Answer(happened))


def _people(
    figure: Figure, villages: Sequence[OrgUnit], year: int, rng: random.Random
) -> Iterator[NewEntry]:
    """Two semesters; one village could not say in the first, the last one still owes the second."""
    first, second = periods_of_year(Frequency.HALF_YEARLY, year)
    for place, village in enumerate(villages):
        lived = rng.randint(4_200, 9_800)
        answer = Answer(None, "Buku penduduk sedang disusun ulang") if place == 1 else Answer(lived)
        yield NewEntry(figure, village, first, answer)
        if village is not villages[-1]:
            yield NewEntry(figure, village, second, Answer(lived + rng.randint(-25, 60)))


def _roads(
    figure: Figure, villages: Sequence[OrgUnit], year: int, rng: random.Random
) -> Iterator[NewEntry]:
    (whole,) = periods_of_year(Frequency.YEARLY, year)
    for village in villages:
        yield NewEntry(figure, village, whole, Answer(rng.randint(350, 2_400)))


def _correct(scene: Scene, people: Figure) -> None:
    """One village had counted those who moved away."""
    entry = Entry.objects.filter(figure=people, number__isnull=False).order_by("pk")[0]
    actions.correct_entry(
        entry=entry,
        answer=Answer((entry.number or 0) - 12),
        evidence=(),
        reason="Warga yang sudah pindah ikut terhitung (contoh)",
        based_on=entry.edition,
        by=scene.people["operator"],
        at=scene.at,
    )


def _reword(scene: Scene, disasters: Figure) -> None:
    """The sentence says more exactly what is meant."""
    figure = Figure.objects.get(pk=disasters.pk)
    sheet = next(_sheets(scene.year))
    actions.change_figure(
        figure=figure,
        sheet=replace(
            sheet,
            definition="Banjir, longsor, angin kencang, dan kebakaran permukiman yang dilaporkan ke kecamatan.",
        ),
        reason="Kebakaran lahan dicatat BPBD (contoh)",
        based_on=figure.edition,
        by=scene.people["kasi"],
        at=scene.at,
    )
