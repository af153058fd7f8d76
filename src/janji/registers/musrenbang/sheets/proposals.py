"""Lists of proposals as spreadsheets: our own columns, those of Semarang's long lists, or an export of SIPD."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from janji.core.cells import Row
from janji.core.numbers import read_number
from janji.core.refusals import Problem, Refused
from janji.kit.editions import held
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
from janji.registers.imports.headings import Headings
from janji.registers.imports.layouts import Column
from janji.registers.musrenbang import proposing
from janji.registers.musrenbang.models import Proposal, ProposalKind, ProposalStep, Sector
from janji.registers.musrenbang.proposing import MOST_RUPIAH, Wish

WORDS = {
    "title": (
        "usulan",
        "jenis kegiatan",
        "judul usulan",
        "kegiatan",
        "nama kegiatan",
        "uraian usulan",
        "pekerjaan",
    ),
    "year": ("tahun rencana", "tahun", "tahun anggaran"),
    "village": ("desa", "desa kelurahan", "kelurahan", "kode desa"),
    "sector": ("bidang", "bidang usulan", "bidang urusan"),
    "kind": ("jenis", "jenis usulan", "fisik nonfisik", "fisik non fisik"),
    "location": ("lokasi", "alamat", "alamat lokasi"),
    "place": ("rt rw", "lokasi rt rw"),
    "rt": ("rt",),
    "rw": ("rw",),
    "volume": ("volume",),
    "unit": ("satuan",),
    "cost": ("perkiraan biaya", "biaya", "anggaran", "pagu", "perkiraan anggaran"),
    "output": ("keluaran", "output"),
    "beneficiaries": ("penerima manfaat", "manfaat", "jumlah penerima manfaat"),
    "participation": ("potensi partisipasi", "swadaya"),
    "priority": ("prioritas", "nomor prioritas", "prioritas desa"),
    "agency": ("opd tujuan", "opd", "skpd", "perangkat daerah", "opd tujuan akhir"),
    "external_id": ("id sipd", "id usulan", "kode usulan", "id"),
    "proposer": ("pengusul", "lembaga pengusul"),
    "reason": ("alasan", "permasalahan", "masalah", "latar belakang"),
    "day": ("tanggal", "tanggal usul", "tanggal usulan", "tgl"),
}
REQUIRED = ("title",)
TELLING = {
    "sector",
    "volume",
    "priority",
    "participation",
    "cost",
    "external_id",
    "place",
    "agency",
}
"""Columns of which a sheet of proposals has at least one; a sheet with a title alone is something else."""
SECTORS = {key_of(str(label)): str(value) for value, label in Sector.choices} | {
    "prasarana": Sector.INFRASTRUCTURE.value,
    "sarana prasarana": Sector.INFRASTRUCTURE.value,
    "sarana dan prasarana": Sector.INFRASTRUCTURE.value,
    "infrastruktur": Sector.INFRASTRUCTURE.value,
    "fisik": Sector.INFRASTRUCTURE.value,
    "fisik dan prasarana": Sector.INFRASTRUCTURE.value,
    "ekonomi": Sector.ECONOMY.value,
    "pertanian": Sector.ECONOMY.value,
    "sosial": Sector.PEOPLE.value,
    "sosial budaya": Sector.PEOPLE.value,
    "sosbud": Sector.PEOPLE.value,
    "pendidikan": Sector.PEOPLE.value,
    "kesehatan": Sector.PEOPLE.value,
    "pemberdayaan": Sector.EMPOWERMENT.value,
    "pemerintahan": Sector.GOVERNMENT.value,
}
KINDS = {
    "fisik": ProposalKind.PHYSICAL.value,
    "nonfisik": ProposalKind.OTHER.value,
    "non fisik": ProposalKind.OTHER.value,
}
COLUMNS = (
    Column("Usulan", "Usulan: apa yang diusulkan; juga terbaca “Jenis Kegiatan”", "Talud jalan"),
    Column("Tahun rencana", "Usulan: kosong berarti tahun yang dipilih saat mengimpor", "2020"),
    Column("Desa", "Usulan: kosong pada lembar satu desa", "Kracak"),
    Column("Bidang", "Usulan: prasarana, ekonomi, sosial, pemberdayaan, pemerintahan", "Prasarana"),
    Column("Jenis", "Usulan: Fisik atau Nonfisik; kosong berarti fisik", "Fisik"),
    Column("Lokasi", "Usulan: nama dusun atau tempat", "Dusun Kalianja"),
    Column("RT/RW", "Usulan: RT/RW tempatnya", "03/02"),
    Column("Volume", "Usulan: angka, boleh dengan satuannya", "120"),
    Column("Satuan", "Usulan: satuan volume", "meter"),
    Column("Perkiraan biaya", "Usulan: rupiah, tanpa sen", "150.000.000"),
    Column("Keluaran", "Usulan: apa hasilnya", "Talud 120 meter"),
    Column("Penerima manfaat", "Usulan: banyaknya orang", "340"),
    Column("Potensi partisipasi", "Usulan: swadaya warga", "Tenaga 30 orang"),
    Column("Prioritas", "Usulan: nomor prioritas desa", "1"),
    Column("OPD tujuan", "Usulan: perangkat daerah yang dituju", "Dinas Pekerjaan Umum"),
    Column("ID SIPD", "Usulan: nomor di SIPD; yang sudah ada tidak digandakan", ""),
    Column("Pengusul", "Usulan: lembaga atau jabatan, tanpa telepon dan alamat", "RT 03/02"),
    Column("Alasan", "Usulan: mengapa diperlukan", "Jalan longsor"),
    Column("Tanggal", "Usulan: hari diusulkan; kosong berarti hari ini", "22-01-2019"),
)
_PLACE = re.compile(
    r"(?:rt)?\D{0,3}(?P<rt>\d{1,3})?\s*(?:[/\-.,;]|rw|\s)+\D{0,3}(?P<rw>\d{1,3})?\D*", re.IGNORECASE
)
_AMOUNT = re.compile(r"(?:rp\.?\s*)?(?P<number>\d[\d.,]*)\s*(?P<unit>\D*)", re.IGNORECASE)
MOST_PEOPLE = 10_000_000
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A proposal that the register does not have yet."""

    village: OrgUnit
    plan_year: int
    day: date
    wish: Wish

    @property
    def place(self) -> tuple[int, int, str]:
        """By what it is known again."""
        return self.village.pk, self.plan_year, self.wish.key


def kept_places(offices: Sequence[OrgUnit]) -> tuple[set[tuple[int, int, str]], set[str]]:
    """What the register has of some offices: by place and words, and by the id of SIPD."""
    kept = Proposal.objects.filter(org_unit__in=offices, struck_at=None)
    rows = list(kept.values_list("org_unit", "plan_year", "title_key", "external_id"))
    return {(office, year, key) for office, year, key, _ in rows}, {one for *_, one in rows if one}


@dataclass
class ProposalReader:
    """Reads the rows of one sheet, and remembers what was wrong with the others."""

    org_unit: OrgUnit
    usual_year: int | None
    rows: list[NewProposal] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    known: int = 0

    def __post_init__(self) -> None:
        self.villages = Villages(self.org_unit)
        self.today = timezone.localdate()
        self.there, self.ids = kept_places([self.org_unit, *self.villages.every])

    def read_all(self, headings: Headings, table: Sequence[Row]) -> None:
        """All rows of one sheet; those that are there already are only counted."""
        for line, cells in rows_beneath(headings, table, ("title",)):
            if _numbers_only(cells):
                continue
            try:
                self.read(cells)
            except Wrong as wrong:
                self.problems.append(wrong.problem(headings, line))

    def read(self, cells: Cells) -> None:
        """One row."""
        village = self.villages.named(cells, "proposal-village-unknown")
        if village is None:
            column = "village" if "village" in cells else "title"
            raise Wrong(column, "proposal-village-missing")
        on = day(cells, "day", "proposal-day-unreadable") or self.today
        if on > self.today:
            raise Wrong("day", "proposal-day-unreadable", said=said(cells.get("day")))
        made = NewProposal(village, self._year(cells, on), on, _wish(cells))
        if made.place in self.there or made.wish.external_id in self.ids:
            self.known += 1
            return
        self.there.add(made.place)
        if made.wish.external_id:
            self.ids.add(made.wish.external_id)
        self.rows.append(made)

    def _year(self, cells: Cells, on: date) -> int:
        written = text(cells.get("year"))
        year = int(written) if written.isascii() and written.isdigit() else None
        if not written:
            year = self.usual_year
        column = "year" if "year" in cells else "title"
        if year is None or not 2000 <= year <= 2100:
            raise Wrong(column, "proposal-year-unreadable", said=written)
        try:
            proposing.require_year(year, on)
        except Refused as refusal:
            facts = {"said": year, "day": f"{on:%d-%m-%Y}"}
            raise Wrong(column, "proposal-year-other", **facts) from refusal
        return year


def _numbers_only(cells: Cells) -> bool:
    """A row that numbers the columns (1, 2, 3, …), as printed tables have it."""
    written = [text(cell) for cell in cells.values() if text(cell)]
    return len(written) > 1 and all(one.isdigit() and len(one) < 3 for one in written)


def _wish(cells: Cells) -> Wish:
    title = _short(cells, "title", 200)
    if not title or not key_of(title):
        raise Wrong("title", "proposal-cell-empty")
    kind = KINDS.get(key_of(text(cells.get("kind"))) or "fisik")
    if kind is None:
        raise Wrong("kind", "proposal-kind-unknown", said=said(cells.get("kind")))
    rt, rw = _place(cells)
    volume, unit_of_measure = _volume(cells)
    return Wish(
        title=title,
        # What a list calls otherwise is kept under the others; nothing is lost, a person may mend it.
        sector=SECTORS.get(key_of(text(cells.get("sector"))), Sector.OTHER.value),
        kind=kind,
        reason=_short(cells, "reason", 600),
        location=_short(cells, "location", 200),
        rt=rt,
        rw=rw,
        volume=volume,
        unit_of_measure=unit_of_measure,
        cost=_whole(cells, "cost", MOST_RUPIAH),
        output=_short(cells, "output", 300),
        beneficiaries=_whole(cells, "beneficiaries", MOST_PEOPLE),
        participation=_short(cells, "participation", 200),
        priority=_whole(cells, "priority", 999),
        agency=_short(cells, "agency", 160),
        external_id=_short(cells, "external_id", 60),
        proposer=_short(cells, "proposer", 160),
    )


def _short(cells: Cells, column: str, most: int) -> str | None:
    return short(cells, column, most, "proposal-text-long")


def _number(cells: Cells, column: str) -> tuple[Decimal | None, str]:
    """A number and what stands behind it: `120 m` is 120 and `m`."""
    cell = cells.get(column)
    if isinstance(cell, int | Decimal):
        # A number of the spreadsheet itself: its point is no separator of thousands.
        if cell < 0:
            raise Wrong(column, "proposal-number-unreadable", said=said(cell))
        return Decimal(cell), ""
    written = text(cell)
    if not written:
        return None, ""
    found = _AMOUNT.fullmatch(written)
    try:
        # A sheet's own comma behind a price (`150.000.000,-`) says that there are no cents.
        number = found and read_number(found["number"].rstrip(".,"))
    except Refused:
        number = None
    if not found or not number:
        raise Wrong(column, "proposal-number-unreadable", said=said(cells.get(column)))
    return number.value, found["unit"].strip(" -")


def _whole(cells: Cells, column: str, most: int) -> int | None:
    number, _ = _number(cells, column)
    if number is None:
        return None
    if number != int(number) or number > most:
        raise Wrong(column, "proposal-number-unreadable", said=said(cells.get(column)))
    return int(number)


def _volume(cells: Cells) -> tuple[Decimal | None, str | None]:
    number, behind = _number(cells, "volume")
    written = _short(cells, "unit", 30)
    return number, written or behind[:30] or None


def _place(cells: Cells) -> tuple[int | None, int | None]:
    """`03/02`, `RT 3 RW 2`, or RT and RW in columns of their own."""
    if "place" not in cells or not text(cells.get("place")):
        return _whole(cells, "rt", 999), _whole(cells, "rw", 999)
    written = text(cells.get("place"))
    only_rw = re.fullmatch(r"rw\D{0,3}(\d{1,3})", written, re.IGNORECASE)
    if only_rw:
        return None, int(only_rw[1])
    only_rt = re.fullmatch(r"(?:rt)?\D{0,3}(\d{1,3})", written, re.IGNORECASE)
    if only_rt:
        return int(only_rt[1]), None
    found = _PLACE.fullmatch(written)
    if not found or not (found["rt"] or found["rw"]):
        raise Wrong("place", "proposal-place-unreadable", said=said(cells.get("place")))
    return _int(found["rt"]), _int(found["rw"])


def _int(digits: str | None) -> int | None:
    return int(digits) if digits and int(digits) else None


def store_proposals(rows: Sequence[NewProposal], *, source: str, by: User, at: datetime) -> int:
    """Keeps the rows; those that came meanwhile are not doubled."""
    offices = {one.village.pk: one.village for one in rows}
    list(held(OrgUnit.objects.order_by("pk")).filter(pk__in=sorted(offices)))
    there, ids = kept_places(list(offices.values()))
    numbers: dict[tuple[int, int], int] = {}
    made = []
    for one in rows:
        if one.place in there or one.wish.external_id in ids:
            continue
        where = one.village.pk, one.plan_year
        if where not in numbers:
            numbers[where] = proposing.next_number(one.village, one.plan_year)
        made.append(
            proposing.proposal(
                one.wish,
                one.village,
                one.plan_year,
                numbers[where],
                day=one.day,
                by=by,
                at=at,
                source=source[:60],
            )
        )
        numbers[where] += 1
    Proposal.objects.bulk_create(made, batch_size=AT_ONCE)
    ProposalStep.objects.bulk_create(map(proposing.first_step, made), batch_size=AT_ONCE)
    proposing.mark(made)
    return len(made)
