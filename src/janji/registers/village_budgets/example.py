"""The example's village budgets: three drafts a village, visits, reports; invented, the same at every loading.

The year's budget came in the autumn before, most with its result before New Year; two were answered in
January, one not at all. Amendments follow the news of ceilings from spring on. With the visits 2, 9, 13
and 15 villages have had both by the ends of the quarters.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from janji.core.village_budgets import Course, Outcome
from janji.kit.files import CheckedFile, Kind
from janji.orgs.models import OrgUnit
from janji.registers.scenes import Scene
from janji.registers.village_budgets import actions, queries
from janji.registers.village_budgets.actions import Answered, Brought
from janji.registers.village_budgets.intake import Happened
from janji.registers.village_budgets.models import (
    BudgetCycle,
    DutyKind,
    FileKind,
    VisitKind,
)

ZONE = ZoneInfo("Asia/Jakarta")
VILLAGES = 15
"""How many of the district's villages have budgets; tests make them fewer."""
BY_QUARTER = (2, 7, 4, 2)
"""How many villages have had both from which quarter on."""
SILENT = 12
"""The village whose draft nobody answered in time."""
IN_JANUARY = (0, 1)
"""Villages whose draft of the year is answered only in January."""
OFFICERS = ("Sri Lestari (contoh)", "Bambang Irawan (contoh)", "Wagiyo Hartanto (contoh)")
SENDERS = ("Sekdes Ratmi (contoh)", "Kaur Keuangan Suwarno (contoh)", "Kasi Tarsono (contoh)")
SUBJECTS = {
    VisitKind.WORKS: "Jalan usaha tani dan drainase",
    VisitKind.FINANCE: "Buku kas umum dan bukti belanja",
    VisitKind.TRAINING: "Penatausahaan dengan Siskeudes",
    VisitKind.ADVICE: "Rencana perubahan APBDes",
    VisitKind.ACCOUNTS: "LPJ kegiatan triwulan lalu",
}
WRONG = {"A3": "ADD lebih besar daripada penetapan bupati", "A8": "Volume dua kegiatan kosong"}
MILLION = 1_000_000


def fill(scene: Scene) -> None:
    """Drafts with their results, sums and questions; visits; what was handed in."""
    chance = Random(scene.year)  # noqa: S311 -- an example
    for place, village in enumerate(queries.villages_below(scene.office)[:VILLAGES]):
        one = _Example(scene, chance, village, place)
        one.drafts()
        one.visits()
        one.reports()


def quarter_of(place: int) -> int:
    """The quarter by whose end a village has had both."""
    ends = (sum(BY_QUARTER[:one]) for one in (1, 2, 3, 4))
    return next(quarter for quarter, end in enumerate(ends, 1) if place < end)


def _workday(day: date) -> date:
    """The day, or the Monday after it."""
    return day + timedelta(days=max(7 - day.weekday(), 0) if day.weekday() > 4 else 0)


@dataclass
class _Example:
    """One village of the example."""

    scene: Scene
    chance: Random
    village: OrgUnit
    place: int

    @property
    def quarter(self) -> int:
        """When it has had both."""
        return quarter_of(self.place)

    def drafts(self) -> None:
        """The budget of the year, its amendment, the budget of the next."""
        year = self.scene.year
        autumn = date(year - 1, 11, 12) + timedelta(days=self.place % 5)
        waits = 9 + self.place % 4
        if self.place in IN_JANUARY:
            autumn, waits = date(year - 1, 12, 17), 17
        elif self.place == SILENT:
            autumn = date(year - 1, 12, 10)
        first = self._draft(year, 0, autumn, None if self.place == SILENT else waits)
        self._sums(first, year)
        spring = date(year, 3 * self.quarter - 2, 8) + timedelta(days=3 * (self.place % 4))
        if self.place in IN_JANUARY:
            spring = date(year, 8, 6)
        amended = self._draft(year, 1, spring, 8, differs=self.place % 5 == 3)
        self._sums(amended, year + 50)
        self._questions(amended)
        if self.place in IN_JANUARY:
            self._questions(first)
        after = date(year, 11, 18) + timedelta(days=self.place % 7)
        self._draft(year + 1, 0, after, 11, differs=self.place == 4)

    def _draft(
        self,
        budget_year: int,
        change: int,
        received: date,
        waits: int | None,
        *,
        differs: bool = False,
    ) -> BudgetCycle:
        received = _workday(received)
        answered = _workday(received + timedelta(days=waits)) if waits is not None else None
        # What nobody answers takes effect after four weeks and the days off around New Year.
        enacted = _workday((answered or received + timedelta(days=34)) + timedelta(days=12))
        number = f"{self.place + 1:02}"
        corrected = enacted - timedelta(days=4) if differs else None
        course = Course(
            agreed_on=_workday(received - timedelta(days=6)),
            sent_on=received - timedelta(days=1) if received.weekday() else received,
            received_on=received,
            result_on=answered,
            outcome=self._outcome(answered, differs=differs),
            letter_number=f"900/{number}/{answered.year}" if answered else None,
            corrected_on=corrected,
            enacted_on=enacted,
            regulation_number=f"{change + 5}/{enacted.year}",
            reported_on=_workday(enacted + timedelta(days=5)),
        )
        return actions.open_cycle(
            village=self.village,
            budget_year=budget_year,
            change=change,
            course=course,
            by=self.scene.people["operator"],
            at=self.scene.at,
        )

    def _outcome(self, answered: date | None, *, differs: bool) -> str | None:
        if answered is None:
            return None
        return (Outcome.DIFFERS if differs else Outcome.CONFORMS).value

    def _sums(self, cycle: BudgetCycle, seed: int) -> None:
        chance = Random(seed * 100 + self.place)  # noqa: S311 -- an example
        own, fund, allocation, shared = (
            chance.randint(*few) * MILLION for few in ((15, 90), (780, 1150), (390, 520), (28, 60))
        )
        left, stake = chance.randint(30, 70) * MILLION, chance.randint(0, 2) * 10 * MILLION
        spending = own + fund + allocation + shared + left - stake
        limited = spending * chance.randint(260, 298) // 1000
        society, empowerment, emergency = (
            spending * part // 100 for part in (6, 9, chance.randint(8, 12))
        )
        amounts: dict[str, int | None] = {
            "income_own": own,
            "income_transfer": fund + allocation + shared,
            "spending_government": limited + 20 * MILLION,
            "spending_society": society,
            "spending_empowerment": empowerment,
            "spending_emergency": emergency,
            "financing_in": left,
            "financing_out": stake,
            "limited": limited,
            "from_own": own,
            "from_village_fund": fund,
            "from_allocation": allocation,
            "from_tax_share": shared,
            "from_other": left - stake,
        }
        rest = limited + 20 * MILLION + society + empowerment + emergency
        actions.keep_summary(
            cycle=cycle,
            as_of=None,
            amounts=amounts | {"spending_development": spending - rest},
            based_on=None,
            by=self.scene.people["operator"],
            at=self.scene.at,
        )

    def _questions(self, cycle: BudgetCycle) -> None:
        no = WRONG if cycle.outcome == Outcome.DIFFERS else {}
        codes = [f"A{number}" for number in range(1, 12)]
        said = {
            code: Answered("TIDAK", no[code], "4.2.1") if code in no else Answered("YA")
            for code in codes
        }
        actions.record_answers(
            cycle=cycle,
            evaluator=OFFICERS[self.place % len(OFFICERS)],
            answers=said,
            based_on=None,
            by=self.scene.people["operator"],
            at=self.scene.at,
        )

    def visits(self) -> None:
        """A visit with minutes in the quarter; before it at most advice, after it more."""
        for number, (kind, day) in enumerate(self._days(), 1):
            said = Happened(
                kind=kind.value,
                day=day,
                team=", ".join(self.chance.sample(OFFICERS, 2)),
                subject=SUBJECTS[kind],
                minutes_number=f"412/{self.place + 1:02}.{number}/{day.year}",
            )
            has_photo = kind is VisitKind.WORKS and self.place < 3
            made = actions.record_visit(
                village=self.village,
                said=self._with_findings(said) if kind is VisitKind.FINANCE else said,
                files={FileKind.PHOTO.value: [_photo(self.place)]} if has_photo else {},
                client_key=UUID(int=self.chance.getrandbits(128), version=4),
                by=self.scene.people["operator"],
                at=self._written(day),
            )
            if made.findings and self.place % 3:
                actions.settle_follow_up(
                    visit=made,
                    followed_up_on=day + timedelta(days=9),
                    follow_up="Bukti belanja dilengkapi, dilihat di kantor desa",
                    based_on=made.edition,
                    by=self.scene.people["operator"],
                    at=self._written(day + timedelta(days=9)),
                )

    def _written(self, day: date) -> datetime:
        """In the afternoon; what was before Janji came, some days after the first quarter."""
        return datetime.combine(max(day, date(self.scene.year, 4, 8)), time(15), tzinfo=ZONE)

    def _days(self) -> Iterator[tuple[VisitKind, date]]:
        year, shift = self.scene.year, timedelta(days=2 * (self.place % 8))
        if self.quarter > 1:
            yield VisitKind.ADVICE, _workday(date(year, 2, 4) + shift)
        # Two villages are monitored a quarter before their evaluation: what either alone would count.
        first = self.quarter - 1 if self.place in {9, 10} else self.quarter
        kind = VisitKind.TRAINING if self.place % 6 == 5 else VisitKind.WORKS
        yield kind, _workday(date(year, 3 * first - 1, 6) + shift)
        if self.quarter < 4:
            yield VisitKind.FINANCE, _workday(date(year, 10, 7) + shift)
        yield VisitKind.ACCOUNTS, _workday(date(year, 11, 25) + shift / 2)

    def _with_findings(self, said: Happened) -> Happened:
        return Happened(
            said.kind,
            said.day,
            said.team,
            said.subject,
            "Bukti belanja dua kegiatan belum lengkap.",
            "Lengkapi kuitansi dan daftar terima.",
            said.minutes_number,
            said.day + timedelta(days=14),
        )

    def reports(self) -> None:
        """What was handed in: some of it late, some not yet."""
        year = self.scene.year
        # Late by so many days, in the order of the villages; `None` has not come.
        late: tuple[int | None, ...] = (-9, -3, 0, -6, 4, -1, -12, 8, -2, -5, 0, 11, -4, -8, None)
        first = late[self.place % len(late)]
        last = late[(self.place + 7) % len(late)]
        self._brought(year, DutyKind.PLAN, date(year - 1, 9, 30), first)
        self._brought(year - 1, DutyKind.SECOND_HALF, date(year, 1, 31), last)
        self._brought(year - 1, DutyKind.ACCOUNT, date(year, 3, 31), first)
        self._brought(year, DutyKind.FIRST_HALF, date(year, 7, 31), last)
        self._brought(year + 1, DutyKind.PLAN, date(year, 9, 30), first)

    def _brought(self, budget_year: int, duty: DutyKind, due: date, late: int | None) -> None:
        if late is None:
            return
        said = Brought(
            due + timedelta(days=late),
            SENDERS[self.place % len(SENDERS)],
            f"900/{self.place + 1}/{due.year}",
        )
        actions.note_handed_in(
            village=self.village,
            budget_year=budget_year,
            duty=duty.value,
            said=said,
            by=self.scene.people["operator"],
            at=self.scene.at,
        )


def _photo(place: int) -> CheckedFile:
    """A plain picture, so that a file is there to be opened."""
    width, height, tone = 64, 48, 90 + 20 * place
    lines = b"".join(b"\0" + bytes([tone]) * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines))
    return CheckedFile("foto contoh.png", data + chunk(b"IEND", b""), Kind.PNG)
