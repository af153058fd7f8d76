"""Reading the sheets of this register: lists of members, and lists of those who attended."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from janji.core.cells import Cell, Row, column_letter
from janji.core.linmas import rule_on
from janji.core.refusals import Problem, Refused
from janji.core.written_days import read_when
from janji.kit.persons import PersonNumber, person_number
from janji.orgs.access import rows_below
from janji.orgs.models import OrgUnit, OrgUnitKind
from janji.registers.imports.headings import Headings
from janji.registers.linmas import queries
from janji.registers.linmas.intake import DecreeText, Particulars
from janji.registers.linmas.models import Education, Event, Issuer, Member, Post, Sex, Squad

MEMBER_WORDS = {
    "village": ("desa", "desa kelurahan", "kelurahan", "nama desa", "kode desa", "kode wilayah"),
    "name": ("nama", "nama anggota", "nama lengkap"),
    "nik": ("nik", "no ktp", "nomor ktp", "nomor induk kependudukan"),
    "sex": ("l p", "jenis kelamin", "jk", "kelamin", "l p jenis kelamin"),
    "born": ("tanggal lahir", "tgl lahir", "lahir"),
    "education": ("pendidikan", "pendidikan terakhir"),
    "decree": ("nomor sk", "no sk", "sk", "nomor keputusan", "no keputusan"),
    "signed": ("tanggal sk", "tgl sk", "tanggal keputusan"),
    "issuer": ("ditetapkan oleh", "penandatangan sk", "penanda tangan sk", "penandatangan"),
    "post": ("jabatan", "kedudukan"),
    "squad": ("regu", "nama regu"),
    "card": ("nomor kta", "no kta", "kta"),
    "starts": ("mulai", "anggota sejak", "sejak", "tanggal mulai"),
}
MEMBER_REQUIRED = ("name", "sex", "decree", "signed")
ATTENDANCE_WORDS = {
    "day": ("tanggal", "tgl", "tanggal kegiatan", "hari tanggal"),
    "event": ("kegiatan", "nama kegiatan", "acara"),
    "name": MEMBER_WORDS["name"],
    "nik": MEMBER_WORDS["nik"],
    "village": MEMBER_WORDS["village"],
}
ATTENDANCE_REQUIRED = ("day", "event")
MOST = {"name": 160, "decree": 80, "card": 60}
SHOWN = 60
"""Letters of a cell that a problem repeats."""

SEXES = {
    "l": Sex.MALE,
    "laki laki": Sex.MALE,
    "laki": Sex.MALE,
    "pria": Sex.MALE,
    "p": Sex.FEMALE,
    "perempuan": Sex.FEMALE,
    "wanita": Sex.FEMALE,
}
SCHOOLS = {
    "belum tamat sd": Education.NONE,
    "tidak tamat sd": Education.NONE,
    "tidak sekolah": Education.NONE,
    **dict.fromkeys(("sd", "mi", "sd sederajat", "paket a"), Education.PRIMARY),
    **dict.fromkeys(("sltp", "smp", "mts", "paket b"), Education.LOWER_SECONDARY),
    **dict.fromkeys(("slta", "sma", "smk", "ma", "stm", "paket c"), Education.UPPER_SECONDARY),
    **dict.fromkeys(("d1", "d2", "d3", "d i", "d ii", "d iii", "diploma"), Education.DIPLOMA),
    **dict.fromkeys(("s1", "d4", "d iv", "s2", "s3", "sarjana"), Education.DEGREE),
}
SQUADS = {
    **dict.fromkeys(
        ("kesiapsiagaan dan kewaspadaan dini", "kesiapsiagaan", "kewaspadaan dini"), Squad.READINESS
    ),
    **dict.fromkeys(("pengamanan", "keamanan"), Squad.SECURITY),
    **dict.fromkeys(
        (
            "pertolongan pertama pada korban bencana dan kebakaran",
            "pertolongan pertama",
            "p3k",
        ),
        Squad.FIRST_AID,
    ),
    **dict.fromkeys(("penyelamatan dan evakuasi", "penyelamatan", "evakuasi"), Squad.RESCUE),
    **dict.fromkeys(("dapur umum", "dapur"), Squad.KITCHEN),
}
POSTS = {
    **dict.fromkeys(("kepala satlinmas", "kasatlinmas", "kepala"), Post.HEAD),
    **dict.fromkeys(("kepala pelaksana", "pelaksana"), Post.LEADER),
    **dict.fromkeys(("komandan regu", "danru", "komandan"), Post.COMMANDER),
    **dict.fromkeys(("anggota", "anggota regu"), Post.MEMBER),
}
ISSUERS = {
    **dict.fromkeys(("kepala desa", "kades"), Issuer.VILLAGE_HEAD),
    **dict.fromkeys(("camat", "camat atas nama bupati", "camat a n bupati"), Issuer.DISTRICT_HEAD),
    **dict.fromkeys(
        ("kepala satpol pp", "kasatpol pp", "satpol pp", "kepala satpol pp atas nama bupati"),
        Issuer.POLICE_HEAD,
    ),
    **dict.fromkeys(("bupati", "wali kota"), Issuer.REGENT),
}


@dataclass(frozen=True, slots=True)
class NewMember:
    """A member the register does not have yet."""

    village: OrgUnit
    person: Particulars
    decree: DecreeText


@dataclass(frozen=True, slots=True)
class NewAttendance:
    """Someone came; known by number it is sure, known by name only it waits for a person."""

    event: Event
    member: Member
    is_sure: bool


class _Wrong(Exception):
    """A cell that cannot be used: which column, and the problem's code and facts."""

    def __init__(self, column: str, code: str, **said: object) -> None:
        super().__init__(code)
        self.column, self.code, self.said = column, code, said


@dataclass(frozen=True, slots=True)
class _Possible:
    """Who may have come to an event: by the digest of their number, and by village and name."""

    by_number: Mapping[str, Sequence[Member]]
    by_name: Mapping[tuple[int, str], Sequence[Member]]

    @classmethod
    def of(cls, event: Event, members: Iterable[Member]) -> "_Possible":
        """Those of some members who were on the list that day, where the event was for them."""
        by_number: dict[str, list[Member]] = {}
        by_name: dict[tuple[int, str], list[Member]] = {}
        for one in members:
            has_left = one.ends_on is not None and one.ends_on <= event.held_on
            is_of_it = one.org_unit.path.startswith(event.org_unit.path)
            if one.starts_on > event.held_on or has_left or not is_of_it:
                continue
            by_name.setdefault((one.org_unit_id, plain(one.name)), []).append(one)
            if one.nik_digest:
                by_number.setdefault(one.nik_digest, []).append(one)
        return cls(by_number, by_name)


Cells = Mapping[str, Cell]
Read = NewMember | NewAttendance


class Reader:
    """Reads the rows of an office and all below it."""

    def __init__(self, org_unit: OrgUnit, today: date) -> None:
        self.today = today
        self.zone = timezone.get_current_timezone()
        self.villages = list(queries.villages_below(org_unit).select_related("region"))
        self.by_name: dict[str, list[OrgUnit]] = {}
        for one in self.villages:
            for word in {plain(one.name), _digits(one.region_id or "")} - {""}:
                self.by_name.setdefault(word, []).append(one)
        self.org_unit = org_unit
        self.seen: dict[object, int] = {}
        self._events: dict[date, list[Event]] | None = None
        self._members: list[Member] | None = None
        self._attending: dict[int, _Possible] = {}

    def members(self, headings: Headings, table: Sequence[Row]) -> Iterator[Read | Problem]:
        """Each row of a list of members, read or with what is wrong in it."""
        return self._rows(headings, table, MEMBER_REQUIRED, self._member)

    def attendances(self, headings: Headings, table: Sequence[Row]) -> Iterator[Read | Problem]:
        """Each row of a list of attendance, read or with what is wrong in it."""
        return self._rows(headings, table, (*ATTENDANCE_REQUIRED, "name", "nik"), self._attendance)

    def _rows(
        self,
        headings: Headings,
        table: Sequence[Row],
        asked: Sequence[str],
        read: Callable[[Cells, int], Read],
    ) -> Iterator[Read | Problem]:
        for place, row in enumerate(table[headings.first :], start=headings.first + 1):
            cells = {
                name: row[column] if column < len(row) else None
                for name, column in headings.columns.items()
            }
            if not any(_filled(cells.get(name)) for name in asked):
                continue
            try:
                yield read(cells, place)
            except _Wrong as wrong:
                # A column that the sheet lacks is missed at the row's first cell.
                column = column_letter(headings.columns.get(wrong.column, 0))
                yield Problem(wrong.code, f"{headings.sheet}!{column}{place}", wrong.said)

    # ── members

    def _member(self, cells: Cells, place: int) -> NewMember:
        village = self._village(cells)
        name = _short("name", cells.get("name"))
        if not name:
            raise _Wrong("name", "linmas-name-missing")
        number = _number_of_person(cells.get("nik"))
        decree = _short("decree", cells.get("decree"))
        if not decree:
            raise _Wrong("decree", "linmas-decree-missing")
        signed = self._day("signed", cells.get("signed"))
        starts = self._day("starts", cells["starts"]) if _filled(cells.get("starts")) else signed
        born = self._day("born", cells["born"]) if _filled(cells.get("born")) else None
        if born is not None and born >= starts:
            raise _Wrong("born", "linmas-born-late", said=_text(cells["born"])[:SHOWN])
        person = Particulars(
            name=name,
            number=number,
            sex=_one_of(SEXES, "sex", cells.get("sex"), "linmas-sex-unreadable"),
            born_on=born,
            education=_maybe(SCHOOLS, "education", cells, "linmas-education-unknown"),
            squad=_maybe(SQUADS, "squad", cells, "linmas-squad-unknown"),
            post=_maybe(POSTS, "post", cells, "linmas-post-unknown") or Post.MEMBER.value,
            card_number=_short("card", cells.get("card")) or None,
            starts_on=starts,
        )
        self._once("name", (village.pk, number.digest if number else (plain(name), born)), place)
        return NewMember(
            village,
            person,
            DecreeText(
                number=decree, signed_on=signed, issuer=self._issuer(cells, village, signed)
            ),
        )

    def _issuer(self, cells: Cells, village: OrgUnit, signed: date) -> str:
        """Whose decree it is; where the sheet does not say, whose it has to be by the rule of its day."""
        found = _maybe(ISSUERS, "issuer", cells, "linmas-issuer-unknown")
        rule = rule_on(signed)
        is_ward = village.kind == OrgUnitKind.WARD
        return found or (rule.ward_issuer if is_ward else rule.village_issuer).value

    def _village(self, cells: Cells) -> OrgUnit:
        cell = cells.get("village")
        if not _filled(cell):
            if self.org_unit.kind in queries.VILLAGES:
                return self.org_unit
            raise _Wrong("village", "linmas-village-missing")
        said = _text(cell)
        found = self.by_name.get(plain(said)) or self.by_name.get(_digits(said), [])
        if len(found) != 1:
            raise _Wrong("village", "linmas-village-unknown", said=said[:SHOWN])
        return found[0]

    def _day(self, column: str, cell: Cell) -> date:
        if not _filled(cell):
            raise _Wrong(column, "linmas-date-missing")
        found = read_when(cell, self.zone)
        if found is None:
            raise _Wrong(column, "linmas-date-unreadable", said=_text(cell)[:SHOWN])
        if found.at.date() > self.today:
            raise _Wrong(column, "linmas-date-ahead", said=_text(cell)[:SHOWN])
        return found.at.date()

    def _once(self, column: str, key: object, place: int) -> None:
        """Two rows of one sheet that are the same are a slip."""
        earlier = self.seen.setdefault(key, place)
        if earlier != place:
            raise _Wrong(column, "linmas-twice-in-sheet", row=earlier)

    # ── attendance

    def _attendance(self, cells: Cells, place: int) -> NewAttendance:
        day = self._day("day", cells.get("day"))
        event = self._event(day, _text(cells.get("event")))
        number = _number_of_person(cells.get("nik"))
        if number is not None:
            member = self._by_number(number, event)
        else:
            member = self._by_name(cells, event)
        self._once("name", (event.pk, member.pk), place)
        return NewAttendance(event, member, is_sure=number is not None)

    def _event(self, day: date, said: str) -> Event:
        if self._events is None:
            self._events = {}
            rows = Event.objects.filter(rows_below(self.org_unit), cancelled_at=None)
            for one in rows.select_related("org_unit").order_by("pk"):
                self._events.setdefault(one.held_on, []).append(one)
        that_day = self._events.get(day, [])
        found = [one for one in that_day if plain(one.title) == plain(said)]
        if not said and len(that_day) == 1:
            found = that_day
        elif not said and that_day:
            raise _Wrong("event", "linmas-event-missing", count=len(that_day))
        if len(found) != 1:
            raise _Wrong("event", "linmas-event-unknown", said=said[:SHOWN], day=f"{day:%d-%m-%Y}")
        return found[0]

    def _possible(self, event: Event) -> "_Possible":
        """Members on the list on the day of an event, of the villages it was for; found once."""
        if self._members is None:
            rows = Member.objects.filter(rows_below(self.org_unit)).select_related("org_unit")
            self._members = list(rows.order_by("pk"))
        if event.pk not in self._attending:
            self._attending[event.pk] = _Possible.of(event, self._members)
        return self._attending[event.pk]

    def _by_number(self, number: PersonNumber, event: Event) -> Member:
        found = self._possible(event).by_number.get(number.digest, ())
        if len(found) != 1:
            raise _Wrong("nik", "linmas-attendee-unknown")
        return found[0]

    def _by_name(self, cells: Cells, event: Event) -> Member:
        name = _short("name", cells.get("name"))
        if not name:
            raise _Wrong("name", "linmas-attendee-unnamed")
        village = self._village(cells)
        found = self._possible(event).by_name.get((village.pk, plain(name)), ())
        said: dict[str, Any] = {"said": name[:SHOWN], "village": village.name}
        if not found:
            raise _Wrong("name", "linmas-attendee-not-found", **said)
        if len(found) > 1:
            raise _Wrong("name", "linmas-attendee-several", count=len(found), **said)
        return found[0]


def plain(text: str) -> str:
    """Words in small letters, without punctuation and without what is put before names of villages."""
    words = re.sub(r"\W+", " ", text.casefold()).split()
    return " ".join(words[1:] if words[:1] in (["desa"], ["ds"], ["kelurahan"], ["kel"]) else words)


def _digits(text: str) -> str:
    """A village's code without its dots."""
    bare = text.replace(".", "").strip()
    return bare if bare.isdigit() else ""


def _text(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else "" if cell is None else str(cell)


def _filled(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _short(column: str, cell: Cell) -> str:
    said = _text(cell)
    if len(said) > MOST[column]:
        raise _Wrong(column, "linmas-too-long", most=MOST[column])
    return said


def _one_of(words: Mapping[str, Any], column: str, cell: Cell, code: str) -> str:
    found = words.get(re.sub(r"\W+", " ", _text(cell).casefold()).strip())
    if found is None:
        raise _Wrong(column, code, said=_text(cell)[:SHOWN])
    return str(found.value)


def _maybe(words: Mapping[str, Any], column: str, cells: Cells, code: str) -> str | None:
    cell = cells.get(column)
    return _one_of(words, column, cell, code) if _filled(cell) else None


def _number_of_person(cell: Cell) -> PersonNumber | None:
    if not _filled(cell):
        return None
    if isinstance(cell, int | Decimal):
        # Spreadsheets keep fifteen digits of a number, so the sixteenth is already lost.
        raise _Wrong("nik", "linmas-nik-as-number")
    try:
        return person_number(_text(cell).lstrip("'"))
    except Refused:
        # What stood there stays out of the problem: it is a person's number.
        raise _Wrong("nik", "linmas-nik-unreadable") from None
