"""What the variables of this register leave open, and the same rule twice: for the database, for the core."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from janji.core.attendance import AttendingRole
from janji.core.communities import Condition, Criteria, newest_counted
from janji.core.periods import Window
from janji.registers.communities.models import (
    COUNTED_KINDS,
    Activity,
    ActivityState,
    Community,
    CommunityKind,
    CommunityStatus,
    StatusChange,
    WorkPlan,
)
from janji.registers.variables import Term, TermKind, Terms

FORUMS = (
    ("MUSRENBANG_DUSUN", "Musrenbang dusun"),
    ("MUSDES", "Musyawarah desa"),
    ("MUSRENBANGDES", "Musrenbang desa atau kelurahan"),
    ("PRA_MUSRENCAM", "Pra-musrenbang kecamatan"),
    ("MUSRENBANG_KEC", "Musrenbang kecamatan"),
)
"""The kinds of the musrenbang register, which stands above this one."""
OPEN = "Naskah perjanjian tidak menyebutnya"

KINDS = Term(
    code="jenis_lembaga",
    title="Jenis lembaga yang dihitung",
    kind=TermKind.CHOICES,
    default=tuple(one.value for one in COUNTED_KINDS),
    source="Naskah perjanjian menyebut RW, RT, PKK, Karang Taruna, LPM; Posyandu tidak disebut",
    status="seen",
    choices=tuple((str(value), str(label)) for value, label in CommunityKind.choices),
)
FROZEN = Term(
    code="lembaga_beku_dihitung",
    title="Lembaga yang beku tetap dihitung",
    kind=TermKind.SWITCH,
    default=True,
    source=f"{OPEN}; yang dikeluarkan hanya yang bubar",
    status="design",
)
NEWCOMERS = Term(
    code="bulan_lembaga_baru",
    title="Lembaga baru belum dihitung selama sekian bulan sejak dibentuk",
    kind=TermKind.NUMBER,
    default=Decimal(6),
    source=OPEN,
    status="design",
    least=Decimal(0),
    most=Decimal(24),
)
CONDITIONS = Term(
    code="syarat_aktif",
    title="Syarat yang harus dipenuhi semuanya",
    kind=TermKind.CHOICES,
    default=tuple(one.value for one in Condition),
    source="Naskah perjanjian menyebut ketiganya; bahwa semuanya harus dipenuhi adalah bacaan kami",
    status="design",
    choices=(
        (Condition.PLAN.value, "Mempunyai program kerja tahunan"),
        (Condition.CHAIR.value, "Ketua hadir pada musrenbang"),
        (Condition.AGENDA.value, "Agenda terlaksana cukup banyak"),
    ),
)
PLAN_MONTH = Term(
    code="bulan_batas_program",
    title="Program kerja ditetapkan paling lambat akhir bulan ke-",
    kind=TermKind.NUMBER,
    default=Decimal(3),
    source=f"{OPEN}; 31 Maret adalah pilihan",
    status="design",
    least=Decimal(1),
    most=Decimal(12),
)
FORUMS_OF_RT = Term(
    code="forum_rt_rw",
    title="Forum yang dihitung untuk RT dan RW",
    kind=TermKind.CHOICES,
    default=("MUSRENBANGDES", "MUSRENBANG_DUSUN"),
    source="Naskah perjanjian menyebut Musrenbang tanpa tingkatnya",
    status="design",
    choices=FORUMS,
)
FORUMS_OF_OTHERS = Term(
    code="forum_lembaga_lain",
    title="Forum yang dihitung untuk lembaga selain RT dan RW",
    kind=TermKind.CHOICES,
    default=("MUSRENBANGDES", "MUSRENBANG_DUSUN", "MUSRENBANG_KEC"),
    source="Naskah perjanjian menyebut Musrenbang tanpa tingkatnya",
    status="design",
    choices=FORUMS,
)
DELEGATES = Term(
    code="wakil_dihitung",
    title="Kehadiran wakil ketua lembaga ikut dihitung",
    kind=TermKind.SWITCH,
    default=False,
    source="Naskah perjanjian menyebut kehadiran ketua",
    status="seen",
)
SHARE = Term(
    code="bagian_agenda",
    title="Agenda yang terlaksana paling sedikit sekian persen",
    kind=TermKind.NUMBER,
    default=Decimal(60),
    source="Naskah perjanjian: 60 % dari agenda yang direncanakan",
    status="seen",
    least=Decimal(0),
    most=Decimal(100),
)
ADDED = Term(
    code="agenda_tambahan_dihitung",
    title="Agenda yang ditambahkan sesudah penetapan ikut dihitung, pada kedua sisi",
    kind=TermKind.SWITCH,
    default=False,
    source=OPEN,
    status="design",
)
OF_REGISTERED = (KINDS, FROZEN, NEWCOMERS)
OF_ACTIVE = (
    *OF_REGISTERED,
    CONDITIONS,
    PLAN_MONTH,
    FORUMS_OF_RT,
    FORUMS_OF_OTHERS,
    DELEGATES,
    SHARE,
    ADDED,
)
USUAL: Terms = {one.code: one.default for one in OF_ACTIVE}
"""What holds on this register's pages; a signed definition may say otherwise for an indicator."""
OF_NEIGHBOURHOOD = (CommunityKind.RT.value, CommunityKind.RW.value)


def _whole(terms: Terms, term: Term) -> int:
    return int(Decimal(str(terms[term.code])))


def _chosen(terms: Terms, term: Term) -> tuple[str, ...]:
    value = terms[term.code]
    return value if isinstance(value, tuple) else ()


def criteria_of(terms: Terms) -> Criteria:
    """The terms as the core reads them."""
    return Criteria(
        conditions=frozenset(Condition(one) for one in _chosen(terms, CONDITIONS)),
        last_month=_whole(terms, PLAN_MONTH),
        share=Fraction(Decimal(str(terms[SHARE.code]))) / 100,
        counts_added=bool(terms[ADDED.code]),
        counts_delegates=bool(terms[DELEGATES.code]),
        newcomer_months=_whole(terms, NEWCOMERS),
    )


def forums_for(kind: str, terms: Terms) -> tuple[str, ...]:
    """The kinds of forum that count for a kind of body (R4.13)."""
    return _chosen(terms, FORUMS_OF_RT if kind in OF_NEIGHBOURHOOD else FORUMS_OF_OTHERS)


def status_on(day: date) -> Coalesce:
    """The status of a body on a day, as an expression over `Community`."""
    changes = StatusChange.objects.filter(community=OuterRef("pk"), day__lte=day)
    newest = changes.order_by("-day", "-pk").values("status")[:1]
    return Coalesce(Subquery(newest), Value(CommunityStatus.REGISTERED.value))


def registered(terms: Terms, last_day: date) -> Q:
    """Bodies that belong into the count on a day (R4.9, R4.15)."""
    allowed = [CommunityStatus.REGISTERED.value]
    if terms[FROZEN.code]:
        allowed.append(CommunityStatus.FROZEN.value)
    newest = newest_counted(last_day, _whole(terms, NEWCOMERS))
    old_enough = Q(founded_on__isnull=True) | Q(founded_on__lte=newest)
    return Q(kind__in=_chosen(terms, KINDS)) & old_enough & Q(In(status_on(last_day), allowed))


def active(terms: Terms, window: Window) -> Q:
    """Bodies for which `core.communities.lacking` finds nothing, seen from the window's last day."""
    criteria, last_day = criteria_of(terms), window.last_day
    fits = Q()
    if Condition.PLAN in criteria.conditions:
        fits &= Q(Exists(_sound_plans(criteria, window)))
    if Condition.CHAIR in criteria.conditions:
        of_neighbourhood = Q(kind__in=OF_NEIGHBOURHOOD)
        rt, others = (
            Q(Exists(_came(criteria, window, _chosen(terms, term))))
            for term in (FORUMS_OF_RT, FORUMS_OF_OTHERS)
        )
        fits &= (of_neighbourhood & rt) | (~of_neighbourhood & others)
    if Condition.AGENDA in criteria.conditions:
        share = criteria.share
        enough = counted_agenda(_plans(window.year, last_day), last_day).annotate(
            all_planned=F("planned") + F("added") if criteria.counts_added else F("planned"),
            all_done=F("done") + F("added_done") if criteria.counts_added else F("done"),
        )
        fits &= Q(
            Exists(
                enough.filter(
                    all_planned__gte=1,
                    all_done__gte=0,
                )
                .alias(ahead=F("all_done") * share.denominator - F("all_planned") * share.numerator)
                .filter(ahead__gte=0)
            )
        )
    return fits


def _plans(year: int, last_day: date) -> QuerySet[WorkPlan]:
    return WorkPlan.objects.filter(community=OuterRef("pk"), year=year, set_on__lte=last_day)


def _sound_plans(criteria: Criteria, window: Window) -> QuerySet[WorkPlan]:
    latest = min(criteria.deadline(window.year), window.last_day)
    planned = Activity.objects.filter(plan=OuterRef("pk"), added_on__isnull=True)
    has_document = Q(document__isnull=False) | Q(file_name__isnull=False)
    return _plans(window.year, latest).filter(has_document, Exists(planned))


def _came(criteria: Criteria, window: Window, forums: tuple[str, ...]) -> QuerySet[Community]:
    """The body itself, when someone who speaks for it came to a forum of the year."""
    roles = [AttendingRole.CHAIR.value]
    if criteria.counts_delegates:
        roles.append(AttendingRole.DELEGATE.value)
    return Community.objects.filter(
        pk=OuterRef("pk"),
        attendances__counts=True,
        attendances__role__in=roles,
        attendances__forum__kind__in=forums,
        attendances__forum__day__range=(date(window.year, 1, 1), window.last_day),
    )


def counted_agenda(plans: QuerySet[WorkPlan], last_day: date) -> QuerySet[WorkPlan]:
    """Plans with what was planned and carried out up to a day."""
    first = Q(activities__added_on__isnull=True)
    later = Q(activities__added_on__lte=last_day)
    done = Q(activities__state=ActivityState.DONE.value, activities__settled_on__lte=last_day)
    return plans.annotate(
        planned=Count("activities", filter=first),
        done=Count("activities", filter=first & done),
        added=Count("activities", filter=later),
        added_done=Count("activities", filter=later & done),
    )
