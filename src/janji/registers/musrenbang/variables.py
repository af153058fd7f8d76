"""What the register of planning forums can count: people who came, villages, proposals and their fate."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from janji.core.attendance import Check
from janji.core.musrenbang import ACCOMMODATED
from janji.core.numbers import written
from janji.core.periods import Window
from janji.orgs.access import rows_below
from janji.orgs.models import OrgUnit
from janji.registers.musrenbang.models import (
    REGISTER as CODE,
)
from janji.registers.musrenbang.models import (
    Attendance,
    Forum,
    ForumKind,
    PaperList,
    Proposal,
    ProposalStep,
    Sex,
    State,
)
from janji.registers.musrenbang.rows import (
    ATTENDANCE_ROWS,
    FORUM_ROWS,
    PROPOSAL_ROWS,
    VILLAGE_ROWS,
)
from janji.registers.variables import (
    Counts,
    FormulaExample,
    GroupVariable,
    Register,
    StateVariable,
    Term,
    TermKind,
    Terms,
    Variable,
)

FORUMS = Term(
    code="forum_dihitung",
    title="Forum yang dihitung",
    kind=TermKind.CHOICES,
    default=(ForumKind.DISTRICT.value,),
    source="Contoh hitungan memakai musrenbang kecamatan; tingkat lain adalah pilihan",
    status="design",
    choices=tuple((str(value), str(label)) for value, label in ForumKind.choices),
)
NEXT_YEAR, THIS_YEAR = "tahun_depan", "tahun_ini"
PLANNED = Term(
    code="tahun_rencana_usulan",
    title="Usulan yang dihitung pada suatu tahun",
    kind=TermKind.CHOICE,
    default=NEXT_YEAR,
    source="Naskah tidak menyebut tahunnya: forum tahun ini merencanakan tahun depan, hasilnya tampak pada tahun rencana",
    status="design",
    choices=(
        (NEXT_YEAR, "Usulan untuk tahun berikutnya"),
        (THIS_YEAR, "Usulan untuk tahun itu sendiri"),
    ),
)
REACHED = Term(
    code="usulan_terakomodasi_bila",
    title="Usulan terakomodasi bila masuk",
    kind=TermKind.CHOICES,
    default=tuple(sorted(one.value for one in ACCOMMODATED)),
    source="Contoh hitungan memakai RKPD; masuk langsung ke APBD disamakan",
    status="design",
    choices=tuple(
        (one.value, str(State(one.value).label)) for one in sorted(ACCOMMODATED, reverse=True)
    ),
)


def _kinds(terms: Terms) -> tuple[str, ...]:
    value = terms[FORUMS.code]
    return value if isinstance(value, tuple) else ()


def _attendances() -> QuerySet[Any]:
    return Attendance.objects.all()


def _forums() -> QuerySet[Any]:
    return Forum.objects.all()


def _villages() -> QuerySet[Any]:
    found: QuerySet[Any] = OrgUnit.objects.all()
    return found


def _came(terms: Terms, as_of: date) -> Q:
    del as_of
    return Q(counts=True, forum__kind__in=_kinds(terms))


def _women(terms: Terms, as_of: date) -> Q:
    return _came(terms, as_of) & Q(sex=Sex.FEMALE.value)


def _invited(terms: Terms, as_of: date) -> Q:
    del as_of
    return Q(kind__in=_kinds(terms), invited_villages__isnull=False)


def _villages_that_came(terms: Terms, as_of: date) -> Mapping[str, Q]:
    return {"came": _came(terms, as_of) & Q(village__isnull=False)}


def _at_least_one(terms: Terms, counts: Counts) -> bool:
    del terms
    return counts["came"] > 0


def _wishes() -> QuerySet[Any]:
    return Proposal.objects.all()


def _proposed(terms: Terms, window: Window, as_of: date) -> Q:
    del as_of
    shift = 1 if terms[PLANNED.code] == NEXT_YEAR else 0
    return Q(
        plan_year=window.year + shift, proposed_on__lte=window.last_day, struck_at__isnull=True
    )


def _reached(terms: Terms, window: Window, as_of: date) -> Q:
    states = terms[REACHED.code]
    steps = ProposalStep.objects.filter(
        proposal=OuterRef("pk"),
        state__in=states if isinstance(states, tuple) else (),
        day__lte=window.last_day,
        retracted_at__isnull=True,
    )
    return _proposed(terms, window, as_of) & Q(Exists(steps))


SIGNED = "Hanya yang bertanda hadir; daftar salinan baru dihitung setelah diperiksa orang kedua."


def _people(code: str, title: str, where: Any) -> Variable:
    return Variable(
        code=code,
        title=title,
        definition=f"{title} menurut tanggal forumnya. {SIGNED}",
        unit_of_measure="orang",
        all_rows=_attendances,
        where=where,
        day="forum__day",
        terms=(FORUMS,),
        row_view=ATTENDANCE_ROWS,
    )


def pulse(org_unit: OrgUnit, now: datetime) -> str:
    """Forums of this year and lists that wait; two queries and the office's tree."""
    year, below = timezone.localdate(now).year, rows_below(org_unit)
    held = Forum.objects.filter(below, day__year=year).aggregate(count=Count("pk"))["count"]
    waiting = PaperList.objects.filter(
        check_state=Check.WAITING.value, forum__in=Forum.objects.filter(below)
    ).count()
    said = f"{written(held, 0)} forum pada {year}"
    return f"{said}; {waiting} daftar hadir menunggu pemeriksaan." if waiting else f"{said}."


REGISTER = Register(
    code=CODE,
    title="Musrenbang",
    about="Forum perencanaan dusun, desa, dan kecamatan dengan daftar hadirnya, usulan, dan tindak lanjutnya.",
    home="musrenbang:forums",
    variables=(
        _people("musrenbang_hadir", "Peserta musrenbang yang hadir", _came),
        _people("musrenbang_hadir_perempuan", "Peserta perempuan yang hadir", _women),
        GroupVariable(
            code="musrenbang_desa_hadir",
            title="Desa yang hadir pada musrenbang",
            definition=f"Desa atau kelurahan dengan paling sedikit satu peserta yang hadir. {SIGNED}",
            unit_of_measure="desa",
            all_rows=_attendances,
            day="forum__day",
            thing="village",
            things=_villages,
            counts=_villages_that_came,
            fits=_at_least_one,
            terms=(FORUMS,),
            row_view=VILLAGE_ROWS,
        ),
        Variable(
            code="musrenbang_desa_diundang",
            title="Desa yang diundang ke musrenbang",
            definition="Jumlah desa atau kelurahan yang diundang, menurut catatan forumnya.",
            unit_of_measure="desa",
            all_rows=_forums,
            where=_invited,
            day="day",
            amount="invited_villages",
            terms=(FORUMS,),
            row_view=FORUM_ROWS,
        ),
        StateVariable(
            code="musrenbang_usulan",
            title="Usulan musrenbang",
            definition="Usulan yang sudah diajukan pada hari terakhir rentangnya; yang dicoret tidak dihitung.",
            unit_of_measure="usulan",
            things=_wishes,
            where=_proposed,
            terms=(PLANNED,),
            row_view=PROPOSAL_ROWS,
        ),
        StateVariable(
            code="musrenbang_usulan_terakomodasi",
            title="Usulan yang terakomodasi",
            definition="Usulan yang sampai hari terakhir rentangnya pernah masuk RKPD atau APBD, menurut langkahnya.",
            unit_of_measure="usulan",
            things=_wishes,
            where=_reached,
            terms=(PLANNED, REACHED),
            row_view=PROPOSAL_ROWS,
        ),
    ),
    examples=(
        FormulaExample(
            "Persentase desa yang hadir pada musrenbang kecamatan",
            "musrenbang_desa_hadir ÷ musrenbang_desa_diundang × 100",
        ),
        FormulaExample(
            "Persentase peserta perempuan", "musrenbang_hadir_perempuan ÷ musrenbang_hadir × 100"
        ),
        FormulaExample(
            "Persentase usulan musrenbang yang terakomodasi",
            "musrenbang_usulan_terakomodasi ÷ musrenbang_usulan × 100",
        ),
    ),
    pulse=pulse,
)
