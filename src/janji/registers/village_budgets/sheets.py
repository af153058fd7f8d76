"""The register's spreadsheets: drafts with their days, and OpenDK's list of accounts into a summary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from janji.core.cells import Row
from janji.core.refusals import Problem, Refused
from janji.kit.editions import held
from janji.kit.tables import Table
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.facts import keeping as facts
from janji.registers.imports.headings import Headings, find_headings
from janji.registers.imports.layouts import Column, Options, SheetRows
from janji.registers.village_budgets import accounts, books, intake, queries
from janji.registers.village_budgets.accounts import NewSummary
from janji.registers.village_budgets.books import NewCycle
from janji.registers.village_budgets.models import REGISTER, BudgetCycle, BudgetSummary

COLUMNS = (
    Column("Desa", "Nama atau kode desa", "Kracak", required=True),
    Column("Tahun anggaran", "Tahun APBDes", "2019", required=True),
    Column("Jenis", "Murni, Perubahan 1, dan seterusnya", "Murni", required=True),
    Column("Disepakati BPD", "Tanggal kesepakatan", "29-10-2018"),
    Column("Dikirim desa", "Paling lambat 3 hari kerja sejak disepakati", "31-10-2018"),
    Column("Diterima kecamatan", "Batas evaluasi dihitung dari sini", "01-11-2018"),
    Column("Tanggal surat hasil", "Bersama nomor dan hasilnya", "20-11-2018"),
    Column("Nomor surat hasil", "Nomor surat camat", "900/101/2018"),
    Column("Hasil", "Sesuai atau Tidak sesuai", "Tidak sesuai"),
    Column("Perbaikan diminta sampai", "Menurut surat hasil; boleh kosong", "27-11-2018"),
    Column("Diperbaiki", "Hanya untuk hasil tidak sesuai", "26-11-2018"),
    Column("Ditetapkan", "Tanggal Perdes", "03-12-2018"),
    Column("Nomor Perdes", "Bersama tanggalnya", "5/2018"),
    Column("Perdes disampaikan", "Tanggal diterima kecamatan", "06-12-2018"),
)


class SheetOptions(forms.Form):
    """What OpenDK's list of accounts does not say itself."""

    village = forms.CharField(
        label="Desa, untuk lembar rekening tanpa kolom desa",
        required=False,
        max_length=120,
        help_text="Nama atau kode wilayahnya",
    )
    budget_year = forms.IntegerField(
        label="Tahun anggaran, untuk lembar rekening tanpa kolom tahun",
        required=False,
        min_value=2000,
        max_value=2100,
    )
    change = forms.IntegerField(
        label="Perubahan ke berapa, untuk lembar rekening",
        required=False,
        min_value=0,
        max_value=20,
        help_text="Kosong atau 0: APBDes murni",
    )


@dataclass(frozen=True, slots=True)
class BudgetLayout:
    """How the register reads and keeps its spreadsheets; which of both one is, its headings tell."""

    title: str = "Impor APBDes"
    about: str = (
        "Dua macam lembar. Daftar rancangan: satu baris satu rancangan dengan tanggal dan nomornya. Daftar rekening"
        " OpenDK (no_akun, nama_akun, jumlah): menjadi ringkasan rancangan yang sudah tercatat; desa dan tahunnya"
        " dipilih di bawah, atau ditulis pada kolom desa dan tahun. Yang sudah tercatat tidak diubah oleh lembar."
    )
    permission: Permission = Permission.KEEP_RECORDS
    columns: Sequence[Column] = COLUMNS
    options_form: type[forms.Form] | None = SheetOptions

    def template(self, org_unit: OrgUnit) -> Sequence[Table]:
        """Both sheets to fill in, each with an example, and the names of villages to copy from."""
        example = [one.example for one in COLUMNS]
        villages = [[one.name, one.region_id] for one in queries.villages_below(org_unit)]
        return [
            Table("Rancangan APBDes", [one.heading for one in COLUMNS], [example]),
            Table("Rekening", accounts.HEADINGS, accounts.EXAMPLES),
            Table("Nama desa", ["Nama", "Kode"], villages),
        ]

    def read(
        self, org_unit: OrgUnit, tables: Mapping[str, Sequence[Row]], options: Options
    ) -> SheetRows:
        """Drafts and summaries that the register does not have yet; those it has are only counted."""
        # Read for a person who looks at it now: what lies ahead of today is a slip.
        today = timezone.localdate()
        villages = books.Names(org_unit)
        rows: list[Any] = []
        problems: list[Problem] = []
        known = 0
        for headings, is_accounts in _lists(tables):
            table = tables[headings.sheet]
            read = (
                accounts.read(villages, headings, table, options)
                if is_accounts
                else books.read(villages, headings, table, today)
            )
            for one in read:
                if isinstance(one, Problem):
                    problems.append(one)
                elif one is None:
                    known += 1
                else:
                    rows.append(one)
        if not (rows or problems or known):
            raise Refused("sheet-without-rows")
        return SheetRows(rows, known=known, problems=problems)

    def store(
        self, org_unit: OrgUnit, rows: Sequence[Any], *, source: str, by: User, at: datetime
    ) -> int:
        """Keeps drafts and summaries; those that came meanwhile are not doubled."""
        del org_unit
        keys = {one.village.pk for one in rows}
        list(held(OrgUnit.objects.filter(pk__in=keys).order_by("pk")))
        drafts = [one for one in rows if isinstance(one, NewCycle)]
        summaries = [one for one in rows if isinstance(one, NewSummary)]
        return _store_drafts(drafts, source, by, at) + _store_summaries(summaries, source, by, at)


def _store_drafts(rows: Sequence[NewCycle], source: str, by: User, at: datetime) -> int:
    added = 0
    for one in rows:
        known = BudgetCycle.objects.filter(
            org_unit=one.village, budget_year=one.budget_year, change=one.change
        )
        if known.exists():
            continue
        made = intake.new_cycle(
            one.village, one.budget_year, one.change, one.course, by=by, at=at, source=source
        )
        made.save()
        facts.mark_changed(REGISTER, made.org_unit, intake.marked_days(made))
        added += 1
    return added


def _store_summaries(rows: Sequence[NewSummary], source: str, by: User, at: datetime) -> int:
    added = 0
    for one in rows:
        cycle = held(BudgetCycle.objects.filter(pk=one.cycle.pk)).get()
        if cycle.summaries.filter(as_of=None).exists():
            continue
        made = BudgetSummary(
            cycle=cycle, source=source, recorded_by=by, recorded_at=at, **one.amounts
        )
        intake.require_balanced(cycle.outcome, made)
        made.save()
        added += 1
    return added


def _lists(tables: Mapping[str, Sequence[Row]]) -> list[tuple[Headings, bool]]:
    """Every sheet that is a list of drafts or of accounts, and which of both."""
    found = []
    refused: Refused | None = None
    for name, table in tables.items():
        for words, required, is_accounts in (
            (accounts.WORDS, accounts.REQUIRED, True),
            (books.WORDS, books.REQUIRED, False),
        ):
            try:
                found.append((find_headings({name: table}, words, required), is_accounts))
                break
            except Refused as refusal:
                refused = refusal if refusal.code == "sheet-columns-missing" else refused
    if not found:
        raise refused or Refused("sheet-without-rows")
    return found


LAYOUT = BudgetLayout()
