"""What the variables of this register leave open, and the core's rules once more, for the database."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan

from janji.core.periods import Window
from janji.core.self_help import (
    ACTIVE_QUARTERS,
    OVERDUE_MONTHS,
    RECORDS_A_QUARTER,
    Criteria,
    Quarter,
    days_of,
    last_quarters,
    overdue_before,
)
from janji.registers.self_help.models import (
    OF_SAVINGS,
    Closing,
    Group,
    GroupKind,
    GroupMember,
    Instalment,
    Loan,
    Officer,
    Post,
    Record,
    RecordKind,
)
from janji.registers.variables import Term, TermKind, Terms

KINDS = Term(
    code="jenis_ksm",
    title="Jenis KSM yang dihitung",
    kind=TermKind.CHOICES,
    default=tuple(str(one) for one in GroupKind.values),
    source="Naskah perjanjian menyebut KSM tanpa jenisnya, jadi semuanya",
    status="design",
    choices=tuple((str(value), str(label)) for value, label in GroupKind.choices),
)
QUARTERS = Term(
    code="triwulan_kegiatan_ksm",
    title="Berkegiatan pada setiap dari sekian triwulan terakhir",
    kind=TermKind.NUMBER,
    default=Decimal(ACTIVE_QUARTERS.value),
    source=ACTIVE_QUARTERS.source,
    status=ACTIVE_QUARTERS.status,
    least=Decimal(1),
    most=Decimal(8),
)
RECORDS = Term(
    code="kegiatan_ksm_per_triwulan",
    title="Kegiatan paling sedikit setiap triwulan",
    kind=TermKind.NUMBER,
    default=Decimal(RECORDS_A_QUARTER.value),
    source=RECORDS_A_QUARTER.source,
    status=RECORDS_A_QUARTER.status,
    least=Decimal(1),
    most=Decimal(30),
)
RECORD_KINDS = Term(
    code="kegiatan_ksm_dihitung",
    title="Kegiatan yang dihitung",
    kind=TermKind.CHOICES,
    default=(RecordKind.WORK.value, RecordKind.MEETING.value),
    source="Naskah perjanjian tidak menyebutnya; pertemuan dan pekerjaan adalah rancangan",
    status="design",
    choices=tuple((str(value), str(label)) for value, label in RecordKind.choices),
)
POSTS = Term(
    code="pengurus_ksm",
    title="Pengurus yang harus diketahui",
    kind=TermKind.CHOICE,
    default="lengkap",
    source="Naskah perjanjian tidak menyebutnya; rancangan",
    status="design",
    choices=(
        ("lengkap", "Ketua, sekretaris, bendahara"),
        ("ketua", "Ketua saja"),
        ("tidak", "Tidak disyaratkan"),
    ),
)
MONTHS = Term(
    code="bulan_tunggakan_ksm",
    title="Angsuran dianggap macet bila menunggak lebih dari sekian bulan",
    kind=TermKind.NUMBER,
    default=Decimal(OVERDUE_MONTHS.value),
    source=OVERDUE_MONTHS.source,
    status=OVERDUE_MONTHS.status,
    least=Decimal(0),
    most=Decimal(120),
)
OF_REGISTERED = (KINDS,)
OF_ACTIVE = (KINDS, QUARTERS, RECORDS, RECORD_KINDS, POSTS, MONTHS)
USUAL: Terms = {one.code: one.default for one in OF_ACTIVE}
"""What holds on this register's pages; a signed definition may say otherwise for an indicator."""
NEEDED_POSTS = {
    "lengkap": frozenset(str(one) for one in Post.values),
    "ketua": frozenset({Post.CHAIR.value}),
    "tidak": frozenset[str](),
}


def _whole(terms: Terms, term: Term) -> int:
    return int(Decimal(str(terms[term.code])))


def chosen(terms: Terms, term: Term) -> tuple[str, ...]:
    """What a term that takes several answers says."""
    value = terms[term.code]
    return value if isinstance(value, tuple) else ()


def criteria_of(terms: Terms) -> Criteria:
    """The terms as the core reads them."""
    return Criteria(
        quarters=_whole(terms, QUARTERS),
        records=_whole(terms, RECORDS),
        posts=NEEDED_POSTS[str(terms[POSTS.code])],
        overdue_months=months_of(terms),
    )


def months_of(terms: Terms) -> int:
    """For how many months an instalment may be overdue."""
    return _whole(terms, MONTHS)


def seen_on(window: Window, as_of: date) -> date:
    """The day from which loans are looked at: what falls due later is not overdue yet."""
    return min(window.last_day, as_of)


def closed(day: date) -> QuerySet[Closing]:
    """Closings that hold at the end of a day."""
    return Closing.objects.filter(
        Q(reopened_on__isnull=True) | Q(reopened_on__gt=day), day__lte=day
    )


def registered(terms: Terms, day: date) -> Q:
    """Groups that belong into the count on a day; only minutes of the BKM take one out (R9.7)."""
    formed = Q(formed_on__isnull=True) | Q(formed_on__lte=day)
    is_closed = Exists(closed(day).filter(group=OuterRef("pk")))
    return Q(kind__in=chosen(terms, KINDS)) & formed & ~Q(is_closed)


def of_registered(terms: Terms, day: date) -> Q:
    """Rows of groups that are registered on a day."""
    return Q(Exists(Group.objects.filter(registered(terms, day), pk=OuterRef("group"))))


def active(terms: Terms, newest: Quarter, day: date, seen: date) -> Q:
    """Groups for which `core.self_help.lacking` finds nothing (R9.6).

    `newest` is the last quarter in which records are needed, `day` that of the officers, `seen` that
    of the loans.
    """
    criteria = criteria_of(terms)
    fits = Q()
    for quarter in last_quarters(*newest, criteria.quarters):
        found = _records(terms, quarter).filter(group=OuterRef("pk"))
        if criteria.records == 1:
            fits &= Q(Exists(found))
        else:
            counted = found.order_by().values("group").annotate(counted=Count("pk"))
            fits &= Q(Exists(counted.filter(counted__gte=criteria.records)))
    for post in sorted(criteria.posts):
        fits &= Q(Exists(officers_on(day).filter(member__group=OuterRef("pk"), post=post)))
    overdue = Loan.objects.filter(at_risk(terms, seen), group=OuterRef("pk"))
    return fits & ~Q(Exists(overdue))


def _records(terms: Terms, quarter: Quarter) -> QuerySet[Record]:
    kinds = chosen(terms, RECORD_KINDS)
    return Record.objects.filter(
        kind__in=kinds, day__range=days_of(quarter), withdrawn_reason__isnull=True
    )


def officers_on(day: date) -> QuerySet[Officer]:
    """Posts that someone holds at the end of a day, being a member still."""
    return Officer.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=day),
        Q(member__left_on__isnull=True) | Q(member__left_on__gt=day),
        starts_on__lte=day,
    )


def members_on(day: date) -> Q:
    """Members at the end of a day."""
    return Q(joined_on__lte=day) & (Q(left_on__isnull=True) | Q(left_on__gt=day))


def lent(day: date) -> Q:
    """Loans that were paid out by a day."""
    return Q(disbursed_on__lte=day, withdrawn_reason__isnull=True)


def paid(day: date) -> Expression:
    """Principal of a loan that was paid by the end of a day."""
    payments = Record.objects.filter(
        loan=OuterRef("pk"), day__lte=day, withdrawn_reason__isnull=True
    )
    return _sum_of(payments.order_by().values("loan").annotate(added=Sum("amount")))


def due(day: date, *, before: bool = False) -> Expression:
    """Principal of a loan that fell due by a day, or before it."""
    fallen = Q(due_on__lt=day) if before else Q(due_on__lte=day)
    dues = Instalment.objects.filter(fallen, loan=OuterRef("pk"))
    return _sum_of(dues.order_by().values("loan").annotate(added=Sum("principal")))


def _sum_of(grouped: QuerySet[Any, Any]) -> Expression:
    number = BigIntegerField()
    found = Subquery(grouped.values("added"), output_field=number)
    return Coalesce(found, Value(0, output_field=number), output_field=number)


def outstanding(day: date) -> Expression:
    """Principal of a loan that is not paid by the end of a day."""
    return ExpressionWrapper(F("principal") - paid(day), output_field=BigIntegerField())


def running(day: date) -> Q:
    """Loans of which something is outstanding at the end of a day."""
    return lent(day) & Q(GreaterThan(F("principal"), paid(day)))


def at_risk(terms: Terms, day: date) -> Q:
    """Loans with an instalment overdue for more than the months that are borne."""
    long_ago = overdue_before(day, months_of(terms))
    return lent(day) & Q(GreaterThan(due(long_ago, before=True), paid(day)))


def moved(day: date) -> Q:
    """Savings and what was taken out of them, by the end of a day."""
    return Q(kind__in=OF_SAVINGS, day__lte=day, withdrawn_reason__isnull=True)


def movement() -> Expression:
    """What a row adds to savings: what was taken out counts against them."""
    out = When(kind=RecordKind.WITHDRAWAL.value, then=-F("amount"))
    return Case(out, default=F("amount"), output_field=BigIntegerField())


def counted_members(terms: Terms, day: date) -> QuerySet[GroupMember]:
    """Members at the end of a day, of groups that are registered then."""
    return GroupMember.objects.filter(members_on(day), of_registered(terms, day))
