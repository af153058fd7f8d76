"""Reading a counter book: its headings, its dates, names and villages, and the verdict on each row.

Thousands of rows repeat a few days, services and villages, so each is worked out once.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from django.utils import timezone

from janji.calendars.queries import calendar_for
from janji.core.cells import Cell, Row, column_letter
from janji.core.refusals import Problem, Refused
from janji.core.service_life import Stage, Timing, Verdict, judge_by
from janji.core.workdays import END_OF_DAY, Limit, LimitUnit, deadline
from janji.core.written_days import When, read_when
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


class _Wrong(Exception):
    """A cell that cannot be used: which column, and the problem's code and facts."""

    def __init__(self, column: str, code: str, **said: object) -> None:
        super().__init__(code)
        self.column, self.code, self.said = column, code, said


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


class Memory(dict[Any, Any]):
    """Works out a value once for each key."""

    def __init__(self, made: Callable[[Any], Any]) -> None:
        super().__init__()
        self.made = made

    def __missing__(self, key: Any) -> Any:
        self[key] = found = self.made(key)
        return found


@dataclass(frozen=True, slots=True)
class Held:
    """The standard a service is held to on a day, with its limit as a value."""

    standard: Standard
    limit: Limit
    is_clock: bool


class Reader:
    """Reads the rows of one office; what repeats from row to row is worked out once."""

    def __init__(self, org_unit: OrgUnit, today: date) -> None:
        self.today = today
        self.calendar = calendar_for(org_unit)
        self.services: dict[int, Service] = {}
        self.names: dict[str, Service] = {}
        for one in queries.services_of(org_unit):
            self.services[one.pk] = one
            self.names[one.code.casefold()] = one
            self.names[_plain(one.name)] = one
        self.villages = {_plain(one.name): one.code for one in queries.villages_of(org_unit)}
        self.zone = timezone.get_current_timezone()
        self.whens = Memory(lambda cell: read_when(cell, self.zone))
        self.meant = Memory(lambda cell: self.names.get(_plain(_text(cell))))
        self.places = Memory(self._village_in)
        self.held = Memory(self._held)
        self.dues = Memory(self._due)
        self.seen: dict[str, int] = {}

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
        held = self._standard(service, received.at.date())
        applicant = _short("name", _text(cells["name"]))
        if not applicant:
            raise _Wrong("name", "book-name-missing")
        village = self._village(cells.get("village"))
        number = _number_of_person(cells.get("nik"))
        people = _people(cells.get("people"))
        product = _short("number", _text(cells.get("number")))
        finished = None
        if _filled(cells.get("finished")):
            finished = self._finished(received, cells["finished"])
        due, verdict, settled = self._judged(held, received, finished)
        digest = number.digest if number else ""
        return BookRow(
            key=self._key(
                f"{service.pk}\x1f{received.wall}\x1f{applicant.casefold()}\x1f{village}"
                f"\x1f{digest}\x1f{product}\x1f{people}"
            ),
            standard=held.standard,
            applicant=applicant,
            number=number,
            village_id=village,
            people=people,
            product_number=product or None,
            notes=_short("notes", _text(cells.get("notes"))) or None,
            received_at=received.at,
            finished_at=settled,
            due_at=due,
            punctuality=verdict.punctuality.value,
            counted_on=verdict.counted_on,
        )

    def _when(self, column: str, cell: Cell) -> When:
        found: When | None = self.whens[cell]
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
        found: Service | None = self.meant[cell]
        if found is None:
            code = "book-service-unknown" if _filled(cell) else "book-service-missing"
            raise _Wrong("service", code, said=_text(cell)[:SHOWN])
        return found

    def _standard(self, service: Service, day: date) -> Held:
        """By the day: a request is held to the standard of its own day."""
        held: Held | None = self.held[service.pk, day]
        if held is None:
            said = {"service": service.name, "day": f"{day:%d-%m-%Y}"}
            raise _Wrong("date", "book-standard-missing", **said)
        return held

    def _held(self, key: tuple[int, date]) -> Held | None:
        service, day = self.services[key[0]], key[1]
        try:
            standard = intake.standard_on(service, day, service.standards.all())
        except Refused:
            return None
        limit = Limit(standard.limit_value, LimitUnit(standard.limit_unit))
        return Held(standard, limit, limit.unit.is_clock_time)

    def _village(self, cell: Cell) -> str | None:
        if not _filled(cell):
            return None
        found: str | None = self.places[cell]
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
        self, held: Held, received: When, finished: When | None
    ) -> tuple[datetime | None, Verdict, datetime | None]:
        """Deadline, verdict, and when it was finished as far as that can be said."""
        # A limit in days ends on the same day whenever on its day it began.
        wall = received.wall if held.is_clock else received.wall.replace(hour=0, minute=0, second=0)
        due: datetime | None = self.dues[held.limit, wall]
        settled = finished.at if finished else None
        if finished and held.is_clock and not (received.has_time and finished.has_time):
            settled = self._surely_late(held, received, finished)
        timing = Timing(
            Stage.FINISHED, received.at, held.limit, (), settled, finish_unknown=settled is None
        )
        return due, judge_by(timing, due), settled

    def _due(self, key: tuple[Limit, datetime]) -> datetime | None:
        limit, wall = key
        return deadline(wall.replace(tzinfo=self.zone), limit, (), self.calendar)

    def _surely_late(self, held: Held, received: When, finished: When) -> datetime | None:
        """When minutes count, two days alone say one thing only: that it was late for certain."""
        latest = received.wall
        if not received.has_time:
            latest = datetime.combine(latest.date(), END_OF_DAY)
        due: datetime | None = self.dues[held.limit, latest]
        return finished.at if due is not None and finished.at > due else None

    def _key(self, said: str) -> str:
        """The fingerprint of a row; the second of two rows that are the same is another visit."""
        self.seen[said] = occurrence = self.seen.get(said, 0) + 1
        return blake2b(f"{said}\x1f{occurrence}".encode(), digest_size=16).hexdigest()


def _filled(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _plain(text: str) -> str:
    """Words in small letters, without punctuation and without what is put before names of villages."""
    words = re.sub(r"\W+", " ", text.casefold()).split()
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
