"""How the rows behind the numbers of this register are listed: villages and sums, never a taxpayer."""

from typing import Any

from django.urls import reverse

from janji.registers.land_tax.models import Assessment, Recap
from janji.registers.variables import RowView


def _recap_cells(one: Recap) -> tuple[Any, ...]:
    return one.org_unit.name, one.as_of, one.paid, one.bills_paid, one.source


RECAP_ROWS = RowView(
    headings=("Desa", "Posisi", "Pokok terbayar (Rp)", "SPPT lunas", "Sumber"),
    cells=_recap_cells,
    address=lambda one: reverse("land_tax:recap", args=[one.pk]),
    related=("org_unit",),
    order=("org_unit__path", "pk"),
)


def _assessment_cells(one: Assessment) -> tuple[Any, ...]:
    return (
        one.org_unit.name,
        one.holds_from,
        one.bills,
        one.amount,
        one.get_basis_display(),
        one.budget_target,
        one.decree,
    )


ASSESSMENT_ROWS = RowView(
    headings=(
        *("Desa", "Berlaku sejak", "SPPT", "Ketetapan (Rp)", "Dasar target"),
        *("Target anggaran (Rp)", "Dasar"),
    ),
    cells=_assessment_cells,
    address=lambda one: reverse("land_tax:village", args=[one.tax_year_id]),
    related=("org_unit",),
    order=("org_unit__path", "pk"),
)
