"""What the register of village administration counts: villages, those inspected, those orderly."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, Subquery

from janji.core.periods import Window
from janji.core.village_books import (
    ASKED_GROUPS,
    Thresholds,
    default_thresholds,
    groups,
    regulations,
)
from janji.registers.variables import (
    FormulaExample,
    Register,
    StateVariable,
    Term,
    TermKind,
    Terms,
)
from janji.registers.villages import queries
from janji.registers.villages.models import (
    REGISTER as CODE,
)
from janji.registers.villages.models import (
    Inspection,
    books_column,
    points_column,
)
from janji.registers.villages.rows import VILLAGE_ROWS

_STANDING = default_thresholds()

SHARE = Term(
    code="ambang_kelompok_buku",
    title="Nilai paling sedikit setiap kelompok buku (persen)",
    kind=TermKind.NUMBER,
    default=_STANDING.thresholds.share,
    source=_STANDING.source,
    status=_STANDING.status,
    least=Decimal(0),
    most=Decimal(100),
)
GROUPS = Term(
    code="kelompok_buku",
    title="Kelompok buku yang diuji",
    kind=TermKind.CHOICES,
    default=ASKED_GROUPS,
    source="Perjanjian kinerja Kecamatan Ajibarang 2019: umum, penduduk, keuangan, pembangunan",
    status="seen",
    choices=tuple((one.code, one.name) for one in groups()),
)
EVERY_BOOK = Term(
    code="buku_wajib_harus_ada",
    title="Satu buku wajib yang tidak ada membatalkan tertib",
    kind=TermKind.SWITCH,
    default=True,
    source=_STANDING.source,
    status=_STANDING.status,
)
TERMS = (SHARE, GROUPS, EVERY_BOOK)


def thresholds(terms: Terms) -> Thresholds:
    """What a definition says, as the rule takes it."""
    share, asked = terms[SHARE.code], terms[GROUPS.code]
    assert isinstance(share, Decimal) and isinstance(asked, tuple)  # noqa: S101, PT018 -- checked by the terms
    return Thresholds(share, tuple(sorted(asked)), bool(terms[EVERY_BOOK.code]))


def orderly(by: Thresholds) -> Q:
    """Inspections by which a village is orderly: `core.village_books.judge`, in whole numbers."""
    found = Q()
    for code in by.groups:
        without = [one.code for one in regulations().values() if code not in one.groups]
        found &= Q(regulation__in=without) | _reached(code, by)
    return found & Q(missing=0) if by.needs_every_book else found


def _reached(group: str, by: Thresholds) -> Q:
    """One comparison for each number of books there can be: exact for every share, and no division."""
    most = max(sum(book.group == group for book in one.books) for one in regulations().values())
    sizes = (
        Q(**{books_column(group): count, f"{points_column(group)}__gte": by.least_points(count)})
        for count in range(1, most + 1)
    )
    return reduce(or_, sizes)


def _there(terms: Terms, window: Window, as_of: date) -> Q:
    del terms, as_of
    return queries.there_on(window.last_day)


def _inspected(terms: Terms, window: Window, as_of: date) -> Q:
    return _there(terms, window, as_of) & Q(Exists(queries.last_inspection(*_up_to(window))))


def _orderly(terms: Terms, window: Window, as_of: date) -> Q:
    year, until = _up_to(window)
    last = queries.standing_inspections().filter(
        org_unit=OuterRef("org_unit"), inspected_on__range=(date(year, 1, 1), until)
    )
    is_last = Q(pk=Subquery(last.order_by("-inspected_on", "-pk").values("pk")[:1]))
    deciding = Inspection.objects.filter(is_last, orderly(thresholds(terms)))
    return _there(terms, window, as_of) & Q(Exists(deciding.filter(org_unit=OuterRef("pk"))))


def _up_to(window: Window) -> tuple[int, date]:
    return window.year, window.last_day


def _villages(
    code: str,
    title: str,
    definition: str,
    where: Callable[[Terms, Window, date], Q],
    *terms: Term,
) -> StateVariable:
    # The offices of the tree themselves: whoever is in the tree is counted, inspected or not.
    return StateVariable(
        code=code,
        title=title,
        definition=definition,
        unit_of_measure="desa",
        things=queries.every_village,
        where=where,
        office="pk",
        terms=terms,
        row_view=VILLAGE_ROWS,
    )


REGISTER = Register(
    code=CODE,
    title="Administrasi desa dan kelurahan",
    about="Pemeriksaan buku administrasi desa (Permendagri 47/2016) dan kelurahan (34/2007): nilai, tertib atau belum, temuan.",
    home="villages:villages",
    variables=(
        _villages(
            "desa_ada",
            "Desa dan kelurahan",
            "Desa dan kelurahan pada susunan kantor pada hari terakhir, sudah diperiksa atau belum.",
            _there,
        ),
        _villages(
            "desa_diperiksa",
            "Desa dan kelurahan yang diperiksa",
            "Desa dan kelurahan dengan sedikitnya satu pemeriksaan pada tahun itu sampai hari terakhir.",
            _inspected,
        ),
        _villages(
            "desa_tertib",
            "Desa dan kelurahan tertib administrasi",
            "Menurut pemeriksaan terakhir pada tahun itu sampai hari terakhir: setiap kelompok buku yang diuji"
            " mencapai ambang, dan tidak ada buku wajib yang tidak ada. Yang belum diperiksa tidak terhitung tertib.",
            _orderly,
            *TERMS,
        ),
    ),
    examples=(
        FormulaExample("Desa dan kelurahan tertib administrasi", "desa_tertib ÷ desa_ada × 100"),
    ),
    pulse=queries.pulse,
    counted_kinds=queries.KINDS,
)
