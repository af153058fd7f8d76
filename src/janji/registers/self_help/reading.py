"""Reading the sheets of this register: groups, their members, what they did, and a unit's monthly recap."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone

from janji.core.cells import Row
from janji.core.numbers import read_number, written
from janji.core.refusals import Problem, Refused
from janji.core.self_help import LoanOn, MonthlyLine, contradictions
from janji.kit.persons import PersonNumber, person_number
from janji.orgs.models import OrgUnit
from janji.registers.communities.cells import (
    Cells,
    Villages,
    Wrong,
    day,
    rows_beneath,
    said,
    short,
    text,
)
from janji.registers.communities.intake import key_of
from janji.registers.imports.headings import Headings, find_headings
from janji.registers.self_help import queries
from janji.registers.self_help.intake import GroupText, MemberText, RecordText
from janji.registers.self_help.models import (
    Closing,
    Group,
    GroupKind,
    GroupMember,
    Loan,
    Officer,
    Post,
    Programme,
    Record,
    RecordKind,
    Sex,
)

VILLAGE = ("desa", "desa kode", "desa kelurahan", "kelurahan", "nama desa", "kode desa")
NAMES = ("ksm", "nama ksm", "kelompok", "nama kelompok")
GROUP_WORDS: Mapping[str, Sequence[str]] = {
    "village": VILLAGE,
    "name": NAMES,
    "kind": ("jenis", "jenis ksm"),
    "programme": ("program asal", "program", "asal program"),
    "formed": ("dibentuk", "tanggal bentuk", "tgl bentuk", "tanggal dibentuk", "tgl dibentuk"),
}
MEMBER_WORDS: Mapping[str, Sequence[str]] = {
    "village": VILLAGE,
    "group": NAMES,
    "name": ("nama anggota", "anggota", "nama"),
    "nik": ("nik", "no ktp", "nomor induk kependudukan"),
    "sex": ("l p", "jenis kelamin", "jk", "kelamin"),
    "poor": ("miskin", "daftar warga miskin", "miskin ps2", "ps2"),
    "joined": ("masuk", "tanggal masuk", "tgl masuk", "sejak"),
    "post": ("jabatan", "kedudukan"),
}
RECORD_WORDS: Mapping[str, Sequence[str]] = {
    "village": VILLAGE,
    "group": NAMES,
    "day": ("tanggal", "tgl", "hari"),
    "kind": ("kegiatan", "jenis kegiatan"),
    "amount": ("jumlah", "rupiah", "jumlah rupiah"),
    "evidence": ("bukti", "keterangan"),
}
MONTHLY_WORDS: Mapping[str, Sequence[str]] = {
    "village": VILLAGE,
    "group": NAMES,
    "loan": ("nomor pinjaman", "no pinjaman", "pinjaman"),
    "balance": ("saldo", "saldo pinjaman", "saldo pokok", "sisa pinjaman"),
    "due": ("target angsuran", "target", "target pokok"),
    "paid": ("realisasi", "realisasi angsuran", "realisasi pokok"),
    "arrears": ("tunggakan", "tunggakan pokok"),
    "service": ("jasa", "realisasi jasa"),
}
NEEDED = {
    id(GROUP_WORDS): ("name", "kind"),
    id(MEMBER_WORDS): ("group", "name", "sex"),
    id(RECORD_WORDS): ("group", "day", "kind"),
    id(MONTHLY_WORDS): ("group", "balance", "paid"),
}
KINDS = {key_of(str(label)): str(value) for value, label in GroupKind.choices}
PROGRAMMES = {key_of(str(label)): str(value) for value, label in Programme.choices} | {
    "pnpm": "pnpm",
    "pnpm mandiri": "pnpm",
    "": "lain",
    "lain": "lain",
}
SEXES = {
    "l": "L",
    "laki laki": "L",
    "pria": "L",
    "lk": "L",
    "p": "P",
    "perempuan": "P",
    "wanita": "P",
    "pr": "P",
}
POSTS = {key_of(str(label)): str(value) for value, label in Post.choices} | {
    "": "",
    "anggota": "",
}
YES_OR_NO = {"ya": True, "y": True, "1": True, "tidak": False, "t": False, "0": False, "": False}
RECORD_KINDS = {
    "pertemuan": RecordKind.MEETING.value,
    "rapat": RecordKind.MEETING.value,
    "pekerjaan": RecordKind.WORK.value,
    "simpanan": RecordKind.SAVING.value,
    "tabungan": RecordKind.SAVING.value,
}
"""What a sheet may say; instalments come with the recap, savings taken out are typed one by one."""
TOTALS = ("jumlah", "total")
SUMS = ("balance", "due", "paid", "arrears")
Place = tuple[int, str]


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A group that the register does not have yet."""

    village: OrgUnit
    said: GroupText

    @property
    def place(self) -> Place:
        """By what it is known again."""
        return self.village.pk, key_of(self.said.name)


@dataclass(frozen=True, slots=True)
class NewMember:
    """A member that the register does not have yet, and the post they hold."""

    place: Place
    said: MemberText
    post: str

    @property
    def keys(self) -> set[tuple[Place, str]]:
        """By what they are known again: the name, and the number where there is one."""
        return keys_of(self.place, key_of(self.said.name), self.said.person)


@dataclass(frozen=True, slots=True)
class NewRecord:
    """Something a group did that the register does not have yet."""

    place: Place
    said: RecordText

    @property
    def key(self) -> tuple[object, ...]:
        """By what it is known again."""
        return self.place, self.said.kind, self.said.day, self.said.amount


@dataclass(frozen=True, slots=True)
class NewPayment:
    """What a recap says a group paid in a month."""

    loan_id: int
    first: date
    said: RecordText


def keys_of(place: Place, name_key: str, person: PersonNumber | None) -> set[tuple[Place, str]]:
    """By what a member is known again."""
    return {(place, name_key)} | ({(place, person.digest)} if person else set())


def groups_in(villages: set[int]) -> dict[Place, Group]:
    """The groups of some villages by what they are known by; one query."""
    found = Group.objects.filter(org_unit__in=villages).select_related("org_unit")
    return {(one.org_unit_id, one.name_key): one for one in found}


def members_in(groups: Mapping[Place, Group]) -> set[tuple[Place, str]]:
    """Who is in some groups now, by name and by number; one query."""
    places = {one.pk: place for place, one in groups.items()}
    rows = GroupMember.objects.filter(group__in=places, left_on=None)
    found = set()
    for group, name, digest in rows.values_list("group", "name_key", "nik_digest"):
        found.add((places[group], name))
        if digest:
            found.add((places[group], digest))
    return found


def posts_in(groups: Mapping[Place, Group]) -> set[tuple[Place, str]]:
    """Which posts of some groups someone holds; one query."""
    places = {one.pk: place for place, one in groups.items()}
    rows = Officer.objects.filter(member__group__in=places, ended_on=None)
    return {(places[group], post) for group, post in rows.values_list("member__group", "post")}


def closings_in(groups: Mapping[Place, Group]) -> dict[Place, list[tuple[date, date | None]]]:
    """From when until when some groups were closed; one query."""
    places = {one.pk: place for place, one in groups.items()}
    found: dict[Place, list[tuple[date, date | None]]] = {}
    rows = Closing.objects.filter(group__in=places)
    for group, closed, opened in rows.values_list("group", "day", "reopened_on"):
        found.setdefault(places[group], []).append((closed, opened))
    return found


def records_in(groups: Mapping[Place, Group]) -> set[tuple[object, ...]]:
    """What some groups did, by what it is known by; one query."""
    places = {one.pk: place for place, one in groups.items()}
    rows = Record.objects.filter(group__in=places, loan=None, withdrawn_reason=None)
    return {
        (places[group], kind, on, amount)
        for group, kind, on, amount in rows.values_list("group", "kind", "day", "amount")
    }


def sheets_of(
    tables: Mapping[str, Sequence[Row]],
) -> list[tuple[Mapping[str, Sequence[str]], Headings]]:
    """Which sheet holds what; groups first, because the others refer to them."""
    found = []
    for words in (GROUP_WORDS, MEMBER_WORDS, RECORD_WORDS, MONTHLY_WORDS):
        try:
            found.append((words, find_headings(tables, words, NEEDED[id(words)])))
        except Refused:
            continue
    # Without any, the refusal over groups says best what is missing.
    return found or [(GROUP_WORDS, find_headings(tables, GROUP_WORDS, NEEDED[id(GROUP_WORDS)]))]


def whole(cells: Cells, column: str) -> int | None:
    """Whole rupiah, or nothing when the cell is empty; a dash is nothing at all, which is zero."""
    cell = cells.get(column)
    if not text(cell):
        return None
    bare = text(cell).removeprefix("Rp").removeprefix(".").removesuffix(",-").strip()
    if bare in {"-", "–"}:
        return 0
    try:
        number = Decimal(cell) if isinstance(cell, int | Decimal) else read_number(bare).value
    except Refused:
        number = Decimal(-1)
    if number < 0 or number != int(number):
        raise Wrong(column, "ksm-cell-amount", said=said(cell))
    return int(number)


@dataclass
class Reader:
    """Reads the rows of an office's sheets, and remembers what was wrong with the others."""

    org_unit: OrgUnit
    until: date | None
    groups: list[NewGroup] = field(default_factory=list)
    members: list[NewMember] = field(default_factory=list)
    records: list[NewRecord] = field(default_factory=list)
    payments: list[NewPayment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    known: int = 0

    def __post_init__(self) -> None:
        self.villages = Villages(self.org_unit)
        self.today = timezone.localdate()
        self.kept = groups_in({one.pk for one in self.villages.every})
        self.formed = {place: one.formed_on for place, one in self.kept.items()}
        self.people = members_in(self.kept)
        self.posts = posts_in(self.kept)
        self.did = records_in(self.kept)
        self.closed = closings_in(self.kept)
        self.sums: dict[str, int] = {}
        self.paid_now: set[int] = set()

    def read(
        self,
        words: Mapping[str, Sequence[str]],
        headings: Headings,
        table: Sequence[Row],
    ) -> None:
        """All rows of one sheet."""
        needed = NEEDED[id(words)]
        rows = list(rows_beneath(headings, table, needed))
        if words is MONTHLY_WORDS:
            if not any(text(cells.get("paid")) for _, cells in rows):
                # The template's own sheet, which nobody filled in.
                return
            self._begin_month()
        one_row: Callable[[Cells], None] = {
            id(GROUP_WORDS): self._group,
            id(MEMBER_WORDS): self._member,
            id(RECORD_WORDS): self._record,
            id(MONTHLY_WORDS): self._month,
        }[id(words)]
        for line, cells in rows:
            try:
                one_row(cells)
            except Wrong as wrong:
                self.problems.append(wrong.problem(headings, line))

    def _village(self, cells: Cells) -> OrgUnit:
        found = self.villages.named(cells, "ksm-village-unknown")
        if found is None:
            column = "village" if "village" in cells else "name" if "name" in cells else "group"
            raise Wrong(column, "ksm-cell-empty")
        return found

    def _place(self, cells: Cells) -> Place:
        """The group of a row, which the register or the same workbook has."""
        village = self._village(cells)
        place = village.pk, key_of(text(cells.get("group")))
        if place not in self.formed:
            where = {"said": said(cells.get("group")), "village": village.name}
            raise Wrong("group", "ksm-unknown", **where)
        return place

    def _require_open(self, place: Place, on: date, column: str) -> None:
        for closed, opened in self.closed.get(place, ()):
            if closed <= on and (opened is None or on < opened):
                raise Wrong(column, "ksm-cell-closed", closed=f"{closed:%d-%m-%Y}")

    def _past(self, cells: Cells, column: str) -> date | None:
        found = day(cells, column, "ksm-cell-day")
        if found and found > self.today:
            raise Wrong(column, "ksm-cell-day", said=said(cells.get(column)))
        return found

    def _group(self, cells: Cells) -> None:
        village = self._village(cells)
        name = short(cells, "name", 120, "ksm-cell-long")
        if not name or not key_of(name):
            raise Wrong("name", "ksm-cell-empty")
        kind = KINDS.get(key_of(text(cells.get("kind"))))
        if kind is None:
            raise Wrong("kind", "ksm-kind-unknown", said=said(cells.get("kind")))
        programme = PROGRAMMES.get(key_of(text(cells.get("programme"))), Programme.OTHER.value)
        formed = self._past(cells, "formed")
        made = NewGroup(village, GroupText(name, kind, programme, formed))
        if made.place in self.formed:
            self.known += 1
            return
        self.formed[made.place] = formed
        self.groups.append(made)

    def _member(self, cells: Cells) -> None:
        place = self._place(cells)
        name = short(cells, "name", 160, "ksm-cell-long")
        if not name or not key_of(name):
            raise Wrong("name", "ksm-cell-empty")
        sex = SEXES.get(key_of(text(cells.get("sex"))))
        if sex is None:
            raise Wrong("sex", "ksm-sex-unknown", said=said(cells.get("sex")))
        poor = YES_OR_NO.get(key_of(text(cells.get("poor"))))
        if poor is None:
            raise Wrong("poor", "ksm-answer-unknown", said=said(cells.get("poor")))
        post = POSTS.get(key_of(text(cells.get("post"))))
        if post is None:
            raise Wrong("post", "ksm-post-unknown", said=said(cells.get("post")))
        made = NewMember(
            place,
            MemberText(name, Sex(sex).value, poor, self._joined(cells, place), _person(cells)),
            post,
        )
        if made.keys & self.people:
            self.known += 1
            return
        if post and (place, post) in self.posts:
            raise Wrong("post", "ksm-post-taken", said=said(cells.get("post")))
        self.people |= made.keys
        self.posts.add((place, post))
        self.members.append(made)

    def _joined(self, cells: Cells, place: Place) -> date:
        """The day someone joined; the group's first day where none is told."""
        formed = self.formed[place]
        joined = self._past(cells, "joined") or formed
        column = "joined" if "joined" in cells else "name"
        if joined is None:
            raise Wrong(column, "ksm-cell-empty")
        if formed and joined < formed:
            raise Wrong(column, "ksm-cell-before-formed", formed=f"{formed:%d-%m-%Y}")
        self._require_open(place, joined, column)
        return joined

    def _record(self, cells: Cells) -> None:
        place = self._place(cells)
        on = self._past(cells, "day")
        if on is None:
            raise Wrong("day", "ksm-cell-empty")
        formed = self.formed[place]
        if formed and on < formed:
            raise Wrong("day", "ksm-cell-before-formed", formed=f"{formed:%d-%m-%Y}")
        self._require_open(place, on, "day")
        kind = RECORD_KINDS.get(key_of(text(cells.get("kind"))))
        if kind is None:
            raise Wrong("kind", "ksm-record-unknown", said=said(cells.get("kind")))
        amount = whole(cells, "amount")
        if kind == RecordKind.SAVING and not amount:
            raise Wrong("amount" if "amount" in cells else "kind", "ksm-cell-empty")
        if kind != RecordKind.SAVING and amount:
            raise Wrong("amount", "ksm-cell-money", kind=text(cells.get("kind")))
        evidence = short(cells, "evidence", 300, "ksm-cell-long")
        if evidence is None:
            raise Wrong("evidence" if "evidence" in cells else "kind", "ksm-cell-empty")
        made = NewRecord(place, RecordText(kind, on, evidence, amount or None))
        if made.key in self.did:
            self.known += 1
            return
        self.did.add(made.key)
        self.records.append(made)

    def _begin_month(self) -> None:
        """Every loan of the office as it stood before the month, and as it stands at its end."""
        if self.until is None:
            raise Refused("ksm-month-missing", field="day")
        self.month_first = self.until.replace(day=1)
        below = Q(group__in=[one.pk for one in self.kept.values()])
        earlier = date.fromordinal(self.month_first.toordinal() - 1)
        before = {one.pk: loan for one, loan in queries.loans_on(below, earlier)}
        self.loans: dict[int, list[tuple[Loan, LoanOn, LoanOn]]] = {}
        for one, now in queries.loans_on(below, self.until):
            then = before.get(one.pk) or LoanOn(one.principal, 0, 0, 0)
            # What was written down in the month stands in `now` already.
            if then.outstanding:
                self.loans.setdefault(one.group_id, []).append((one, then, now))
        self.later = queries.paid_after(below, self.until)

    def _month(self, cells: Cells) -> None:
        if key_of(text(cells.get("group"))) in TOTALS:
            self._total(cells)
            return
        amounts = {name: whole(cells, name) for name in (*SUMS, "service")}
        for name in SUMS:
            self.sums[name] = self.sums.get(name, 0) + (amounts[name] or 0)
        place = self._place(cells)
        paid = amounts["paid"]
        if paid is None:
            raise Wrong("paid", "ksm-cell-empty")
        found = self._loan(cells, place, is_nothing=not (paid or amounts["balance"]))
        if found is None:
            self.known += 1
            return
        loan, before, now = found
        if loan.pk in self.paid_now:
            raise Wrong("group", "ksm-row-twice", said=said(cells.get("group")))
        self.paid_now.add(loan.pk)
        line = MonthlyLine(paid, amounts["balance"], amounts["due"], amounts["arrears"])
        for problem in contradictions(line, before, now):
            raise Wrong(problem.where, problem.code, **problem.facts)
        self._pay(loan, before, now, paid, amounts["service"] or 0)

    def _pay(self, loan: Loan, before: LoanOn, now: LoanOn, paid: int, service: int) -> None:
        written_down = now.paid - before.paid
        if written_down and written_down != paid:
            told = {"recorded": written(written_down, 0), "paid": written(paid, 0)}
            raise Wrong("paid", "ksm-month-differs", **told)
        if written_down or not paid:
            self.known += 1
            return
        later = self.later.get(loan.pk, 0)
        if paid > before.outstanding - later:
            left = written(before.outstanding - later, 0)
            raise Wrong("paid", "ksm-paid-above", paid=written(paid, 0), left=left)
        assert self.until is not None  # noqa: S101 -- looked at when the sheet began
        text = RecordText(
            RecordKind.INSTALMENT.value,
            self.until,
            f"Rekap UPK {self.until:%m-%Y}",
            paid,
            service,
        )
        self.payments.append(NewPayment(loan.pk, self.month_first, text))

    def _loan(
        self, cells: Cells, place: Place, *, is_nothing: bool
    ) -> tuple[Loan, LoanOn, LoanOn] | None:
        """The loan a row is about: the only one that ran in the month, or the one it names."""
        group = self.kept.get(place)
        found = self.loans.get(group.pk, []) if group else []
        number = key_of(text(cells.get("loan")))
        if number:
            found = [one for one in found if key_of(one[0].number) == number]
        if len(found) == 1:
            return found[0]
        if not found and is_nothing:
            return None
        code = "ksm-loans-many" if found else "ksm-loan-none"
        raise Wrong("loan" if "loan" in cells else "group", code, said=said(cells.get("group")))

    def _total(self, cells: Cells) -> None:
        """The row of totals is added up and never kept."""
        for name in SUMS:
            told = whole(cells, name)
            added = self.sums.get(name, 0)
            if told is not None and told != added:
                facts = {"told": written(told, 0), "added": written(added, 0)}
                raise Wrong(name, "ksm-total-differs", **facts)


def _person(cells: Cells) -> PersonNumber | None:
    try:
        return person_number(text(cells.get("nik")))
    except Refused as refusal:
        raise Wrong("nik", "ksm-nik-unreadable") from refusal


def rows_of(reader: Reader) -> list[Any]:
    """What is new, in the order in which it has to be stored."""
    return [*reader.groups, *reader.members, *reader.records, *reader.payments]
