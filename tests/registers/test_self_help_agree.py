"""However groups live, the fact is what the rows say, and the rows are what the core says."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from janji.core.periods import Window
from janji.core.self_help import (
    GroupOn,
    lacking,
    last_quarters,
    loan_on,
    portfolio_of,
    schedule,
)
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.self_help import conditions, queries
from janji.registers.self_help.conditions import USUAL
from janji.registers.self_help.models import (
    Closing,
    Group,
    GroupMember,
    Instalment,
    Loan,
    Officer,
    Record,
)
from janji.registers.self_help.variables import (
    ACTIVE,
    AT_RISK,
    MEMBERS,
    OUTSTANDING,
    REGISTERED,
    SAVINGS,
    WOMEN,
)
from janji.registers.variables import Scope
from tests.registers.self_help_stories import NOW

pytestmark = pytest.mark.django_db
DAYS = st.integers(0, 640).map(lambda shift: date(2018, 4, 1) + timedelta(days=shift))
MAYBE = st.none() | DAYS
SPANS = st.tuples(DAYS, MAYBE).map(
    lambda pair: (pair[0], pair[1] if pair[1] and pair[1] >= pair[0] else None)
)
LIVES = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["ekonomi", "infrastruktur", "sosial"]),
            "formed": MAYBE,
            "closing": st.none() | SPANS,
            "members": st.lists(st.tuples(SPANS, st.booleans()), max_size=3),
            "posts": st.lists(
                st.tuples(SPANS, st.sampled_from(["ketua", "sekretaris", "bendahara"])), max_size=5
            ),
            "records": st.lists(
                st.tuples(
                    st.sampled_from(["pertemuan", "pekerjaan", "simpanan", "penarikan"]),
                    DAYS,
                    st.booleans(),
                ),
                max_size=6,
            ),
            "loan": st.none()
            | st.tuples(
                DAYS,
                st.integers(1, 20),
                st.integers(1, 8),
                st.lists(st.tuples(DAYS, st.integers(0, 6)), max_size=3),
            ),
        }
    ),
    max_size=3,
)
TERMS = st.fixed_dictionaries(
    {
        "jenis_ksm": st.sampled_from(
            [("ekonomi", "infrastruktur", "sosial"), ("ekonomi",), ("sosial", "ekonomi")]
        ),
        "triwulan_kegiatan_ksm": st.integers(1, 4).map(Decimal),
        "kegiatan_ksm_per_triwulan": st.integers(1, 2).map(Decimal),
        "kegiatan_ksm_dihitung": st.sampled_from(
            [("pekerjaan", "pertemuan"), ("pertemuan",), ("pertemuan", "simpanan", "angsuran")]
        ),
        "pengurus_ksm": st.sampled_from(["lengkap", "ketua", "tidak"]),
        "bulan_tunggakan_ksm": st.integers(0, 6).map(Decimal),
    }
)


def write(cast, lives):
    who = {"recorded_by": cast.operator, "recorded_at": NOW}
    here = {"org_unit": cast.village} | who
    for number, life in enumerate(lives):
        named = {"name": f"K {number}", "name_key": f"k {number}"}
        one = Group.objects.create(
            kind=life["kind"], formed_on=life["formed"], programme="p2kp", **named, **here
        )
        if life["closing"]:
            day, opened = life["closing"]
            reason = "Hidup lagi" if opened else None
            Closing.objects.create(
                group=one,
                day=day,
                minutes_number="1",
                minutes_on=day,
                reason="Bubar",
                reopened_on=opened,
                reopened_reason=reason,
                **who,
            )
        for place, ((joined, left), woman) in enumerate(life["members"]):
            add_member(one, f"A {place}", joined, left, woman=woman, here=here)
        for place, ((starts, ended), post) in enumerate(life["posts"]):
            holder = add_member(one, f"P {place}", date(2018, 1, 1), None, woman=False, here=here)
            reason = "Diganti" if ended else None
            Officer.objects.create(
                member=holder,
                post=post,
                starts_on=starts,
                ended_on=ended,
                ended_reason=reason,
                **who,
            )
        for kind, day, wrong in life["records"]:
            money = 5 if kind in {"simpanan", "penarikan"} else None
            Record.objects.create(
                group=one,
                kind=kind,
                day=day,
                amount=money,
                evidence="Buku",
                withdrawn_reason="Salah" if wrong else None,
                **here,
            )
        if life["loan"]:
            write_loan(one, life["loan"], here)


def add_member(of, name, joined, left, *, woman, here):
    return GroupMember.objects.create(
        group=of,
        name=name,
        name_key=name,
        sex="P" if woman else "L",
        is_poor=True,
        joined_on=joined,
        left_on=left,
        left_reason="Pindah" if left else None,
        **here,
    )


def payments_of(loan):
    """Never more than was lent, as the actions see to."""
    _, principal, _months, paid = loan
    found, left = [], principal
    for day, amount in paid:
        part = min(amount, left)
        left -= part
        found.append((day, part))
    return found


def write_loan(group, loan, here):
    lent, principal, months, _ = loan
    first = lent + timedelta(days=30)
    made = Loan.objects.create(
        group=group,
        number="1",
        disbursed_on=lent,
        principal=principal,
        months=months,
        first_due_on=first,
        persons=1,
        **here,
    )
    for one in schedule(principal, 0, months, first):
        Instalment.objects.create(
            loan=made, number=one.number, due_on=one.day, principal=one.principal, service=0
        )
    for day, amount in payments_of(loan):
        Record.objects.create(
            group=group,
            kind="angsuran",
            day=day,
            loan=made,
            amount=amount,
            service=0,
            evidence="Kuitansi",
            **here,
        )


def within(span, day):
    starts, ended = span
    return starts <= day and (ended is None or ended > day)


def known_loans(life, seen, months):
    if not life["loan"] or life["loan"][0] > seen:
        return []
    lent, principal, many, _ = life["loan"]
    dues = schedule(principal, 0, many, lent + timedelta(days=30))
    paid = {}
    for day, amount in payments_of(life["loan"]):
        paid[day] = paid.get(day, 0) + amount
    return [loan_on(principal, dues, paid, seen, months)]


def said_by_core(life, terms, window, seen):
    """Registered, active, members, women, savings and the portfolio, from the story alone."""
    day = window.last_day
    criteria = conditions.criteria_of(terms)
    formed = life["formed"] is None or life["formed"] <= day
    is_closed = life["closing"] is not None and within(life["closing"], day)
    there = life["kind"] in terms["jenis_ksm"] and formed and not is_closed
    counts = terms["kegiatan_ksm_dihitung"]
    days = [d for kind, d, wrong in life["records"] if kind in counts and not wrong]
    if "angsuran" in counts and life["loan"]:
        days += [d for d, _ in payments_of(life["loan"])]
    quarters = last_quarters(window.year, window.last, criteria.quarters)
    records = {one: sum((d.year, (d.month - 1) // 3 + 1) == one for d in days) for one in quarters}
    posts = frozenset(post for span, post in life["posts"] if within(span, day))
    loans = known_loans(life, seen, criteria.overdue_months)
    lacks = lacking(GroupOn(records, posts, loans), quarters[0], criteria)
    people = [woman for span, woman in life["members"] if within(span, day)]
    people += [False for _ in life["posts"]]
    moves = [
        5 if kind == "simpanan" else -5
        for kind, d, wrong in life["records"]
        if kind in {"simpanan", "penarikan"} and d <= day and not wrong
    ]
    return there, there and not lacks, lacks, people, sum(moves), portfolio_of(loans)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lives=LIVES,
    terms=TERMS,
    quarter=st.integers(1, 4),
    as_of=st.sampled_from([date(2019, 2, 20), date(2020, 1, 15)]),
)
def test_the_database_and_the_core_say_the_same(cast, lives, terms, quarter, as_of):
    for model in (Record, Instalment, Loan, Officer, GroupMember, Closing, Group):
        model.objects.all().delete()
    write(cast, lives)
    terms, window = USUAL | terms, Window(2019, quarter, quarter)
    scope = Scope(cast.district, window, terms, as_of)
    seen = min(window.last_day, as_of)
    told = [said_by_core(life, terms, window, seen) for life in lives]
    groups = list(Group.objects.order_by("pk"))
    counted = {one.pk for one, says in zip(groups, told, strict=True) if says[0]}
    active = {one.pk for one, says in zip(groups, told, strict=True) if says[1]}
    assert set(REGISTERED.rows(scope).values_list("pk", flat=True)) == counted
    assert set(ACTIVE.rows(scope).values_list("pk", flat=True)) == active
    point = queries.at_quarter(2019, quarter, as_of)
    found = queries.standings(groups, point, terms)
    assert [found[one.pk].lacking for one in groups] == [says[2] for says in told]
    assert [found[one.pk].is_active for one in groups] == [says[1] for says in told]
    assert [found[one.pk].portfolio for one in groups] == [says[5] for says in told]
    values = [
        len(counted),
        len(active),
        sum(len(says[3]) for says in told if says[0]),
        sum(sum(says[3]) for says in told if says[0]),
        sum(says[5].outstanding for says in told),
        sum(says[5].at_risk for says in told),
        sum(says[4] for says in told),
    ]
    every = (REGISTERED, ACTIVE, MEMBERS, WOMEN, OUTSTANDING, AT_RISK, SAVINGS)
    assert [one.value(scope) for one in every] == values
    keeping.mark_changed_from("self_help", cast.village, date(2018, 1, 1))
    wanted = [Wanted(one, terms) for one in every]
    facts = keeping.read(cast.district, 2019, wanted, as_of=as_of)
    assert [facts.of(one, window) for one in wanted] == values
    _, total = queries.recap(cast.district, point, terms)
    recapped = [total.groups, total.active, total.members, total.women]
    recapped += [total.portfolio.outstanding, total.portfolio.at_risk, total.savings]
    assert recapped == values
