"""The register's spreadsheet: one row a body with its chair, and a second sheet for the agenda."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from janji.core.cells import Row
from janji.core.refusals import Problem, Refused
from janji.kit.dates import MONTHS
from janji.kit.editions import held
from janji.kit.tables import Table
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.communities import intake, queries
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
from janji.registers.communities.intake import Body, Officer, key_of
from janji.registers.communities.models import (
    REGISTER,
    Activity,
    ActivityState,
    Community,
    CommunityKind,
    Post,
    Tenure,
    WorkPlan,
)
from janji.registers.facts import keeping as facts
from janji.registers.imports.headings import Headings, find_headings
from janji.registers.imports.layouts import Column, Options, SheetRows

BODY_WORDS = {
    "village": ("desa", "desa kode", "desa kelurahan", "kelurahan", "kode desa"),
    "kind": ("jenis", "jenis lembaga", "kategori"),
    "name": ("nama", "nama lembaga"),
    "parent": ("rw induk", "induk", "rw"),
    "founded": ("dibentuk", "tanggal bentuk", "tgl bentuk", "tanggal dibentuk"),
    "basis": ("dasar", "dasar pembentukan", "perdes"),
    "chair": ("ketua", "nama ketua"),
    "decree": ("no sk", "nomor sk", "sk", "sk ketua"),
    "since": ("tgl sk", "tanggal sk"),
    "until": ("masa bakti sampai", "sampai", "periode", "periode selesai"),
}
AGENDA_WORDS = {
    "village": ("desa", "desa kode", "desa kelurahan", "kelurahan", "kode desa"),
    "community": ("lembaga", "nama lembaga", "kode lembaga"),
    "year": ("tahun",),
    "activity": ("agenda", "kegiatan", "nama agenda", "nama kegiatan"),
    "month": ("bulan", "rencana bulan"),
    "state": ("keadaan", "status"),
    "settled": ("tanggal", "tanggal laksana", "tgl"),
    "evidence": ("bukti", "bukti atau alasan", "keterangan"),
    "added": ("ditambahkan", "ditambahkan pada"),
    "set_on": ("program ditetapkan", "tanggal program"),
    "document": ("dokumen program", "dokumen"),
}
KINDS = {key_of(str(label)): str(value) for value, label in CommunityKind.choices} | {
    "lpmd": "lpm",
    "lpmk": "lpm",
    "tp pkk": "pkk",
    "karangtaruna": "karang_taruna",
    "kt": "karang_taruna",
    "lain": "lain",
    "lainnya": "lain",
    "rukun tetangga": "rt",
    "rukun warga": "rw",
}
STATES = {
    "": ActivityState.PLANNED,
    "rencana": ActivityState.PLANNED,
    "direncanakan": ActivityState.PLANNED,
    "terlaksana": ActivityState.DONE,
    "selesai": ActivityState.DONE,
    "batal": ActivityState.CANCELLED,
}
MONTH_WORDS = {
    **{str(place): place for place in range(1, 13)},
    **{name.casefold(): place for place, name in enumerate(MONTHS, start=1)},
    **{name.casefold()[:3]: place for place, name in enumerate(MONTHS, start=1)},
}
COLUMNS = (
    Column("Desa", "Nama atau kode Kemendagri; kosong pada lembar satu desa", "Kracak"),
    Column("Jenis", "RT, RW, PKK, Karang Taruna, LPM, Posyandu, Lain", "RT", required=True),
    Column("Nama", "Satu nama satu kali di setiap desa", "RT 03/02", required=True),
    Column("RW induk", "Nama RW di desa yang sama, hanya untuk RT", "RW 02"),
    Column("Dibentuk", "Kosong bila tidak diketahui", "01-05-2010"),
    Column("Dasar", "Peraturan atau keputusan pembentukan", "Perdes 4/2010"),
    Column("Ketua", "Nama ketua", "Sukirno Hadi"),
    Column("No SK", "Keputusan pengangkatan ketua", "141/12/2017"),
    Column("Tgl SK", "Awal masa bakti; wajib bila ketuanya ditulis", "01-04-2017"),
    Column("Masa bakti sampai", "Kosong berarti lima tahun", "31-03-2022"),
)
AGENDA_HEADINGS = (
    ("Desa", "Kracak"),
    ("Lembaga", "RT 03/02"),
    ("Tahun", "2019"),
    ("Agenda", "Kerja bakti"),
    ("Bulan", "6"),
    ("Keadaan", "Terlaksana"),
    ("Tanggal", "15-06-2019"),
    ("Bukti", "Foto kegiatan"),
    ("Ditambahkan", ""),
    ("Program ditetapkan", "12-01-2019"),
    ("Dokumen program", "Keputusan RT 1/2019"),
)
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NewBody:
    """A body that the register does not have yet, with its chair."""

    village: OrgUnit
    body: Body
    parent_key: str
    chair: Officer | None

    @property
    def place(self) -> tuple[int, str]:
        """By what it is known again."""
        return self.village.pk, key_of(self.body.name)


@dataclass(frozen=True, slots=True)
class NewActivity:
    """An activity that the plan does not have yet, and the plan where that is new as well."""

    village: OrgUnit
    community_key: str
    year: int
    name: str
    month: int | None
    state: str
    settled_on: date | None
    evidence: str | None
    added_on: date | None
    set_on: date | None
    document: str | None

    @property
    def place(self) -> tuple[int, str]:
        """The body it belongs to."""
        return self.village.pk, self.community_key


@dataclass(frozen=True, slots=True)
class CommunitySheets:
    """The layout of lists of bodies and their agenda."""

    title: str = "Impor lembaga"
    about: str = (
        "Satu baris satu lembaga dengan ketuanya; lembar kedua berisi agenda. Lembaga dan agenda yang sudah ada tidak"
        " digandakan dan tidak diubah."
    )
    permission: Permission = Permission.KEEP_RECORDS
    columns: Sequence[Column] = COLUMNS
    options_form: type[forms.Form] | None = None

    def template(self, org_unit: OrgUnit) -> Sequence[Table]:
        """The sheets to fill in, with an example row, and the names of villages to copy from."""
        villages = [[one.name, one.region_id] for one in queries.villages_of(org_unit)]
        return [
            Table(
                "Lembaga",
                [one.heading for one in COLUMNS],
                [["Kracak", "RW", "RW 02"], [one.example for one in COLUMNS]],
            ),
            Table(
                "Agenda",
                [heading for heading, _ in AGENDA_HEADINGS],
                [[example for _, example in AGENDA_HEADINGS]],
            ),
            Table("Nama desa", ["Nama desa yang dikenal", "Kode Kemendagri"], villages),
        ]

    def read(
        self, org_unit: OrgUnit, tables: Mapping[str, Sequence[Row]], options: Options
    ) -> SheetRows:
        """New bodies, those with members first, then new activities; what is there is only counted."""
        del options
        reader = _Reader(org_unit)
        found = _sheets(tables)
        for words, headings in found:
            rows = rows_beneath(headings, tables[headings.sheet], _needed(words))
            reader.read(words, headings, rows)
        if not (reader.bodies or reader.activities or reader.problems or reader.known):
            raise Refused("sheet-without-rows")
        # Members last: their RW is stored before them, however the rows are cut into bits.
        bodies = sorted(reader.bodies, key=lambda one: bool(one.parent_key))
        return SheetRows(
            [*bodies, *reader.activities], known=reader.known, problems=reader.problems
        )

    def store(
        self, org_unit: OrgUnit, rows: Sequence[Any], *, source: str, by: User, at: datetime
    ) -> int:
        """Keeps the rows; those that came meanwhile are not doubled."""
        # Held, so that two imports do not write down the same body at once.
        list(held(OrgUnit.objects.filter(pk=org_unit.pk)))
        bodies = [one for one in rows if isinstance(one, NewBody)]
        activities = [one for one in rows if isinstance(one, NewActivity)]
        added = _store_bodies(bodies, source, by, at)
        return added + _store_activities(activities, by, at)


def _needed(words: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    return ("kind", "name") if words is BODY_WORDS else ("community", "activity")


def _sheets(
    tables: Mapping[str, Sequence[Row]],
) -> list[tuple[Mapping[str, Sequence[str]], Headings]]:
    """Where bodies and where the agenda stand; bodies first, because activities refer to them."""
    found: list[tuple[Mapping[str, Sequence[str]], Headings]] = []
    for words in (BODY_WORDS, AGENDA_WORDS):
        try:
            found.append((words, find_headings(tables, words, _needed(words))))
        except Refused:
            continue
    # Without any, the refusal over bodies says best what is missing.
    return found or [(BODY_WORDS, find_headings(tables, BODY_WORDS, _needed(BODY_WORDS)))]


def _in_register(village_keys: set[int]) -> dict[tuple[int, str], Community]:
    found = Community.objects.filter(org_unit__in=village_keys).select_related("org_unit")
    return {(one.org_unit_id, one.name_key): one for one in found}


@dataclass
class _Reader:
    """Reads the rows of an office's sheets, and remembers what was wrong with the others."""

    org_unit: OrgUnit
    bodies: list[NewBody] = field(default_factory=list)
    activities: list[NewActivity] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    known: int = 0

    def __post_init__(self) -> None:
        self.villages = Villages(self.org_unit)
        self.today = timezone.localdate()
        self.kept = _in_register({one.pk for one in self.villages.every})
        self.places = set(self.kept)
        plans = WorkPlan.objects.filter(community__in=[one.pk for one in self.kept.values()])
        self.plans = {(one.community_id, one.year) for one in plans}
        self.new_plans: set[tuple[int, str, int]] = set()
        agenda = Activity.objects.filter(plan__in=plans)
        self.agenda: set[tuple[object, ...]] = {
            (village, body, year, name)
            for village, body, year, name in agenda.values_list(
                "plan__community__org_unit", "plan__community__name_key", "plan__year", "name_key"
            )
        }

    def read(
        self,
        words: Mapping[str, Sequence[str]],
        headings: Headings,
        rows: Iterator[tuple[int, Cells]],
    ) -> None:
        """All rows of one sheet."""
        one_row: Callable[[Cells], None] = self._body if words is BODY_WORDS else self._activity
        rows = iter(list(rows))
        if words is BODY_WORDS:
            rows = iter(sorted(rows, key=lambda row: bool(text(row[1].get("parent")))))
        for line, cells in rows:
            try:
                one_row(cells)
            except Wrong as wrong:
                self.problems.append(wrong.problem(headings, line))

    def _village(self, cells: Cells) -> OrgUnit:
        found = self.villages.named(cells, "community-village-unknown")
        if found is None:
            raise Wrong("village", "community-cell-empty")
        return found

    def _body(self, cells: Cells) -> None:
        village = self._village(cells)
        kind = KINDS.get(key_of(text(cells.get("kind"))))
        if kind is None:
            raise Wrong("kind", "community-kind-unknown", said=said(cells.get("kind")))
        name = short(cells, "name", 120, "community-text-long")
        if not name or not key_of(name):
            raise Wrong("name", "community-cell-empty")
        parent_key = key_of(text(cells.get("parent"))) if kind == CommunityKind.RT else ""
        if parent_key and (village.pk, parent_key) not in self.places:
            where = {"said": said(cells.get("parent")), "village": village.name}
            raise Wrong("parent", "community-unknown", **where)
        body = Body(
            kind=kind,
            name=name,
            founded_on=self._past(cells, "founded"),
            decree=short(cells, "basis", 120, "community-text-long"),
        )
        made = NewBody(village, body, parent_key, self._chair(cells))
        if made.place in self.places:
            self.known += 1
            return
        self.places.add(made.place)
        self.bodies.append(made)

    def _past(self, cells: Cells, column: str) -> date | None:
        found = day(cells, column, "community-day-unreadable")
        if found and found > self.today:
            raise Wrong(column, "community-day-unreadable", said=said(cells.get(column)))
        return found

    def _chair(self, cells: Cells) -> Officer | None:
        name = short(cells, "chair", 160, "community-text-long")
        if not name:
            return None
        since = day(cells, "since", "community-day-unreadable")
        if since is None:
            raise Wrong("since" if "since" in cells else "chair", "community-cell-empty")
        until = day(cells, "until", "community-day-unreadable")
        if until and until < since:
            raise Wrong("until", "community-tenure-reversed")
        decree = short(cells, "decree", 120, "community-text-long")
        return Officer(Post.CHAIR.value, name, since, until, 1, decree)

    def _activity(self, cells: Cells) -> None:
        village = self._village(cells)
        key = key_of(text(cells.get("community")))
        if (village.pk, key) not in self.places:
            where = {"said": said(cells.get("community")), "village": village.name}
            raise Wrong("community", "community-unknown", **where)
        name = short(cells, "activity", 160, "community-text-long")
        if not name or not key_of(name):
            raise Wrong("activity", "community-cell-empty")
        set_on = day(cells, "set_on", "community-day-unreadable")
        year = self._year(cells, set_on)
        self._require_plan(village, key, year, set_on, cells)
        state, settled_on, evidence = self._outcome(cells)
        if settled_on and settled_on.year != year:
            raise Wrong("settled", "community-day-other-year", year=year)
        made = NewActivity(
            village=village,
            community_key=key,
            year=year,
            name=name,
            month=_month(cells),
            state=state,
            settled_on=settled_on,
            evidence=evidence,
            added_on=day(cells, "added", "community-day-unreadable"),
            set_on=set_on,
            document=short(cells, "document", 200, "community-text-long"),
        )
        place = (village.pk, key, year, key_of(name))
        if place in self.agenda:
            self.known += 1
            return
        self.agenda.add(place)
        self.activities.append(made)

    def _year(self, cells: Cells, set_on: date | None) -> int:
        written = text(cells.get("year"))
        if written.isascii() and written.isdigit() and 2000 <= int(written) <= 2100:
            return int(written)
        if not written and set_on:
            return set_on.year
        column = "year" if "year" in cells else "activity"
        raise Wrong(column, "community-day-unreadable", said=said(cells.get("year")))

    def _require_plan(
        self, village: OrgUnit, key: str, year: int, set_on: date | None, cells: Cells
    ) -> None:
        kept = self.kept.get((village.pk, key))
        has_plan = (kept is not None and (kept.pk, year) in self.plans) or (
            (village.pk, key, year) in self.new_plans
        )
        if not has_plan and set_on is None:
            name = said(cells.get("community"))
            raise Wrong("community", "community-plan-unknown", name=name, year=year)
        self.new_plans.add((village.pk, key, year))

    def _outcome(self, cells: Cells) -> tuple[str, date | None, str | None]:
        state = STATES.get(key_of(text(cells.get("state"))))
        if state is None:
            raise Wrong("state", "community-state-unreadable", said=said(cells.get("state")))
        if state is ActivityState.PLANNED:
            return state.value, None, None
        settled_on = self._past(cells, "settled")
        evidence = short(cells, "evidence", 300, "community-text-long")
        if settled_on is None or evidence is None:
            raise Wrong("state", "community-evidence-lacking", state=str(state.label).lower())
        return state.value, settled_on, evidence


def _month(cells: Cells) -> int | None:
    written = text(cells.get("month")).casefold()
    if not written:
        return None
    if written not in MONTH_WORDS:
        raise Wrong("month", "community-month-unreadable", said=said(cells.get("month")))
    return MONTH_WORDS[written]


def _store_bodies(rows: Sequence[NewBody], source: str, by: User, at: datetime) -> int:
    kept = _in_register({one.village.pk for one in rows})
    fresh = [one for one in rows if one.place not in kept]
    # An RW before its RT: both may be in one bit.
    for part in ([one for one in fresh if not one.parent_key], [*filter(_has_parent, fresh)]):
        made = []
        for one in part:
            row = intake.community(one.body, one.village, by=by, at=at, source=source)
            parent = kept.get((one.village.pk, one.parent_key))
            row.parent = parent if parent and parent.kind == CommunityKind.RW else None
            made.append(row)
        for row in Community.objects.bulk_create(made, batch_size=AT_ONCE):
            kept[row.org_unit_id, row.name_key] = row
    chairs = [intake.tenure(kept[one.place], one.chair, by=by, at=at) for one in fresh if one.chair]
    Tenure.objects.bulk_create(chairs, batch_size=AT_ONCE)
    offices = {one.village.pk: one.village for one in fresh}
    for key in sorted(offices):
        days = [one.body.founded_on for one in fresh if one.village.pk == key]
        first = min(founded or intake.BEGINNING for founded in days)
        facts.mark_changed_from(REGISTER, offices[key], first)
    return len(fresh)


def _has_parent(one: NewBody) -> bool:
    return bool(one.parent_key)


def _store_activities(rows: Sequence[NewActivity], by: User, at: datetime) -> int:
    kept = _in_register({one.village.pk for one in rows})
    plans = _plans(rows, kept, by, at)
    known = set(
        Activity.objects.filter(plan__in=[one.pk for one in plans.values()]).values_list(
            "plan", "name_key"
        )
    )
    made = []
    changed: dict[tuple[int, int], OrgUnit] = {}
    for one in rows:
        plan = plans[kept[one.place].pk, one.year]
        row = intake.activity(plan, one.name, month=one.month, added_on=one.added_on, by=by, at=at)
        if (plan.pk, row.name_key) in known:
            continue
        row.state, row.settled_on, row.evidence = one.state, one.settled_on, one.evidence
        made.append(row)
        changed[one.village.pk, one.year] = one.village
    Activity.objects.bulk_create(made, batch_size=AT_ONCE)
    for (_, year), village in sorted(changed.items(), key=lambda one: one[0]):
        intake.mark_year(REGISTER, village, year)
    return len(made)


def _plans(
    rows: Sequence[NewActivity],
    kept: Mapping[tuple[int, str], Community],
    by: User,
    at: datetime,
) -> dict[tuple[int, int], WorkPlan]:
    """The plans that activities belong to; one that is missing is set as its first row says."""
    bodies = {kept[one.place].pk for one in rows}
    years = {one.year for one in rows}
    found = WorkPlan.objects.filter(community__in=bodies, year__in=years)
    plans = {(one.community_id, one.year): one for one in found}
    made: dict[tuple[int, int], WorkPlan] = {}
    for one in rows:
        key = kept[one.place].pk, one.year
        if key in plans or key in made or one.set_on is None:
            continue
        made[key] = WorkPlan(
            community_id=key[0],
            year=one.year,
            set_on=one.set_on,
            document=one.document,
            changed_by=by,
            changed_at=at,
        )
    WorkPlan.objects.bulk_create(made.values(), batch_size=AT_ONCE)
    return plans | made


LAYOUT = CommunitySheets()
