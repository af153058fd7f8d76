"""Generated registers: the rule in plain Python and the count in the database agree."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from janji.calendars.queries import calendar_for
from janji.core import service_life
from janji.core.periods import Window, quarter_of
from janji.core.service_life import Answers, Stage, is_served_well, judge
from janji.registers.catalogue import variables
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.services import actions
from janji.registers.services.models import Complaint, Finding, Service, ServiceRequest
from janji.registers.services.queries import timing_of
from tests.registers.counter import NOW, at, move, receive, service

DEFAULTS = {term.code: term.default for one in variables().values() for term in one.terms}
CODES = ("permohonan_terlayani_baik", "pengaduan_masuk", "pengaduan_selesai")

complaints = st.lists(
    st.tuples(
        st.integers(0, 20), st.sampled_from([None, True, False]), st.none() | st.integers(0, 30)
    ),
    max_size=2,
)
answers = st.none() | st.integers(9, 36)
endings = st.none() | st.tuples(
    st.sampled_from([Stage.FINISHED, Stage.REFUSED, Stage.WITHDRAWN]), st.integers(0, 9)
)
books = st.lists(
    st.tuples(st.dates(date(2019, 1, 2), date(2019, 11, 1)), endings, complaints, answers),
    max_size=5,
)
definitions = st.fixed_dictionaries(
    {
        "hari_pengaduan": st.sampled_from([Decimal(0), Decimal(7), Decimal(14)]),
        "syarat_survei": st.booleans(),
        "ambang_jawaban": st.sampled_from([Decimal("2.60"), Decimal("2.67"), Decimal("3.3333")]),
    }
)


def enter(cast, offered, day, ending, said, total):
    """One request with what came of it."""
    request = receive(cast, offered, at(day.month, day.day))
    if ending is not None:
        stage, later = ending
        then = day + timedelta(days=later)
        request = move(cast, request, stage, at(then.month, then.day, 14), notes="Sebab")
    for after, is_justified, lasted in said:
        came = day + timedelta(days=after)
        one = actions.record_complaint(
            org_unit=cast.district,
            request=request,
            channel="counter",
            content="Lama",
            received_on=came,
            by=cast.operator,
            at=NOW,
        )
        if is_justified is None:
            continue
        one = actions.decide_complaint(
            complaint=one, is_justified=is_justified, based_on=1, by=cast.kasi, at=NOW
        )
        if lasted is not None and came + timedelta(days=lasted) <= NOW.date():
            actions.resolve_complaint(
                complaint=one,
                resolution="Selesai",
                resolved_on=came + timedelta(days=lasted),
                based_on=one.edition,
                by=cast.kasi,
                at=NOW,
            )
    if total is not None:
        actions.note_satisfaction(request=request, total=total, count=9, by=None, at=NOW)


def plainly(request, calendar, terms, as_of):
    """Whether a request was served well, by the rule over its row."""
    verdict = judge(timing_of(request, request.pauses.all()), calendar)
    about = [
        service_life.Complaint(one.received_on, one.finding == Finding.JUSTIFIED, one.resolved_on)
        for one in request.complaints.all()
    ]
    answered = request.answer_count and Answers(request.answer_total, request.answer_count)
    return verdict.counted_on, is_served_well(
        verdict,
        about,
        days=int(terms["hari_pengaduan"]),
        as_of=as_of,
        answers=answered or None,
        least=terms["ambang_jawaban"] if terms["syarat_survei"] else None,
    )


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(book=books, chosen=definitions, as_of=st.dates(date(2019, 6, 1), date(2020, 2, 1)))
def test_served_well_in_plain_python_and_in_the_database(cast, book, chosen, as_of):
    # Rows stay from example to example: both sides always see all of them.
    offered = service(cast, code=f"layanan-{Service.objects.count()}")
    for entry in book:
        enter(cast, offered, *entry)
    terms = DEFAULTS | chosen
    wanted = {code: Wanted(variables()[code], terms) for code in CODES}
    read = keeping.read(cast.district, 2019, list(wanted.values()), as_of=as_of)
    calendar = calendar_for(cast.district)
    requests = ServiceRequest.objects.select_related("standard").prefetch_related(
        "pauses", "complaints"
    )
    judged = [plainly(one, calendar, terms, as_of) for one in requests]
    for quarter in (1, 2, 3, 4):
        window = Window(2019, quarter, quarter)

        def falls(day, quarter=quarter):
            return day is not None and day.year == 2019 and quarter_of(day) == quarter

        plain = {
            "permohonan_terlayani_baik": sum(well for day, well in judged if falls(day)),
            "pengaduan_masuk": sum(falls(one.received_on) for one in Complaint.objects.all()),
            "pengaduan_selesai": sum(falls(one.resolved_on) for one in Complaint.objects.all()),
        }
        assert plain == {code: read.of(wanted[code], window) for code in CODES}
