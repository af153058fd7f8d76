"""The example's registers: an invented year at the counter and its survey, the same at every loading.

The bulk enters the way an office brings its old books, as sheets; a few requests go through the
counter one step at a time, with pauses, complaints and a refusal.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from janji.calendars.queries import calendar_for
from janji.core.cells import Cell
from janji.core.periods import first_day, last_day
from janji.core.satisfaction import elements
from janji.core.service_life import Stage
from janji.core.survey_life import PeriodDeed
from janji.core.workdays import Calendar, Limit, LimitUnit
from janji.orgs.models import OrgUnit, Region, User
from janji.registers.services import actions as counter
from janji.registers.services.models import Channel, PauseCause, Service
from janji.registers.services.sheets import LAYOUT as BOOK
from janji.registers.survey import actions as survey
from janji.registers.survey.models import Frequency, Period, Review
from janji.registers.survey.sheets import LAYOUT as ANSWERS

ZONE = ZoneInfo("Asia/Jakarta")
YEAR = 2019
OPENED = date(YEAR, 1, 1)
QUARTERS = (1, 2, 3, 4)
SOURCE = "data contoh"
SAMPLE_METHOD = "krejcie-morgan"
REQUESTS = (1430, 1585, 1520, 1465)
"""Requests of each quarter; 6,000 in the year."""
LATE = (0.021, 0.009, 0.027, 0.012)
"""How many of each quarter's requests were late."""
FINISH_UNKNOWN = 0.004
RESPONSES = (280, 310, 305, 305)
"""Survey responses of each quarter; 1,200 in the year."""
MEANS = {
    "PERSYARATAN": 3.30,
    "PROSEDUR": 3.26,
    "WAKTU": 3.12,
    "BIAYA": 3.78,
    "PRODUK": 3.32,
    "KOMPETENSI": 3.28,
    "PERILAKU": 3.40,
    "SARANA": 3.10,
    "PENGADUAN": 3.08,
}
"""What each element is answered with on the average; some better and worse by quarter."""
SHIFT = (-0.045, 0.03, 0.01, 0.05)
GIVEN = (
    "Sutarmi",
    "Wasis",
    "Kuswati",
    "Narto",
    "Turinah",
    "Darsono",
    "Sukinem",
    "Rasmin",
    "Tugiyah",
    "Karsim",
)
FAMILY = (
    "Prayitno",
    "Sudarmo",
    "Wiyono",
    "Lestari",
    "Handoko",
    "Utami",
    "Raharjo",
    "Astuti",
    "Purnomo",
    "Widodo",
)
JOBS = ("Wirausaha", "Swasta", "Lainnya", "PNS")
SCHOOLS = ("SD", "SMP", "SMA", "SMA", "D3", "S1")
SUGGESTIONS = (
    "Kursi tunggu ditambah",
    "Papan persyaratan diperbesar",
    "Loket dibuka lebih pagi",
    "Parkir motor diberi atap",
    "Nomor antrean dipanggil dengan pengeras suara",
    "Petugas sudah ramah, pertahankan",
)


@dataclass(frozen=True, slots=True)
class People:
    """Who enters what."""

    clerk: User
    head: User


def load(office: OrgUnit, people: People, *, at: Sequence[datetime]) -> None:
    """Fills both registers of the example's office; `at` is when each quarter was written down."""
    random = Random(YEAR)  # noqa: S311 -- the same year at every loading, not a secret
    listed = _catalogue()
    services = [_open(office, one, people, at[0]) for one in listed]
    calendar = calendar_for(office)
    villages = list(Region.objects.filter(code__startswith=f"{office.region_id}."))
    book = _Book(random, calendar, services, [one["share"] for one in listed], villages)
    for quarter in QUARTERS:
        read = BOOK.read(office, {"Buku loket": list(book.rows(quarter))}, {})
        BOOK.store(office, read.rows, source=SOURCE, by=people.clerk, at=at[quarter - 1])
    _stories({one.code: one for one in services}, people, at[0])
    _surveys(office, people, random, [one.name for one in services], calendar, at)


def _catalogue() -> list[dict[str, Any]]:
    raw = (files("janji.site") / "example_data" / "services.toml").read_text("utf-8")
    listed: list[dict[str, Any]] = tomllib.loads(raw)["service"]
    return listed


def _open(office: OrgUnit, one: dict[str, Any], people: People, at: datetime) -> Service:
    value, unit = one["limit"]
    return counter.open_service(
        org_unit=office,
        code=one["code"],
        name=one["name"],
        kind=one["kind"],
        issued_by=one.get("issued_by"),
        promise=counter.Promise(
            limit=Limit(value, LimitUnit(unit)),
            requirements=tuple(one["requirements"]),
            product=one["product"],
        ),
        holds_from=OPENED,
        by=people.head,
        at=at,
    )


def _person(random: Random) -> str:
    return f"{random.choice(GIVEN)} {random.choice(FAMILY)}"


class _Book:
    """The counter book of the year, as rows of a sheet."""

    def __init__(
        self,
        random: Random,
        calendar: Calendar,
        services: Sequence[Service],
        shares: Sequence[int],
        villages: Sequence[Region],
    ) -> None:
        self.random = random
        self.calendar = calendar
        self.services = list(services)
        self.limits = {one.pk: one.standards.get() for one in services}
        self.shares = shares
        self.villages = villages
        self.number = 0

    def rows(self, quarter: int) -> Iterator[list[Cell]]:
        """The heading and a quarter's requests in the order they came; their numbers go on."""
        yield [
            "No",
            "Tanggal",
            "Nama",
            "Alamat/Desa",
            "Jenis Layanan",
            "Nomor Surat",
            "Tanggal Selesai",
            "Jumlah Orang",
        ]
        count, late = REQUESTS[quarter - 1], LATE[quarter - 1]
        days = _working_days(self.calendar, quarter)
        for moment in sorted(self._moment(days) for _ in range(count)):
            self.number += 1
            yield self._row(self.number, moment, is_late=self.random.random() < late)

    def _moment(self, days: Sequence[date]) -> datetime:
        minutes = self.random.randrange(8 * 60, 13 * 60)
        return datetime.combine(self.random.choice(days), time(minutes // 60, minutes % 60))

    def _row(self, number: int, received: datetime, *, is_late: bool) -> list[Cell]:
        service = self.random.choices(self.services, self.shares)[0]
        finished: Cell = self._finish(service, received, is_late=is_late)
        if self.random.random() < FINISH_UNKNOWN:
            finished = None
        people = self.random.choice((1, 1, 1, 2, 3)) if service.code in {"kk", "pindah"} else 1
        village = self.random.choice(self.villages).name
        letter = f"470/{number}/{YEAR}"
        return [
            number,
            received,
            _person(self.random),
            village,
            service.name,
            letter,
            finished,
            people,
        ]

    def _finish(self, service: Service, received: datetime, *, is_late: bool) -> datetime:
        standard = self.limits[service.pk]
        if LimitUnit(standard.limit_unit).is_clock_time:
            limit = standard.limit_value
            taken = limit + self.random.randint(5, 50) if is_late else self.random.randint(3, limit)
            return received + timedelta(minutes=taken)
        limit = standard.limit_value
        days = limit + self.random.randint(1, 3) if is_late else self.random.randint(0, limit)
        day = received.date()
        while days:
            day += timedelta(days=1)
            days -= self.calendar.is_work(day)
        return datetime.combine(day, max(received.time(), time(self.random.randrange(13, 15), 0)))


def _working_days(calendar: Calendar, quarter: int) -> list[date]:
    """The quarter's working days; its last week is left out, so that nothing ends after the year."""
    first, last = first_day(YEAR, quarter), last_day(YEAR, quarter) - timedelta(days=9)
    every = (first + timedelta(days=shift) for shift in range((last - first).days + 1))
    return [day for day in every if calendar.is_work(day)]


def _stories(services: dict[str, Service], people: People, begins: datetime) -> None:
    """Requests that went through the counter step by step, written down as they happened.

    Before `begins` nobody had an account; what happened before was written down then.
    """

    def moment(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
        return datetime(YEAR, month, day, hour, minute, tzinfo=ZONE)

    def came(code: str, name: str, when: datetime) -> Any:
        return counter.receive_request(
            service=services[code],
            applicant=counter.Applicant(name),
            received_at=when,
            complete_at=when,
            by=people.clerk,
            at=max(when, begins),
        )

    def went(request: Any, to: Stage, when: datetime, **more: Any) -> Any:
        return counter.move_request(
            request=request,
            to=to,
            happened_at=when,
            based_on=request.edition,
            by=people.clerk,
            at=max(when, begins),
            **more,
        )

    # A missing paper stops the clock; with the pause the request is on time.
    waris = came("waris", "Rasmin Handoko", moment(3, 4))
    lacking = counter.PauseReason(PauseCause.SHORTFALL.value, "KTP seorang ahli waris belum ada")
    waris = went(waris, Stage.INCOMPLETE, moment(3, 6), pause=lacking)
    waris = went(waris, Stage.CHECKING, moment(3, 14))
    waris = went(waris, Stage.AT_HEAD, moment(3, 15))
    waris = went(waris, Stage.FINISHED, moment(3, 18), product_number="594/12/2019")
    went(waris, Stage.HANDED_OVER, moment(3, 19), handed_to="Rasmin Handoko")
    # Sent on to the agency that issues it, and issued weeks later: the office was on time.
    card = went(came("kk", "Turinah Utami", moment(5, 6)), Stage.FORWARDED, moment(5, 7))
    went(card, Stage.FINISHED, moment(5, 24), agency_number="KK-2019-0881")
    # Refused with its reason, taken back, and never picked up again.
    crowd = came("izin-keramaian", "Wasis Raharjo", moment(8, 5))
    went(crowd, Stage.REFUSED, moment(8, 6), notes="Lokasi berada di badan jalan provinsi")
    taken = came("proposal", "Karsim Widodo", moment(9, 2))
    went(taken, Stage.WITHDRAWN, moment(9, 3), notes="Pemohon akan melengkapi proposalnya")
    # Late, with a justified complaint that took long: not well served.
    deed = came("ajb", "Kuswati Purnomo", moment(10, 1))
    deed = went(deed, Stage.FINISHED, moment(10, 14))
    complaint = counter.record_complaint(
        org_unit=services["ajb"].org_unit,
        request=deed,
        channel=Channel.COUNTER.value,
        content="Akta dijanjikan lima hari kerja, tetapi lebih lama tanpa pemberitahuan.",
        received_on=date(YEAR, 10, 16),
        by=people.clerk,
        at=moment(10, 16),
    )
    complaint = counter.decide_complaint(
        complaint=complaint,
        is_justified=True,
        based_on=complaint.edition,
        by=people.head,
        at=moment(10, 18),
    )
    counter.resolve_complaint(
        complaint=complaint,
        resolution="Pemohon diberi penjelasan; jadwal tanda tangan PPATS ditetapkan dua kali seminggu.",
        resolved_on=date(YEAR, 11, 6),
        based_on=complaint.edition,
        by=people.head,
        at=moment(11, 6),
    )
    for month, missing in ((2, "Pengantar desa"), (6, "Fotokopi KK"), (11, "Buku nikah")):
        counter.return_file(
            service=services["kk"],
            village=None,
            missing=missing,
            happened_at=moment(month, 12, 10),
            by=people.clerk,
            at=max(moment(month, 12, 10), begins),
        )


def _surveys(
    office: OrgUnit,
    people: People,
    random: Random,
    services: Sequence[str],
    calendar: Calendar,
    moments: Sequence[datetime],
) -> None:
    """Four quarterly surveys; the first three are published, each with its plan."""
    for quarter, count, shift, at in zip(QUARTERS, RESPONSES, SHIFT, moments, strict=True):
        period = survey.create_period(
            org_unit=office,
            name=f"SKM triwulan {('I', 'II', 'III', 'IV')[quarter - 1]} {YEAR}",
            starts_on=first_day(YEAR, quarter),
            ends_on=last_day(YEAR, quarter),
            frequency=Frequency.QUARTERLY.value,
            sampling=survey.Sampling(SAMPLE_METHOD),
            by=people.head,
            at=at,
        )
        period = _move(period, PeriodDeed.OPEN, people, at)
        days = _working_days(calendar, quarter)
        rows = list(_answers(random, count, shift, services, days))
        read = ANSWERS.read(office, {"Jawaban": rows}, {})
        ANSWERS.store(office, read.rows, source=SOURCE, by=people.clerk, at=at)
        for doubtful in period.responses.filter(review=Review.WAITING):
            survey.settle_review(
                response=doubtful,
                accept=True,
                reason="Formulir kertasnya berbeda",
                based_on=doubtful.edition,
                by=people.head,
                at=at,
            )
        period.refresh_from_db()
        period = _move(period, PeriodDeed.CLOSE, people, at)
        _plan(period, quarter, people, at)
        if quarter < QUARTERS[-1]:
            survey.publish_period(
                period=period,
                place="Papan pengumuman dan laman kecamatan",
                based_on=period.edition,
                by=people.head,
                at=at,
            )


def _move(period: Period, deed: PeriodDeed, people: People, at: datetime) -> Period:
    return survey.move_period(
        period=period, deed=deed, based_on=period.edition, by=people.head, at=at
    )


def _plan(period: Period, quarter: int, people: People, at: datetime) -> None:
    activity = survey.Activity(
        element="SARANA",
        activity="Menambah kursi tunggu dan papan persyaratan di ruang pelayanan",
        due_year=YEAR + quarter // 4,
        due_quarter=quarter % 4 + 1,
        responsible="Seksi Pelayanan Umum",
    )
    survey.add_plan(period=period, activity=activity, by=people.head, at=at)


def _answers(
    random: Random, count: int, shift: float, services: Sequence[str], days: Sequence[date]
) -> Iterator[list[Cell]]:
    """The heading and the filled-in forms of a quarter, as rows of a sheet."""
    asked = elements()
    heads = ["Tanggal", "Jenis Kelamin", "Usia", "Pendidikan", "Pekerjaan", "Jenis Layanan"]
    yield [*heads, *(f"U{one.asked} {one.name}" for one in asked), "Saran"]
    for day in sorted(random.choices(days, k=count)):
        profile: list[Cell] = [
            day,
            random.choice("LP"),
            random.randint(18, 66),
            random.choice(SCHOOLS),
            random.choice(JOBS),
            random.choice(services),
        ]
        suggestion = random.choice(SUGGESTIONS) if random.random() < 0.06 else None
        yield [*profile, *(_answer(random, MEANS[one.code] + shift) for one in asked), suggestion]


def _answer(random: Random, mean: float) -> int:
    """1 to 4 around a mean; most people choose one of two neighbours."""
    whole = int(mean)
    answer = whole + (random.random() < mean - whole)
    if random.random() < 0.08:
        answer += random.choice((-1, 1))
    return min(max(answer, 1), 4)
