"""Lists of attendance as spreadsheets; what they bring waits for a second person's check."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from janji.core.attendance import AttendingRole
from janji.core.cells import Row
from janji.core.refusals import Problem
from janji.kit.editions import held
from janji.orgs.access import rows_below
from janji.orgs.models import OrgUnit, User
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
from janji.registers.communities.models import Community
from janji.registers.imports.headings import Headings
from janji.registers.imports.layouts import Column
from janji.registers.musrenbang import intake
from janji.registers.musrenbang.intake import Present
from janji.registers.musrenbang.models import (
    Attendance,
    Forum,
    ForumKind,
    Group,
    PaperList,
    Sex,
    Sign,
)

WORDS = {
    "forum": ("forum", "jenis forum", "kegiatan"),
    "day": ("tanggal", "tgl", "hari tanggal"),
    "name": ("nama", "nama lengkap", "nama peserta"),
    "sex": ("l p", "lp", "jenis kelamin", "jk"),
    "group": ("unsur",),
    "body": ("lembaga", "instansi", "instansi lembaga", "unit kerja"),
    "role": ("jabatan", "sebagai", "peran"),
    "village": ("desa", "desa kelurahan", "kelurahan", "alamat"),
    "sign": ("tanda hadir", "tanda tangan", "ttd", "paraf"),
}
REQUIRED = ("forum", "day", "name", "sex")
KINDS = {key_of(str(label)): str(value) for value, label in ForumKind.choices} | {
    "musdus": "MUSRENBANG_DUSUN",
    "musrenbangdus": "MUSRENBANG_DUSUN",
    "musdes": "MUSDES",
    "musrenbangdes": "MUSRENBANGDES",
    "musrenbangkel": "MUSRENBANGDES",
    "musrenbang desa": "MUSRENBANGDES",
    "musrenbang kelurahan": "MUSRENBANGDES",
    "pra musrencam": "PRA_MUSRENCAM",
    "musrencam": "MUSRENBANG_KEC",
    "musrenbangcam": "MUSRENBANG_KEC",
    "musrenbang kec": "MUSRENBANG_KEC",
}
SEXES = {"l": Sex.MALE, "laki laki": Sex.MALE, "p": Sex.FEMALE, "perempuan": Sex.FEMALE}
GROUPS = {
    **{key_of(str(label)): str(value) for value, label in Group.choices},
    **{str(value): str(value) for value in Group.values},
    "": "lain",
    "lembaga": "lkd",
    "pemerintah desa": "desa",
}
SIGNS = {
    "": None,
    "tidak": None,
    "ttd": Sign.SIGNATURE.value,
    "v": Sign.SIGNATURE.value,
    "ya": Sign.SIGNATURE.value,
    "tanda tangan": Sign.SIGNATURE.value,
    "qr": Sign.QR.value,
    "kode qr": Sign.QR.value,
    "foto": Sign.PHOTO.value,
}
COLUMNS = (
    Column(
        "Forum",
        "Musrenbang dusun, Musrenbangdes, Musrenbang kecamatan",
        "Musrenbangdes",
        required=True,
    ),
    Column("Tanggal", "Hari forum yang sudah tercatat", "22-01-2019", required=True),
    Column("Nama", "Nama peserta", "Sukirno Hadi", required=True),
    Column("L/P", "L atau P", "L", required=True),
    Column("Unsur", "Desa, BPD, LKD, Tokoh, Perempuan, OPD, DPRD, Kecamatan, Lain", "LKD"),
    Column("Lembaga", "Seperti pada register lembaga, atau instansi lain", "RT 03/02"),
    Column("Jabatan", "Ketua atau Wakil; hanya ketua yang dihitung untuk lembaga", "Ketua"),
    Column("Desa", "Desa forumnya, atau asal peserta forum kecamatan", "Kracak"),
    Column("Tanda hadir", "TTD, QR, Foto; kosong berarti tidak dihitung", "TTD"),
)
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NewPresence:
    """Someone at a forum who is not on its lists yet."""

    forum: Forum
    present: Present


def read_attendance(reader: "AttendanceReader", headings: Headings, table: Sequence[Row]) -> None:
    """All rows of one sheet; people who are on the lists already are only counted."""
    for line, cells in rows_beneath(headings, table, ("name",)):
        try:
            reader.read(cells)
        except Wrong as wrong:
            reader.problems.append(wrong.problem(headings, line))


def store_attendance(rows: Sequence[NewPresence], *, source: str, by: User, at: datetime) -> int:
    """Keeps the rows in a waiting list of each forum; those that came meanwhile are not doubled."""
    by_forum: dict[int, list[Present]] = {}
    for one in rows:
        by_forum.setdefault(one.forum.pk, []).append(one.present)
    added = 0
    forums = Forum.objects.select_related("org_unit").filter(pk__in=by_forum)
    for forum in held(forums.order_by("org_unit", "pk")):
        added += _store_in(forum, by_forum[forum.pk], source, by, at)
    return added


def _store_in(forum: Forum, people: Sequence[Present], source: str, by: User, at: datetime) -> int:
    there = set(forum.attendances.filter(struck_at=None).values_list("person_key", flat=True))
    fresh = [one for one in people if one.key not in there]
    if not fresh:
        return 0
    paper_list, _ = PaperList.objects.get_or_create(
        forum=forum,
        name=f"Daftar {source}",
        check_state="waiting",
        defaults={"entered_by": by, "entered_at": at},
    )
    made = [intake.attendance(one, forum, paper_list=paper_list, by=by, at=at) for one in fresh]
    Attendance.objects.bulk_create(made, batch_size=AT_ONCE)
    intake.mark(forum, intake.bodies_of(made))
    return len(made)


@dataclass
class AttendanceReader:
    """Reads the rows of one sheet, and remembers what was wrong with the others."""

    org_unit: OrgUnit
    rows: list[NewPresence] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    known: int = 0

    def __post_init__(self) -> None:
        self.villages = Villages(self.org_unit)
        self.forums: dict[tuple[str, date], list[Forum]] = {}
        for one in Forum.objects.filter(rows_below(self.org_unit)).select_related("org_unit"):
            self.forums.setdefault((one.kind, one.day), []).append(one)
        found = Community.objects.filter(rows_below(self.org_unit)).select_related("org_unit")
        self.bodies = {(one.org_unit_id, one.name_key): one for one in found}
        self.there: dict[int, set[str]] = {}

    def read(self, cells: Cells) -> None:
        """One row."""
        village = self.villages.named(cells, "attendance-village-unknown")
        forum = self._forum(cells, village)
        name = short(cells, "name", 160, "attendance-text-long")
        assert name is not None  # noqa: S101 -- rows without a name were passed
        sex = SEXES.get(key_of(text(cells.get("sex"))))
        if sex is None:
            raise Wrong("sex", "attendance-sex-unreadable", said=said(cells.get("sex")))
        group = GROUPS.get(key_of(text(cells.get("group"))))
        if group is None:
            raise Wrong("group", "attendance-group-unknown", said=said(cells.get("group")))
        body = short(cells, "body", 160, "attendance-text-long")
        community = self.bodies.get((village.pk, key_of(body))) if village and body else None
        present = Present(
            name=name,
            sex=sex.value,
            group=group,
            community=community,
            body=None if community else body,
            village=village,
            role=_role(cells),
            sign=self._sign(cells),
        )
        if present.key in self._there(forum):
            self.known += 1
            return
        self._there(forum).add(present.key)
        self.rows.append(NewPresence(forum, present))

    def _there(self, forum: Forum) -> set[str]:
        if forum.pk not in self.there:
            kept = forum.attendances.filter(struck_at=None)
            self.there[forum.pk] = set(kept.values_list("person_key", flat=True))
        return self.there[forum.pk]

    def _forum(self, cells: Cells, village: OrgUnit | None) -> Forum:
        on = day(cells, "day", "attendance-day-unreadable")
        if on is None:
            raise Wrong("day", "attendance-cell-empty")
        kind = KINDS.get(key_of(text(cells.get("forum"))), "")
        found = self.forums.get((kind, on), [])
        if len(found) > 1 and village:
            found = [one for one in found if one.org_unit_id == village.pk]
        if len(found) != 1:
            what = said(cells.get("forum"))
            raise Wrong("forum", "attendance-forum-unknown", said=what, day=f"{on:%d-%m-%Y}")
        return found[0]

    def _sign(self, cells: Cells) -> str | None:
        written = key_of(text(cells.get("sign")))
        if written not in SIGNS:
            raise Wrong("sign", "attendance-sign-unreadable", said=said(cells.get("sign")))
        return SIGNS[written]


def _role(cells: Cells) -> AttendingRole | None:
    """The chair of a body is `Ketua`, with or without the body's name; every other post is a delegate's."""
    words = key_of(text(cells.get("role"))).split()
    if not words or words[0] in {"peserta", "anggota"}:
        return None
    return AttendingRole.CHAIR if words[0] == "ketua" else AttendingRole.DELEGATE
