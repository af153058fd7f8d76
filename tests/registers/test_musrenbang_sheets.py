"""Sheets of proposals: our own, Semarang's long list, an export of SIPD; and what is wrong with a cell."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from janji.kit.tables import Table, xlsx
from janji.registers.imports import actions as imports
from janji.registers.imports.layouts import layouts
from janji.registers.musrenbang.lists import proposals_table
from janji.registers.musrenbang.models import Attendance, Proposal
from janji.registers.musrenbang.queries.proposals import ProposalSearch, proposals_of
from tests.registers.community_stories import NOW, forum
from tests.registers.proposal_stories import S, move, propose
from tests.registers.test_musrenbang_stories import HEADINGS, villages

pytestmark = pytest.mark.django_db
SEMARANG = [
    "No",
    "Prioritas",
    "Jenis Kegiatan",
    "Lokasi RT/RW",
    "Volume",
    "Potensi Partisipasi",
    "Bidang Usulan",
]


def bring(cast, *tables, office=None, plan_year=None, at=NOW):
    return imports.keep_batch(
        register="musrenbang",
        org_unit=office or cast.district,
        name="usulan.xlsx",
        data=xlsx([Table(f"Lembar {place}", *one) for place, one in enumerate(tables, 1)]),
        options={"plan_year": plan_year} if plan_year else {},
        by=cast.operator,
        at=at,
    )


def store(cast, batch):
    return imports.store_batch(batch=batch, by=cast.operator, at=NOW).added


def next_year():
    """The house reads a sheet without days as of today."""
    return timezone.localdate().year + 1


def test_the_long_list_of_an_rw_as_semarang_has_it(cast):
    rows = [
        [1, 2, 3, 4, 5, 6, 7],
        [1, 1, "Talud jalan", "RT 03/RW 02", "120 m", "Tenaga 30 orang", "Fisik dan Prasarana"],
        [2, 2, "Pelatihan menjahit", "05/02", "20", "", "Ekonomi"],
        [3, 3, "Posyandu lansia", "RW 02", Decimal("1.5"), "", "Seni"],
    ]
    batch = bring(cast, (SEMARANG, rows), office=cast.village, plan_year=next_year())
    assert (batch.good, batch.problems) == (3, [])
    assert store(cast, batch) == 3
    first, second, third = Proposal.objects.order_by("number")
    assert (first.rt, first.rw, first.volume, first.unit_of_measure) == (3, 2, 120, "m")
    assert (first.priority, first.participation, first.sector) == (
        1,
        "Tenaga 30 orang",
        "prasarana",
    )
    assert (second.rt, second.rw, second.sector) == (5, 2, "ekonomi")
    assert (third.rt, third.rw, third.sector, third.volume) == (None, 2, "lain", Decimal("1.5"))
    assert {one.state for one in Proposal.objects.all()} == {"DIUSULKAN"}
    assert first.steps.get().day == first.proposed_on
    again = bring(cast, (SEMARANG, rows), office=cast.village, plan_year=next_year())
    assert (again.good, again.known) == (0, 3)


def test_what_is_taken_away_can_be_brought_back(cast):
    villages(cast, 2)
    propose(cast, cost=150_000_000, rt=3, rw=2, volume=Decimal("1.125"), agency="Dinas PU")
    move(cast, propose(cast, "Drainase", location="Dusun Kalianja"), S.VERIFYING)
    rows = proposals_of(cast.district, ProposalSearch())
    own = proposals_table(rows)
    taken = (list(own.header), [list(row) for row in own.rows])
    assert bring(cast, taken).known == 2
    for one in Proposal.objects.all():
        one.steps.all().delete()
        one.delete()
    assert store(cast, bring(cast, taken)) == 2
    one = Proposal.objects.get(title="Talud jalan")
    assert (one.org_unit, one.plan_year, one.cost, one.volume) == (
        cast.village,
        2020,
        150_000_000,
        Decimal("1.125"),
    )
    assert one.proposed_on == date(2019, 1, 22)


def test_an_export_of_sipd_is_known_by_its_id(cast):
    headings = ["ID Usulan", "Tahun", "Desa", "Usulan", "OPD Tujuan", "Anggaran", "Tanggal"]
    rows = [
        ["SIPD-77", 2020, "Kracak", "Talud jalan", "Dinas PU", "Rp 150.000.000,-", "22-01-2019"]
    ]
    assert store(cast, bring(cast, (headings, rows))) == 1
    one = Proposal.objects.get()
    assert (one.external_id, one.cost, one.agency) == ("SIPD-77", 150_000_000, "Dinas PU")
    rows[0][3] = "Talud jalan (perbaikan judul)"
    assert bring(cast, (headings, rows)).known == 1


def test_people_and_proposals_in_one_workbook(cast):
    forum(cast)
    people = [["Musrenbangdes", "22-01-2019", "Tarwan", "L", "Tokoh", None, None, "Kracak", "TTD"]]
    wishes = [["Talud jalan", "Kracak", 2020, "Prasarana", "22-01-2019"]]
    batch = bring(
        cast, (HEADINGS, people), (["Usulan", "Desa", "Tahun", "Bidang", "Tanggal"], wishes)
    )
    assert (batch.good, batch.problems) == (2, [])
    assert store(cast, batch) == 2
    assert (Attendance.objects.count(), Proposal.objects.count()) == (1, 1)


def test_every_bad_cell_says_what_to_do(cast):
    headings = ["Usulan", "Desa", "Tahun", "RT/RW", "Volume", "Perkiraan biaya", "Jenis", "Tanggal"]
    good = ["Talud jalan", "Kracak", 2020, "03/02", 12, 1000, "Fisik", "22-01-2019"]

    def but(place, said):
        return [*good[:place], said, *good[place + 1 :]]

    batch = bring(
        cast,
        (
            headings,
            [
                but(0, "x" * 201),
                but(1, "Antah"),
                but(1, None),
                but(2, "segera"),
                but(2, 2030),
                but(3, "dekat balai"),
                but(4, "beberapa"),
                but(5, "murah"),
                but(5, -5),
                but(6, "Gaib"),
                but(7, "kemarin"),
                good,
            ],
        ),
    )
    assert [(one["where"], one["code"]) for one in batch.problems] == [
        ("Lembar 1!A2", "proposal-text-long"),
        ("Lembar 1!B3", "proposal-village-unknown"),
        ("Lembar 1!B4", "proposal-village-missing"),
        ("Lembar 1!C5", "proposal-year-unreadable"),
        ("Lembar 1!C6", "proposal-year-other"),
        ("Lembar 1!D7", "proposal-place-unreadable"),
        ("Lembar 1!E8", "proposal-number-unreadable"),
        ("Lembar 1!F9", "proposal-number-unreadable"),
        ("Lembar 1!F10", "proposal-number-unreadable"),
        ("Lembar 1!G11", "proposal-kind-unknown"),
        ("Lembar 1!H12", "proposal-day-unreadable"),
    ]
    assert batch.good == 1


def test_the_template_is_read_by_its_own_reader(cast):
    forum(cast)
    tables = layouts()["musrenbang"].template(cast.district)
    batch = bring(cast, *((one.header, list(one.rows)) for one in tables))
    assert (batch.good, [one["code"] for one in batch.problems]) == (2, [])
