"""The example: villages with their assessments, and weekly recaps through the year. All figures are invented."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from janji.core.land_tax import DAYS_IN_WEEK
from janji.core.land_tax import Recap as Figures
from janji.core.periods import quarter_of
from janji.orgs.models import OrgUnit
from janji.registers.land_tax import actions
from janji.registers.land_tax.models import CollectorRole, Recap, TaxYear
from janji.registers.scenes import Scene

FIRST_WEEK = (3, 4)
"""Month and day of the first recap; the year's last one stands on 31 December."""
WEEKS = 43
SETTLED = 3
"""Villages that pay everything before the year ends."""
SHARES = (7_400, 8_600)
"""Hundredths of a percent that the other villages reach, at least and at most."""
COURSE = (5, 41, 31, 7)
"""What each quarter adds to a hundred of what a village reaches: most before the due date."""
SETTLED_COURSE = (9, 54, 37, 0)
"""The same in villages that settle."""


def fill(scene: Scene) -> None:
    """Opens the tax year, records a recap a week, corrects an assessment and a recap; collectors hold money."""
    rng = random.Random(scene.year)  # noqa: S311 -- invented figures, the same each time
    years = actions.open_tax_years(
        org_unit=scene.office,
        year=scene.year,
        figures={one: _assessed(scene.year, rng) for one in scene.villages},
        by=scene.people["kasi"],
        at=scene.after(date(scene.year, 1, 2)),
    )
    _reassess(scene, years)
    courses = _courses(scene.villages, years, rng)
    for week, day in enumerate(days(scene.year)):
        actions.record_week(
            org_unit=scene.office,
            year=scene.year,
            as_of=day,
            lines=[actions.Line(one, courses[one.pk][week]) for one in scene.villages],
            source=f"Rekap mingguan Bapenda ke-{week + 1} (contoh)",
            by=scene.people["operator"],
            at=scene.after(day),
        )
    _correct(scene)
    _collect(scene)


def days(year: int) -> list[date]:
    """A Monday in each week, and the last day of the year."""
    first = date(year, *FIRST_WEEK)
    weekly = [first + timedelta(days=DAYS_IN_WEEK * week) for week in range(WEEKS)]
    return [*(day for day in weekly if day < date(year, 12, 31)), date(year, 12, 31)]


def _assessed(year: int, rng: random.Random) -> actions.AssessmentFigures:
    bills = rng.randint(900, 3_200)
    return actions.AssessmentFigures(
        bills=bills,
        amount=bills * rng.randint(62_000, 95_000),
        due_on=date(year, 9, 30),
        holds_from=date(year, 1, 15),
        decree=f"DHKP PBB-P2 tahun {year} (contoh)",
    )


def _reassess(scene: Scene, years: Sequence[TaxYear]) -> None:
    """The tax office takes some SPPT without an object out of the last village."""
    one = years[-1]
    last = one.assessments.get()
    actions.correct_assessment(
        tax_year=one,
        figures=actions.AssessmentFigures(
            bills=last.bills - 12,
            amount=last.amount - 12 * 58_500,
            due_on=last.due_on,
            holds_from=date(scene.year, 2, 20),
            decree="Keputusan Kepala Bapenda 973/021 (contoh)",
        ),
        reason="12 SPPT tak berobjek dihapus",
        based_on=one.edition,
        by=scene.people["kasi"],
        at=scene.after(date(scene.year, 2, 20)),
    )


def _courses(
    villages: Sequence[OrgUnit], years: Sequence[TaxYear], rng: random.Random
) -> dict[int, list[Figures]]:
    """What each village has paid week by week: slow, fast up to the due date, then slow again."""
    by_village = {one.org_unit_id: one for one in years}
    found = {}
    weeks = days(years[0].year)
    for place, village in enumerate(villages):
        assessed = by_village[village.pk].assessments.latest("version")
        settles = place % 5 == SETTLED % 5 and place < SETTLED * 5
        end = Fraction(100) if settles else Fraction(rng.randint(*SHARES), 100)
        last = date(weeks[0].year, 9, rng.randint(2, 30)) if settles else weeks[-1]
        reached = _reached(weeks, SETTLED_COURSE if settles else COURSE, last, rng)
        found[village.pk] = [_recap(assessed.amount, assessed.bills, one * end) for one in reached]
    return found


def _reached(
    weeks: Sequence[date], course: Sequence[int], last: date, rng: random.Random
) -> list[Fraction]:
    """Which part of what it pays in the year a village has paid by each of some days; all by the last."""
    paces = [(quarter_of(day), rng.randint(60, 140) if day <= last else 0) for day in weeks]
    whole = {quarter: sum(pace for one, pace in paces if one == quarter) for quarter, _ in paces}
    year = sum(course[quarter - 1] for quarter, pace in whole.items() if pace)
    goes, found = Fraction(0), []
    for quarter, pace in paces:
        goes += Fraction(course[quarter - 1] * pace, whole[quarter] * year) if pace else 0
        found.append(goes)
    return found


def _recap(amount: int, bills: int, percent: Fraction) -> Figures:
    paid, lots = int(amount * percent / 100), int(bills * percent / 100)
    return Figures(paid, lots, paid // 900 * 3, amount - paid)


def _collect(scene: Scene) -> None:
    """Hamlet heads of two villages took money to the bank; one of them still holds some of it."""
    moved = (
        (0, "terima", (8, 5), 4_200_000, "Daftar terima 01 (contoh)"),
        (0, "setor", (8, 9), 4_200_000, "STS 114 (contoh)"),
        (1, "terima", (9, 16), 3_150_000, "Daftar terima 02 (contoh)"),
        (1, "setor", (9, 20), 2_400_000, "STS 131 (contoh)"),
    )
    for place, kind, (month, day), amount, receipt in moved[: 2 * len(scene.villages)]:
        actions.record_money(
            org_unit=scene.villages[place],
            text=actions.MoneyText(
                kind=kind,
                role=CollectorRole.HAMLET_HEAD.value,
                area="Dusun II",
                moved_on=date(scene.year, month, day),
                amount=amount,
                receipt=receipt,
            ),
            by=scene.people["operator"],
            at=scene.after(date(scene.year, month, day)),
        )


def _correct(scene: Scene) -> None:
    """A recap of the spring was typed a little too low."""
    one = Recap.objects.filter(org_unit=scene.villages[0], tax_year__year=scene.year)
    recap = one.order_by("as_of")[1]
    more = min(50_000, one.order_by("as_of")[2].paid - recap.paid)
    if more <= 0:
        return
    figures = recap.figures
    assert figures.remaining is not None  # noqa: S101 -- every recap of the example prints it
    actions.correct_recap(
        recap=recap,
        figures=Figures(
            figures.paid + more, figures.bills_paid, figures.penalties, figures.remaining - more
        ),
        reason="Setoran hari Senin belum termasuk (contoh)",
        based_on=recap.edition,
        by=scene.people["operator"],
        at=scene.at,
    )
