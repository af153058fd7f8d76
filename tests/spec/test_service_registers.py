"""registers.md §2.4 and §3.3 as tables, through the judge and through the database."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from janji.calendars import actions as calendars
from janji.calendars.queries import calendar_for
from janji.core.periods import single, through
from janji.core.service_life import Punctuality, Stage, judge
from janji.core.workdays import Hours, Limit, LimitUnit
from janji.orgs.models import OrgUnit
from janji.registers.catalogue import variables
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.services import actions
from janji.registers.services.books import BookRow
from janji.registers.services.models import ServiceRequest
from janji.registers.services.queries import timing_of
from janji.registers.services.sheets import LAYOUT

pytestmark = pytest.mark.slow

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2027, 1, 2, 9, tzinfo=ZONE)
DAYS, MINUTES = LimitUnit.WORKING_DAYS, LimitUnit.MINUTES
DEFAULTS = {term.code: term.default for one in variables().values() for term in one.terms}
FIVE_DAYS = Limit(5, DAYS)


def at(year, month, day, hour=9, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


@pytest.fixture
def office(cast):
    """National holidays and cuti bersama as listed; the counter hours of Sampung."""
    calendars.seed_calendar(
        org_unit=cast.government, first_year=2019, last_year=2027, by=cast.admin, at=NOW
    )
    usual = Hours(at(2019, 1, 1, 8).time(), at(2019, 1, 1, 14).time())
    friday = Hours(usual.opens, at(2019, 1, 1, 10, 30).time())
    week = {**dict.fromkeys(range(4), usual), 4: friday}
    calendars.set_hours(org_unit=cast.district, week=week, based_on=None, by=cast.camat, at=NOW)
    return cast


def offered(cast, limit, kind="non_licence"):
    return actions.open_service(
        org_unit=cast.district,
        code=f"{kind[:8]}-{limit.value}-{limit.unit}",
        name=f"Layanan {limit.value} {limit.unit} {kind}",
        kind=kind,
        promise=actions.Promise(limit, (), "Surat"),
        holds_from=date(2019, 1, 1),
        by=cast.kasi,
        at=NOW,
    )


def receive(cast, service, when):
    return actions.receive_request(
        service=service,
        applicant=actions.Applicant("Warga"),
        received_at=when,
        complete_at=when,
        by=cast.operator,
        at=NOW,
    )


def move(cast, request, to, when, **more):
    return actions.move_request(
        request=request,
        to=to,
        happened_at=when,
        based_on=request.edition,
        by=cast.operator,
        at=NOW,
        **more,
    )


def judged(request):
    """What the core says of a request's facts; the row must say the same."""
    verdict = judge(timing_of(request, request.pauses.all()), calendar_for(request.org_unit))
    kept = ServiceRequest.objects.get(pk=request.pk)
    assert (kept.due_at, kept.punctuality) == (verdict.due_at, verdict.punctuality)
    assert kept.counted_on == verdict.counted_on
    return verdict


def value(org_unit: OrgUnit, code: str, window, as_of=date(2027, 1, 2)):
    wanted = Wanted(variables()[code], DEFAULTS)
    return keeping.read(org_unit, window.year, [wanted], as_of=as_of).of(wanted, window)


@pytest.mark.parametrize(
    ("example", "start", "limit", "due"),
    [
        ("§2.4 (1) Independence Day", at(2026, 8, 14), 5, date(2026, 8, 24)),
        ("§2.4 (2) Idul Fitri with cuti bersama", at(2026, 3, 17), 3, date(2026, 3, 27)),
        ("§2.4 (3) Lebaran 2019 with cuti bersama", at(2019, 5, 31), 5, date(2019, 6, 14)),
    ],
)
def test_deadlines_in_the_database(office, example, start, limit, due):
    request = receive(office, offered(office, Limit(limit, DAYS)), start)
    verdict = judged(request)
    assert verdict.due_at.date() == due, example
    window = single(due.year, (due.month + 2) // 3)
    seen = [
        value(office.district, "layanan_jatuh_tempo", window, as_of=day)
        for day in (due, date.fromordinal(due.toordinal() + 1))
    ]
    assert seen == [0, 1], example


def test_a_pause_for_missing_papers(office):
    """§2.4 (4): complete 10 August 2026, shortfall 12 to 19 August, issued 21 August, limit 5."""
    request = receive(office, offered(office, FIVE_DAYS), at(2026, 8, 10))
    papers = actions.PauseReason("shortfall", "Fotokopi KK belum ada")
    request = move(office, request, Stage.INCOMPLETE, at(2026, 8, 12), pause=papers)
    assert judged(request).due_at is None
    request = move(office, request, Stage.CHECKING, at(2026, 8, 19))
    assert judged(request).due_at.date() == date(2026, 8, 24)
    request = move(office, request, Stage.FINISHED, at(2026, 8, 21))
    assert judged(request).punctuality is Punctuality.ON_TIME
    assert value(office.district, "layanan_tepat_waktu", single(2026, 3)) == 1


@pytest.mark.parametrize(
    ("limit", "said"),
    [(30, Punctuality.ON_TIME), (24, Punctuality.LATE), (25, Punctuality.ON_TIME)],
)
def test_minutes_run_while_the_counter_is_open(office, limit, said):
    """§2.4 (5): Thursday 13.50, closed 14.00, issued Friday 08.15: 25 open minutes."""
    service = offered(office, Limit(limit, MINUTES))
    request = receive(office, service, at(2026, 8, 13, 13, 50))
    request = move(office, request, Stage.FINISHED, at(2026, 8, 14, 8, 15))
    assert judged(request).punctuality is said


def kept(cast, service, counts, *, day, late, day_late):
    """Requests as a book keeps them: some settled in time, some on a deadline they missed."""
    standard = service.standards.get()
    rows = [
        BookRow(
            key=f"{day}-{place}",
            standard=standard,
            applicant="Warga",
            number=None,
            village_id=None,
            people=1,
            product_number=None,
            notes=None,
            received_at=at(day.year, day.month, day.day),
            finished_at=at(day.year, day.month, day.day),
            due_at=at(day.year, day.month, day.day, 23),
            punctuality=(Punctuality.LATE if place < late else Punctuality.ON_TIME).value,
            counted_on=day_late if place < late else day,
        )
        for place in range(counts)
    ]
    return LAYOUT.store(cast.district, rows, source="impor", by=cast.operator, at=NOW)


def test_a_cumulative_ratio_is_a_ratio_of_sums(office):
    """§2.4 (6) and §0.3: 180/184, 210/212, 195/201, 220/220 make 97,83 98,48 97,99 98,53."""
    service = offered(office, FIVE_DAYS)
    quarters = ((180, 184, 2), (210, 212, 5), (195, 201, 8), (220, 220, 11))
    for well, due, month in quarters:
        day = date(2019, month, 4)
        kept(office, service, due, day=day, late=due - well, day_late=day)
    shares = []
    for quarter in (1, 2, 3, 4):
        window = through(2019, quarter)
        well = value(office.district, "permohonan_terlayani_baik", window)
        due = value(office.district, "layanan_jatuh_tempo", window)
        shares.append(f"{well * 100 / due:.2f}")
    assert shares == ["97.83", "98.48", "97.99", "98.53"]


def test_adminduk_is_judged_by_the_stage_the_kecamatan_controls(office):
    """§3.3 in small (41, 1 paused, 1 late of 420, 6, 5): what is sent on in time is on time."""
    civil = offered(office, Limit(1, DAYS), kind="civil_registration")
    for _ in range(41):
        sent = move(office, receive(office, civil, at(2019, 2, 5)), Stage.FORWARDED, at(2019, 2, 6))
    # the agency takes weeks: shown, and no matter of this office's time
    issued = move(office, sent, Stage.FINISHED, at(2019, 3, 20))
    assert judged(issued).punctuality is Punctuality.ON_TIME
    papers = actions.PauseReason("shortfall", "Akta kelahiran")
    paused = receive(office, civil, at(2019, 2, 5))
    paused = move(office, paused, Stage.INCOMPLETE, at(2019, 2, 5, 10), pause=papers)
    paused = move(office, paused, Stage.CHECKING, at(2019, 2, 18))
    assert judged(move(office, paused, Stage.FORWARDED, at(2019, 2, 19))).punctuality == "on_time"
    move(office, receive(office, civil, at(2019, 2, 5)), Stage.FORWARDED, at(2019, 2, 11))
    first = single(2019, 1)
    assert value(office.district, "layanan_tepat_waktu", first) == 42
    assert value(office.district, "layanan_jatuh_tempo", first) == 43


def test_adminduk_of_a_quarter(office):
    """§3.3: 420 requests, 409 sent on in time, 6 paused and then in time, 5 late: 98,81 %."""
    civil = offered(office, Limit(1, DAYS), kind="civil_registration")
    day = date(2019, 2, 5)
    kept(office, civil, 420, day=day, late=5, day_late=day)
    first = single(2019, 1)
    on_time = value(office.district, "layanan_tepat_waktu", first)
    due = value(office.district, "layanan_jatuh_tempo", first)
    assert (on_time, due, f"{on_time * 100 / due:.2f}") == (415, 420, "98.81")


def test_a_family_that_moves_is_one_request_and_three_people(office):
    """§3.3: a move of three persons on one form keeps both counts."""
    civil = offered(office, Limit(1, DAYS), kind="civil_registration")
    actions.receive_request(
        service=civil,
        applicant=actions.Applicant("Warga", people=3),
        received_at=at(2019, 2, 5),
        complete_at=at(2019, 2, 5),
        by=office.operator,
        at=NOW,
    )
    first = single(2019, 1)
    assert value(office.district, "permohonan_masuk", first) == 1
    assert value(office.district, "orang_dilayani", first) == 3
