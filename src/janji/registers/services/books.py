"""Reading a counter book: its headings, its dates, names and villages, and the verdict on each row.

Thousands of rows repeat a few days, services and villages, so each is worked out once.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from django.utils import timezone

from janji.calendars.queries import calendar_for
from janji.core.cells import Cell, Row, column_letter
from janji.core.refusals import Problem, Refused
from janji.core.service_life import Stage, Timing, judge_by
from janji.core.workdays import END_OF_DAY, Limit, LimitUnit, deadline
from janji.kit.persons import PersonNumber, person_number
from janji.orgs.models import OrgUnit
from janji.registers.imports.headings import Headings
from janji.registers.services import intake, queries
from janji.registers.services.models import Service, Standard

WORDS = {
    "date": (
        "tanggal",
        "tgl",
        "tanggal masuk",
        "tgl masuk",
        "tanggal diterima",
        "tanggal permohonan",
        "hari tanggal",
    ),
    "name": ("nama", "nama pemohon", "nama lengkap", "pemohon"),
    "service": (
        "jenis layanan",
        "layanan",
        "jenis pelayanan",
        "pelayanan",
        "jenis surat",
        "keperluan",
    ),
    "village": (
        "alamat desa",
        "desa",
        "alamat",
        "desa kelurahan",
        "kelurahan",
        "asal desa",
        "alamat pemohon",
    ),
    "number": ("nomor surat", "no surat", "nomor produk", "nomor dokumen", "no dokumen"),
    "notes": ("keterangan", "ket", "catatan"),
    "finished": ("tanggal selesai", "tgl selesai", "selesai", "tanggal jadi", "tanggal terbit"),
    "nik": ("nik", "no ktp", "nomor ktp", "nomor induk kependudukan"),
    "people": ("jumlah orang", "orang", "jumlah jiwa", "jiwa"),
}
REQUIRED = ("date", "name", "service")
OUTSIDE = {"luar", "luar daerah", "luar kecamatan", "luar wilayah"}
MOST = {"name": 160, "number": 80, "notes": 500}
MOST_PEOPLE = 999
SHOWN = 60
"""Letters of a cell that a problem repeats."""
MONTHS = {
    name: place
    for place, names in enumerate(
        (
            ("januari", "jan"),
            ("februari", "feb", "pebruari"),
            ("maret", "mar"),
            ("april", "apr"),
            ("mei",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("agustus", "agu", "ags", "agt"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov", "nopember", "nop"),
            ("desember", "des"),
        ),
        start=1,
    )
    for name in names
}
_DAY = re.compile(r"(\d{1,2})(?:[-/.]|\s+)(\d{1,2}|[a-z]+)(?:[-/.]|\s+)(\d{4})(?:\s+(.+))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ t](.+))?")
_TIME = re.compile(r"(?:pukul |jam )?(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?(?: wi[bt]| wita)?")


class _Wrong(Exception):
    """A cell that cannot be used: which column, and the problem's code and facts."""

    def __init__(self, column: str, code: str, **said: object) -> None:
        super().__init__(code)
        self.column, self.code, self.said = column, code, said


@dataclass(frozen=True, slots=True)
class When:
    """A moment as a book tells it; without a time of day it is the day's first moment."""

    at: datetime
    has_time: bool


@dataclass(frozen=True, slots=True)
class BookRow:
    """One request of a book, judged; only its number and code are given when it is kept."""

    key: str
    standard: Standard
    applicant: str
    number: PersonNumber | None
    village_id: str | None
    people: int
    product_number: str | None
    notes: str | None
    received_at: datetime
    finished_at: datetime | None
    due_at: datetime | None
    punctuality: str
    counted_on: date | None


def _text(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else "" if cell is None else str(cell)


def read_when(cell: Cell) -> When | None:
    """A day, with its time when there is one; `None` when it cannot be told."""
    if isinstance(cell, datetime):
        return _at(cell.date(), cell.time().replace(tzinfo=None))
    if isinstance(cell, date):
        return _at(cell, None)
    if not isinstance(cell, str):
        return None
    said = " ".join(cell.casefold().replace(",", " ").split())
    said = re.sub(r"^(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu)\s+", "", said)
    if found := _ISO.fullmatch(said):
        year, month, day, rest = found.groups()
    elif found := _DAY.fullmatch(said):
        day, named, year, rest = found.groups()
        month = named if named.isdigit() else str(MONTHS.get(named, ""))
    else:
        return None
    return _put_together(year, month, day, rest)


def _put_together(year: str, month: str, day: str, rest: str | None) -> When | None:
    clock = _TIME.fullmatch(rest) if rest else None
    if rest and clock is None:
        return None
    try:
        hour = time(int(clock[1]), int(clock[2])) if clock else None
        return _at(date(int(year), int(month), int(day)), hour)
    except ValueError:
        return None


def _at(day: date, hour: time | None) -> When:
    has_time = hour is not None and hour != time.min
    moment = datetime.combine(day, hour or time.min, tzinfo=timezone.get_current_timezone())
    return When(moment, has_time)


def _kept(memory: dict[Any, Any], key: Any, made: Callable[[], Any]) -> Any:
    """What was worked out before for a key, or what is worked out now."""
    try:
        return memory[key]
    except KeyError:
        memory[key] = found = made()
        return found


@dataclass(slots=True)
class Reader:
    """Reads the rows of one office; what repeats from row to row is worked out once."""

    org_unit: OrgUnit
    today: date
    services: dict[str, Service] = field(default_factory=dict)
    villages: dict[str, str] = field(default_factory=dict)
    memory: dict[Any, Any] = field(default_factory=dict)
    seen: dict[tuple[object, ...], int] = field(default_factory=dict)
    calendar: Any = None

    def __post_init__(self) -> None:
        self.calendar = calendar_for(self.org_unit)
        for one in queries.services_of(self.org_unit):
            self.services[one.code.casefold()] = one
            self.services[_plain(one.name)] = one
        for village in queries.villages_of(self.org_unit):
            self.villages[_plain(village.name)] = village.code

    def rows(self, headings: Headings, table: Sequence[Row]) -> Iterator[BookRow | Problem]:
        """Each row beneath the headings, read or with what is wrong in it."""
        for place, row in enumerate(table[headings.first :], start=headings.first + 1):
            cells = {
                name: row[column] if column < len(row) else None
                for name, column in headings.columns.items()
            }
            if not any(_filled(cells[name]) for name in REQUIRED):
                continue
            try:
                yield self._row(cells)
            except _Wrong as wrong:
                column = column_letter(headings.columns[wrong.column])
                yield Problem(wrong.code, f"{headings.sheet}!{column}{place}", wrong.said)

    def _row(self, cells: Mapping[str, Cell]) -> BookRow:
        received = self._when("date", cells["date"])
        service = self._service(cells["service"])
        standard = self._standard(service, received.at.date())
        applicant = _short("name", _text(cells["name"]))
        if not applicant:
            raise _Wrong("name", "book-name-missing")
        village = self._village(cells.get("village"))
        number = _number_of_person(cells.get("nik"))
        people = _people(cells.get("people"))
        product = _short("number", _text(cells.get("number"))) or None
        finished = None
        if _filled(cells.get("finished")):
            finished = self._finished(received, cells["finished"])
        due, verdict, settled = self._judged(standard, received, finished)
        return BookRow(
            key=self._key(
                service.pk,
                received.at,
                applicant.casefold(),
                village,
                number.digest if number else "",
                product,
                people,
            ),
            standard=standard,
            applicant=applicant,
            number=number,
            village_id=village,
            people=people,
            product_number=product,
            notes=_short("notes", _text(cells.get("notes"))) or None,
            received_at=received.at,
            finished_at=settled,
            due_at=due,
            punctuality=verdict[0],
            counted_on=verdict[1],
        )

    def _when(self, column: str, cell: Cell) -> When:
        found: When | None = _kept(self.memory, ("when", cell), lambda: read_when(cell))
        if found is None:
            raise _Wrong(column, "book-date-unreadable", said=_text(cell)[:SHOWN])
        if found.at.date() > self.today:
            raise _Wrong(column, "book-date-ahead", said=_text(cell)[:SHOWN])
        return found

    def _finished(self, received: When, cell: Cell) -> When:
        finished = self._when("finished", cell)
        if finished.at >= received.at:
            return finished
        if finished.at.date() == received.at.date() and not finished.has_time:
            return When(received.at, has_time=False)
        raise _Wrong("finished", "book-finish-before-receipt", said=_text(cell)[:SHOWN])

    def _service(self, cell: Cell) -> Service:
        found: Service | None = _kept(
            self.memory, ("service", cell), lambda: self.services.get(_plain(_text(cell)))
        )
        if found is None:
            code = "book-service-unknown" if _filled(cell) else "book-service-missing"
            raise _Wrong("service", code, said=_text(cell)[:SHOWN])
        return found

    def _standard(self, service: Service, day: date) -> Standard:
        """By the day: a request is held to the standard of its own day."""

        def found() -> Standard | None:
            try:
                return intake.standard_on(service, day, service.standards.all())
            except Refused:
                return None

        standard: Standard | None = _kept(self.memory, ("standard", service.pk, day), found)
        if standard is None:
            said = {"service": service.name, "day": f"{day:%d-%m-%Y}"}
            raise _Wrong("date", "book-standard-missing", **said)
        return standard

    def _village(self, cell: Cell) -> str | None:
        if not _filled(cell):
            return None
        found: str | None = _kept(self.memory, ("village", cell), lambda: self._village_in(cell))
        if found is None:
            raise _Wrong("village", "book-village-unknown", said=_text(cell)[:SHOWN])
        return found or None

    def _village_in(self, cell: Cell) -> str | None:
        """The code of the one village an address names; empty for outside, `None` for none or several."""
        said = _plain(_text(cell))
        if said in OUTSIDE:
            return ""
        if said in self.villages:
            return self.villages[said]
        padded = f" {said} "
        named = [name for name in self.villages if f" {name} " in padded]
        # The longer name wins over one that is part of it.
        longest = [
            one for one in named if not any(one != other and one in other for other in named)
        ]
        return self.villages[longest[0]] if len(longest) == 1 else None

    def _judged(
        self, standard: Standard, received: When, finished: When | None
    ) -> tuple[datetime | None, tuple[str, date | None], datetime | None]:
        """Deadline, verdict, and when it was finished as far as that can be said."""
        limit: Limit = _kept(
            self.memory,
            ("limit", standard.pk),
            lambda: Limit(standard.limit_value, LimitUnit(standard.limit_unit)),
        )
        is_clock = limit.unit.is_clock_time
        start = received.at if is_clock else received.at.date()
        due: datetime | None = _kept(
            self.memory,
            ("due", standard.pk, start),
            lambda: deadline(received.at, limit, (), self.calendar),
        )
        settled = finished.at if finished else None
        if finished and is_clock and not (received.has_time and finished.has_time):
            settled = self._surely_late(standard, limit, received, finished)
        timing = Timing(
            Stage.FINISHED, received.at, limit, (), settled, finish_unknown=settled is None
        )
        verdict = judge_by(timing, due)
        return due, (verdict.punctuality.value, verdict.counted_on), settled

    def _surely_late(
        self, standard: Standard, limit: Limit, received: When, finished: When
    ) -> datetime | None:
        """When minutes count, two days alone say one thing only: that it was late for certain."""
        latest = received.at
        if not received.has_time:
            latest = datetime.combine(latest.date(), END_OF_DAY, tzinfo=latest.tzinfo)
        last_due: datetime | None = _kept(
            self.memory,
            ("last due", standard.pk, latest),
            lambda: deadline(latest, limit, (), self.calendar),
        )
        return finished.at if last_due is not None and finished.at > last_due else None

    def _key(self, *parts: object) -> str:
        """The fingerprint of a row; the second of two rows that are the same is another visit."""
        self.seen[parts] = occurrence = self.seen.get(parts, 0) + 1
        said = "\x1f".join(map(str, (*parts, occurrence)))
        return blake2b(said.encode(), digest_size=16).hexdigest()


def _filled(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _plain(text: str) -> str:
    """Words in small letters, without punctuation and without what is put before names of villages."""
    words = re.sub(r"[^\w]+", " ", text.casefold()).split()
    return " ".join(words[1:] if words[:1] in (["desa"], ["ds"], ["kelurahan"], ["kel"]) else words)


def _short(column: str, text: str) -> str:
    if len(text) > MOST[column]:
        raise _Wrong(column, "book-text-too-long", most=MOST[column])
    return text


def _people(cell: Cell) -> int:
    if not _filled(cell):
        return 1
    said = _text(cell)
    if said.isascii() and said.isdigit() and len(said) <= 3 and 1 <= int(said) <= MOST_PEOPLE:
        return int(said)
    raise _Wrong("people", "book-people-unreadable", said=said[:SHOWN])


def _number_of_person(cell: Cell) -> PersonNumber | None:
    if not _filled(cell):
        return None
    if isinstance(cell, int | Decimal):
        # Spreadsheets keep fifteen digits of a number, so the sixteenth is already lost.
        raise _Wrong("nik", "book-nik-as-number")
    try:
        return person_number(_text(cell).lstrip("'"))
    except Refused:
        # What stood there stays out of the problem: it is a person's number.
        raise _Wrong("nik", "book-nik-unreadable") from None
