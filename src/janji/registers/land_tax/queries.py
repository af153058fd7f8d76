"""Reads: tax years, what was assessed by a day, the newest recaps, the ranking of villages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from django.db.models import BigIntegerField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from janji.core.collectors import Held, Movement, held_on, is_overdue
from janji.core.land_tax import Need, aim_of, is_settled, needed, share
from janji.core.numbers import written
from janji.kit.dates import day as written_day
from janji.orgs import access
from janji.orgs.models import OrgUnit, OrgUnitKind
from janji.registers.land_tax.models import (
    Assessment,
    Bill,
    BillState,
    Channel,
    CollectorMoney,
    CollectorRole,
    MoneyKind,
    Payment,
    Recap,
    TaxCode,
    TaxYear,
)

VILLAGES = (OrgUnitKind.VILLAGE.value, OrgUnitKind.WARD.value)
WHOLE = Decimal(100)


def holding(last: date) -> Q:
    """Assessments that hold on a day: of each tax year the newest version of those that hold by then."""
    # What is computed from bills counts before what was typed.
    is_newer = Q(computed__gt=OuterRef("computed")) | Q(
        computed=OuterRef("computed"), version__gt=OuterRef("version")
    )
    newer = Assessment.objects.filter(is_newer, tax_year=OuterRef("tax_year"), holds_from__lte=last)
    return Q(holds_from__lte=last) & Q(~Exists(newer))


def newest(last: date) -> Q:
    """Recaps that say how far a village is on a day: the newest of each tax year by then."""
    newer = Recap.objects.filter(
        tax_year=OuterRef("tax_year"), as_of__gt=OuterRef("as_of"), as_of__lte=last
    )
    return Q(as_of__lte=last) & Q(~Exists(newer))


def assessed_on(last: date) -> Subquery:
    """What was assessed by a day for the tax year of a recap."""
    found = Assessment.objects.filter(tax_year=OuterRef("tax_year"), holds_from__lte=last)
    return Subquery(found.order_by("-computed", "-version").values("amount")[:1])


def villages_below(org_unit: OrgUnit) -> QuerySet[OrgUnit]:
    """The office, if it is a village, and all villages below it, in the order of the tree."""
    found: QuerySet[OrgUnit] = OrgUnit.objects.filter(access.subtree(org_unit), kind__in=VILLAGES)
    return found.select_related("region").order_by("path")


def years_of(org_unit: OrgUnit) -> list[int]:
    """Tax years that any village of an office has, newest first; two queries."""
    found = TaxYear.objects.filter(access.rows_below(org_unit)).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def days_of(org_unit: OrgUnit, year: int) -> list[date]:
    """Days on which villages of an office have recaps, newest first; two queries."""
    found = Recap.objects.filter(access.rows_below(org_unit), tax_year__year=year)
    return list(found.order_by("-as_of").values_list("as_of", flat=True).distinct())


def tax_years_seen_by(user: access.Someone, *, on: date) -> QuerySet[TaxYear]:
    """Tax years of offices whose data someone may read."""
    offices = access.org_units_seen_by(user, on=on)
    return TaxYear.objects.filter(org_unit__in=offices).select_related("org_unit")


def recaps_seen_by(user: access.Someone, *, on: date) -> QuerySet[Recap]:
    """Recaps of offices whose data someone may read."""
    offices = access.org_units_seen_by(user, on=on)
    return Recap.objects.filter(org_unit__in=offices).select_related("org_unit", "tax_year")


def assessment_by(tax_year: TaxYear, day: date) -> Assessment | None:
    """What holds for a tax year on a day; one query."""
    found = tax_year.assessments.filter(holds_from__lte=day)
    return found.select_related("org_unit", "tax_year").order_by("-computed", "-version").first()


def neighbours(tax_year: TaxYear, day: date) -> tuple[Recap | None, Recap | None]:
    """The recaps before and after a day; two queries."""
    recaps = tax_year.recaps
    earlier = recaps.filter(as_of__lt=day).order_by("-as_of").first()
    return earlier, recaps.filter(as_of__gt=day).order_by("as_of").first()


@dataclass(frozen=True, slots=True)
class Place:
    """A village in a year as it stood on a day: what holds, its newest recap, the paid before that one.

    `settled_on` is the day of the first recap with nothing left. `recap` is `None` before the first one.
    """

    assessment: Assessment
    recap: Recap | None
    paid_before: int | None
    settled_on: date | None
    rank: int = 0

    @property
    def org_unit(self) -> OrgUnit:
        """The village."""
        return self.assessment.org_unit

    @property
    def paid(self) -> int:
        """Principal paid."""
        return self.recap.paid if self.recap else 0

    @property
    def remaining(self) -> int:
        """What is left of the assessment."""
        return self.assessment.amount - self.paid

    @property
    def gain(self) -> int | None:
        """What came in since the recap before."""
        return None if self.recap is None else self.paid - (self.paid_before or 0)

    @property
    def share(self) -> Fraction | None:
        """Percent of the assessment."""
        return share([(self.paid, self.assessment.amount)])

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left."""
        return is_settled(self.paid, self.assessment.amount)

    def need(self, percent: Decimal, on: date) -> Need:
        """What is still to come in by the due date for some percent of the declared basis."""
        aim = aim_of(self.assessment.aim, percent)
        return needed(aim=aim, paid=self.paid, on=on, due_on=self.assessment.due_on)


def places(org_unit: OrgUnit, year: int, on: date) -> list[Place]:
    """All villages of an office in a year as they stood on a day, ranked by share; four queries."""
    here = access.rows_below(org_unit)
    assessments = Assessment.objects.filter(here, holding(on), tax_year__year=year)
    recaps = {one.tax_year_id: one for one in _newest_recaps(here, year, on)}
    found = [
        _place(one, recaps.get(one.tax_year_id))
        for one in assessments.select_related("org_unit", "tax_year")
    ]
    found.sort(key=lambda one: (-(one.share or Fraction(0)), str(one.org_unit.path)))
    return [
        Place(one.assessment, one.recap, one.paid_before, one.settled_on, rank)
        for rank, one in enumerate(found, start=1)
    ]


def _newest_recaps(here: Q, year: int, on: date) -> QuerySet[Recap]:
    others = Recap.objects.filter(tax_year=OuterRef("tax_year"))
    before = others.filter(as_of__lt=OuterRef("as_of")).order_by("-as_of").values("paid")
    first = others.filter(paid__gte=OuterRef("paid")).order_by("as_of").values("as_of")
    found = Recap.objects.filter(here, newest(on), tax_year__year=year)
    return found.annotate(paid_before=Subquery(before[:1]), reached_on=Subquery(first[:1]))


def _place(assessment: Assessment, recap: Recap | None) -> Place:
    if recap is None:
        return Place(assessment, None, None, None)
    # The two columns were asked for beside the row's own.
    before: int | None = vars(recap)["paid_before"]
    reached: date = vars(recap)["reached_on"]
    settled = reached if is_settled(recap.paid, assessment.amount) else None
    return Place(assessment, recap, before, settled)


@dataclass(frozen=True, slots=True)
class Together:
    """Villages added up: rupiah, SPPT, how many are settled, and what is still needed."""

    villages: int
    settled: int
    bills: int
    assessed: int
    paid: int
    penalties: int
    gain: int
    aim: int
    missing: int
    weekly: int

    @property
    def share(self) -> Fraction | None:
        """Rupiah over rupiah; never a mean of the villages' percentages."""
        return share([(self.paid, self.assessed)])

    @property
    def share_of_aim(self) -> Fraction | None:
        """The same against the declared basis."""
        return share([(self.paid, self.aim)])

    @property
    def remaining(self) -> int:
        """What is left of the assessments."""
        return self.assessed - self.paid


def together(found: Sequence[Place], percent: Decimal, on: date) -> Together:
    """Villages added up. The amounts needed are those of the villages: none pays for another."""
    needs = [one.need(percent, on) for one in found]
    return Together(
        villages=len(found),
        settled=sum(one.is_settled for one in found),
        bills=sum(one.assessment.bills for one in found),
        assessed=sum(one.assessment.amount for one in found),
        paid=sum(one.paid for one in found),
        penalties=sum(one.recap.penalties for one in found if one.recap),
        gain=sum(one.gain or 0 for one in found),
        aim=sum(one.assessment.aim for one in found),
        missing=sum(one.missing for one in needs),
        weekly=sum(one.weekly for one in needs),
    )


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A recap in the course of a village's year, with what came in since the one before."""

    recap: Recap
    assessed: int
    gain: int
    corrections: int

    @property
    def share(self) -> Fraction | None:
        """Percent of what was assessed by then."""
        return share([(self.recap.paid, self.assessed)])

    @property
    def remaining(self) -> int:
        """What was left."""
        return self.assessed - self.recap.paid


def course(tax_year: TaxYear, assessments: Sequence[Assessment]) -> list[CourseRow]:
    """The recaps of a village's year in their order; two queries. `assessments` come newest first."""
    found = tax_year.recaps.select_related("recorded_by").prefetch_related("corrections")
    rows: list[CourseRow] = []
    before = 0
    for one in found.order_by("as_of"):
        held = next(each for each in assessments if each.holds_from <= one.as_of)
        gain = one.paid - before
        rows.append(CourseRow(one, held.amount, gain, len(one.corrections.all())))
        before = one.paid
    return rows


def pulse(org_unit: OrgUnit, now: datetime) -> str:
    """How far the villages are; at most six queries."""
    today = timezone.localdate(now)
    newest_year = TaxYear.objects.filter(
        access.rows_below(org_unit), year__lte=today.year
    ).aggregate(year=Max("year"))["year"]
    if newest_year is None:
        return "Belum ada ketetapan PBB yang dicatat."
    day = min(today, date(newest_year, 12, 31))
    found = places(org_unit, newest_year, day)
    days = [one.recap.as_of for one in found if one.recap]
    if not days:
        return f"PBB {newest_year}: {len(found)} desa, belum ada posisi yang dicatat."
    added = together(found, WHOLE, day)
    said = written(added.share, 2) if added.share is not None else "–"
    return (
        f"PBB {newest_year} per {written_day(max(days))}: {said} % dari ketetapan;"
        f" {added.settled} dari {added.villages} desa lunas."
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a village's tax year around a day: what holds, and the recaps next to that day."""

    tax_year: TaxYear
    assessment: Assessment | None
    before: Recap | None
    same: Recap | None
    after: Recap | None


def known_around(villages: Q, year: int, day: date) -> dict[int, Known]:
    """By the village's key; five queries. `villages` says whose rows."""
    recaps = Recap.objects.filter(villages, tax_year__year=year)
    earlier = Recap.objects.filter(
        tax_year=OuterRef("tax_year"), as_of__lt=OuterRef("as_of"), as_of__gt=day
    )
    held = Assessment.objects.filter(villages, holding(day), tax_year__year=year)
    assessments = {one.tax_year_id: one for one in held.select_related("org_unit")}
    before = {
        one.tax_year_id: one for one in recaps.filter(newest(day - timedelta(days=1))).order_by()
    }
    same = {one.tax_year_id: one for one in recaps.filter(as_of=day).order_by()}
    next_ones = recaps.filter(Q(~Exists(earlier)), as_of__gt=day).order_by()
    after = {one.tax_year_id: one for one in next_ones}
    years = TaxYear.objects.filter(villages, year=year).select_related("org_unit")
    return {
        one.org_unit_id: Known(
            one, assessments.get(one.pk), before.get(one.pk), same.get(one.pk), after.get(one.pk)
        )
        for one in years.order_by()
    }


# ── years kept by objects


def standing_payments(bill: Bill) -> QuerySet[Payment]:
    """Payments of a bill that were not withdrawn, whether they count yet or are held."""
    return bill.payments.filter(withdrawn_at__isnull=True)


def paid_of(bill: Bill) -> int:
    """Principal that was paid for a bill, held money with it; one query."""
    found = standing_payments(bill).aggregate(paid=Sum("principal"))["paid"]
    return int(found or 0)


def belongs_since(bill: Bill) -> date:
    """The day of a bill's last decision, or its first day; one query."""
    last = bill.decisions.order_by("decided_on", "pk").last()
    return last.decided_on if last else bill.issued_on


def bills_seen_by(user: access.Someone, *, on: date) -> QuerySet[Bill]:
    """Bills of offices whose data someone may read."""
    offices = access.org_units_seen_by(user, on=on)
    rows = Bill.objects.filter(org_unit__in=offices)
    return rows.select_related("org_unit", "tax_object", "tax_year", "recorded_by")


def payments_seen_by(user: access.Someone, *, on: date) -> QuerySet[Payment]:
    """Payments of offices whose data someone may read."""
    offices = access.org_units_seen_by(user, on=on)
    rows = Payment.objects.filter(org_unit__in=offices)
    return rows.select_related("org_unit", "bill__tax_object", "bill__tax_year")


def codes_seen_by(user: access.Someone, *, on: date) -> QuerySet[TaxCode]:
    """Codes of offices whose data someone may read."""
    offices = access.org_units_seen_by(user, on=on)
    return TaxCode.objects.filter(org_unit__in=offices).select_related("org_unit")


def money_seen_by(user: access.Someone, *, on: date) -> QuerySet[CollectorMoney]:
    """Money of collectors of offices whose data someone may read."""
    offices = access.org_units_seen_by(user, on=on)
    return CollectorMoney.objects.filter(org_unit__in=offices).select_related("org_unit")


BILL_STATES = {
    "": Q(),
    "belum": Q(state=BillState.ISSUED.value, paid__lt=F("principal")),
    "sebagian": Q(state=BillState.ISSUED.value, paid__gt=0, paid__lt=F("principal")),
    "lunas": Q(state=BillState.ISSUED.value, paid__gte=F("principal")),
    "belum-sampai": Q(state=BillState.ISSUED.value, delivered_on__isnull=True),
    "keluar": ~Q(state=BillState.ISSUED.value),
}
"""Which bills a list shows, by the word in its address."""


def bills_of(org_unit: OrgUnit, year: int, *, text: str = "", state: str = "") -> QuerySet[Bill]:
    """Bills of an office and all below it in a year, each with the principal `paid`; two queries.

    `text` looks in the number and the location of the object, never in a name.
    """
    standing = Payment.objects.filter(bill=OuterRef("pk"), withdrawn_at__isnull=True)
    added = standing.order_by().values("bill").annotate(added=Sum("principal")).values("added")
    rows = Bill.objects.filter(access.rows_below(org_unit), tax_year__year=year)
    rows = rows.annotate(paid=Coalesce(Subquery(added), 0, output_field=BigIntegerField()))
    digits = "".join(one for one in text if one.isdigit())
    if text:
        wanted = Q(tax_object__location__icontains=text)
        rows = rows.filter(wanted | Q(tax_object__nop__contains=digits) if digits else wanted)
    found = rows.filter(BILL_STATES.get(state, Q())).select_related("org_unit", "tax_object")
    return found.order_by("org_unit__path", "tax_object__nop")


def years_by_objects(org_unit: OrgUnit, year: int) -> list[TaxYear]:
    """The tax years of an office's villages that are kept by objects; two queries."""
    rows = TaxYear.objects.filter(access.rows_below(org_unit), year=year, by_objects=True)
    return list(rows.select_related("org_unit").order_by("org_unit__path"))


def codes_of(org_unit: OrgUnit) -> QuerySet[TaxCode]:
    """The codes of an office's villages, those that hold first; two queries."""
    rows = TaxCode.objects.filter(access.rows_below(org_unit)).select_related(
        "org_unit__region", "recorded_by", "ended_by"
    )
    return rows.order_by(F("ended_at").asc(nulls_first=True), "org_unit__path", "code")


def money_of(org_unit: OrgUnit) -> QuerySet[CollectorMoney]:
    """What collectors of an office's villages received and deposited, newest first; two queries."""
    rows = CollectorMoney.objects.filter(access.rows_below(org_unit))
    return rows.select_related("org_unit", "recorded_by", "withdrawn_by")


def payments_of(org_unit: OrgUnit, year: int) -> QuerySet[Payment]:
    """Payments that stand for an office's bills of a year; two queries."""
    rows = Payment.objects.filter(
        access.rows_below(org_unit), bill__tax_year__year=year, withdrawn_at__isnull=True
    )
    return rows.select_related("org_unit", "bill__tax_object").order_by(
        "org_unit__path", "bill__tax_object__nop", "paid_on", "pk"
    )


def payments_until(recap: Recap) -> QuerySet[Payment]:
    """The payments that a computed recap adds up."""
    found = Payment.objects.filter(
        bill__tax_year=recap.tax_year, withdrawn_at__isnull=True, counts_on__lte=recap.as_of
    )
    return found.select_related("bill__tax_object").order_by("-counts_on", "-pk")


@dataclass(frozen=True, slots=True)
class CollectorStanding:
    """What the collectors of one role (and part) of a village hold."""

    org_unit: OrgUnit
    role: str
    area: str | None
    held: Held
    is_overdue: bool
    days: int

    @property
    def role_name(self) -> str:
        """The role for readers."""
        return str(CollectorRole(self.role).label)


def collectors_of(org_unit: OrgUnit, on: date) -> list[CollectorStanding]:
    """What collectors of an office's villages hold at the end of a day, the longest held first; four queries."""
    here = access.rows_below(org_unit)
    moved: dict[tuple[int, str, str | None], list[Movement]] = {}
    money = CollectorMoney.objects.filter(here, withdrawn_at__isnull=True, moved_on__lte=on)
    for one in money.order_by():
        sign = 1 if one.kind == MoneyKind.RECEIVED else -1
        key = (one.org_unit_id, one.role, one.area)
        moved.setdefault(key, []).append(Movement(one.moved_on, sign * one.amount))
    collected = Payment.objects.filter(
        here, withdrawn_at__isnull=True, channel=Channel.COLLECTOR.value, paid_on__lte=on
    )
    for each in collected.order_by():
        amount = each.principal + each.penalty
        rows = moved.setdefault((each.org_unit_id, each.role or "", each.area), [])
        rows.append(Movement(each.paid_on, amount))
        if each.counts_on is not None:
            rows.append(Movement(each.counts_on, -amount))
    offices = OrgUnit.objects.in_bulk({office for office, _, _ in moved})
    found = []
    for (office, role, area), rows in moved.items():
        held = held_on(rows, on)
        late = is_overdue(held, on)
        found.append(CollectorStanding(offices[office], role, area, held, late, held.days(on)))
    return sorted(
        found, key=lambda one: (-one.days, str(one.org_unit.path), one.role, one.area or "")
    )


def held_payments(org_unit: OrgUnit) -> QuerySet[Payment]:
    """Payments that collectors of an office's villages took and have not deposited; two queries."""
    rows = Payment.objects.filter(
        access.rows_below(org_unit), withdrawn_at__isnull=True, counts_on__isnull=True
    )
    return rows.select_related("org_unit", "bill__tax_object").order_by("paid_on", "pk")
