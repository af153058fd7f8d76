"""The example: the budget behind the founding agreement's three programmes, and a year of spending.

The programmes and their amounts are those of the founding document. Codes, activities, sub-activities
and spending are invented; the codes follow the national pattern, which came only after 2019.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from janji.budgets import actions
from janji.budgets.intake import NewLine, NewSpending
from janji.budgets.models import BudgetDocument
from janji.core.absorption import MONTHS
from janji.core.budget_codes import read_code
from janji.registers.scenes import Scene

NUMBER = "DPA/7.01/2019 (contoh)"
TOTAL = Decimal(1_045_988_000)
STEADY = (7, 15, 24, 32, 41, 49, 58, 66, 74, 83, 91, 97)
"""Percent of an amount spent by the end of each month where bills come every month."""
LATE = (0, 0, 5, 12, 20, 30, 38, 47, 60, 74, 88, 96)
"""The same where work begins in spring."""
ONCE = (0, 0, 0, 0, 0, 0, 0, 45, 45, 92, 92, 92)
"""The same where something is bought twice a year."""
PROGRAMMES = {
    "7.01.01": "Program Peningkatan Peran Kecamatan dan kelurahan",
    "7.01.02": "Program Peningkatan Kualitas Perencanaan dan Pelaporan Perangkat Daerah",
    "7.01.03": "Program Peningkatan Pelayanan Perkantoran",
}
ACTIVITIES = {
    "7.01.01.2.01": "Pelayanan dan perencanaan pembangunan",
    "7.01.01.2.02": "Pembinaan pemerintahan desa dan kelurahan",
    "7.01.01.2.03": "Ketenteraman dan pemberdayaan masyarakat",
    "7.01.02.2.01": "Perencanaan dan pelaporan kinerja",
    "7.01.03.2.01": "Penyediaan jasa perkantoran",
    "7.01.03.2.02": "Operasional dan pemeliharaan",
    "7.01.03.2.03": "Peralatan kantor",
}
LINES = (
    ("7.01.01.2.01.01", "Pelayanan administrasi terpadu kecamatan", 68_500_000, STEADY),
    ("7.01.01.2.01.02", "Survei kepuasan masyarakat", 12_500_000, ONCE),
    ("7.01.01.2.01.03", "Fasilitasi musrenbang desa dan kecamatan", 42_000_000, LATE),
    ("7.01.01.2.02.01", "Pembinaan administrasi pemerintahan desa", 36_500_000, LATE),
    ("7.01.01.2.02.02", "Evaluasi rancangan APBDes dan keuangan desa", 31_250_000, LATE),
    ("7.01.01.2.02.03", "Intensifikasi pembayaran PBB-P2", 24_750_000, STEADY),
    ("7.01.01.2.03.01", "Pembinaan Satlinmas", 29_500_000, ONCE),
    ("7.01.01.2.03.02", "Pembinaan lembaga kemasyarakatan dan KSM", 38_000_000, LATE),
    ("7.01.02.2.01.01", "Penyusunan rencana kerja dan laporan kinerja", 0, ()),
    ("7.01.03.2.01.01", "Jasa komunikasi, air, dan listrik", 96_000_000, STEADY),
    ("7.01.03.2.01.02", "Jasa kebersihan dan keamanan kantor", 118_800_000, STEADY),
    ("7.01.03.2.01.03", "Alat tulis, cetakan, dan penggandaan", 64_250_000, STEADY),
    ("7.01.03.2.02.01", "Rapat koordinasi dan perjalanan dinas", 142_500_000, LATE),
    ("7.01.03.2.02.02", "Pemeliharaan kendaraan dinas", 87_438_000, STEADY),
    ("7.01.03.2.02.03", "Pemeliharaan gedung kantor", 154_000_000, LATE),
    ("7.01.03.2.03.01", "Pengadaan peralatan kantor", 100_000_000, ONCE),
)
MISTYPED = 6
"""The month of which the first line was written down wrongly, and put right later."""


def fill(scene: Scene) -> None:
    """The budget as approved, and spending month by month with one correction."""
    budget = _approved(scene)
    first = None
    for month in MONTHS:
        ended = date(scene.year, month, monthrange(scene.year, month)[1])
        made = actions.record_spending(
            org_unit=scene.office,
            year=scene.year,
            entries=list(_spent(month)),
            by=scene.people["perencana"],
            at=scene.after(ended),
        )
        first = made[0] if month == MISTYPED else first
    assert first is not None and budget.is_example  # noqa: S101, PT018 -- one of twelve months
    actions.correct_spending(
        spending=first,
        amount=first.amount + 500_000,
        reason="Satu kuitansi tertinggal saat merekap (contoh)",
        based_on=first.edition,
        by=scene.people["perencana"],
        at=scene.at,
    )


def _approved(scene: Scene) -> BudgetDocument:
    planner, begun = scene.people["perencana"], scene.begins or scene.at
    budget = actions.create_document(
        org_unit=scene.office,
        year=scene.year,
        number=NUMBER,
        printed_total=TOTAL,
        is_example=True,
        by=planner,
        at=begun,
    )
    actions.add_lines(document=budget, lines=list(_lines()), by=planner, at=begun)
    budget.refresh_from_db()
    return actions.approve_document(
        document=budget,
        approved_on=date(scene.year, 1, 4),
        based_on=budget.edition,
        by=planner,
        at=begun,
    )


def _lines() -> Iterator[NewLine]:
    for text, name, amount, _ in LINES:
        code = read_code(text)
        yield NewLine(
            code=code,
            name=name,
            amount=Decimal(amount),
            programme_name=PROGRAMMES[code.programme.key],
            activity_name=ACTIVITIES[text[:-3]],
        )


def _spent(month: int) -> Iterator[NewSpending]:
    """What was spent by the end of a month, in whole hundreds of rupiah."""
    for text, _, amount, course in LINES:
        if course:
            spent = Decimal(amount * course[month - 1] // 10_000 * 100)
            yield NewSpending(read_code(text), month, spent)
