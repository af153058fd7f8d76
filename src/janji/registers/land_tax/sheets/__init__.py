"""Spreadsheets of the land tax: the weekly recap, and bills by object; a file is one or the other."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from janji.core.cells import Row
from janji.core.refusals import Refused
from janji.kit.tables import Table
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.imports.layouts import Column, Options, SheetRows
from janji.registers.land_tax.sheets import bills, weekly

SheetOptions = weekly.SheetOptions


class LandTaxSheets:
    """How the land tax register reads and keeps its spreadsheets."""

    title = "Impor PBB"
    about = (
        "Rekap mingguan per desa, satu baris satu desa; atau, untuk desa yang dicatat per NOP, DHKP dan templat SPPT OpenDesa,"
        " satu baris satu SPPT, dengan tanggal bayarnya bila ada. Angka yang bertentangan ditolak dengan hitungannya."
        " SPPT yang bertanda lunas tanpa tanggal bayar dicatat tanpa pembayaran."
    )
    permission = Permission.KEEP_RECORDS
    columns: Sequence[Column] = weekly.COLUMNS
    options_form: type[forms.Form] | None = SheetOptions

    def template(self, org_unit: OrgUnit) -> Sequence[Table]:
        """Both sheets to fill in."""
        return [weekly.template(org_unit), bills.template()]

    def read(
        self, org_unit: OrgUnit, tables: Mapping[str, Sequence[Row]], options: Options
    ) -> SheetRows:
        """The rows of the first sheet that has bills, or else of the first that is a recap."""
        day = date.fromisoformat(options["day"])
        # A sheet is read for a person who looks at it now: what lies ahead of today is a slip.
        if day > timezone.localdate():
            raise Refused("land-tax-day-ahead", field="day", day=f"{day:%d-%m-%Y}")
        headings = bills.headings_of(tables)
        if headings is not None:
            return bills.read(org_unit, headings, tables[headings.sheet], day)
        return weekly.read(org_unit, tables, day)

    def store(
        self, org_unit: OrgUnit, rows: Sequence[Any], *, source: str, by: User, at: datetime
    ) -> int:
        """The rows as recaps or as bills; those that came meanwhile are not doubled."""
        del org_unit
        if not rows:
            return 0
        if isinstance(rows[0], bills.NewBill):
            return bills.store(rows, source=source, by=by, at=at)
        return weekly.store(rows, source=source, by=by, at=at)


LAYOUT = LandTaxSheets()
