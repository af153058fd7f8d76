"""The public survey: nine taps without scripts, once a person, and a result that names nobody."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from janji.core.survey_life import PeriodDeed
from janji.kit.models import AuditEntry
from janji.registers.survey import actions
from janji.registers.survey.models import Response, Review
from tests.registers.counter import at as counter_at
from tests.registers.counter import finish, receive, service
from tests.registers.survey_stories import NOW, ZONE, closed, draft, enter, move, publish, running


@pytest.fixture
def today(monkeypatch):
    """It is 20 August 2019, ten o'clock."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def period(cast, today):
    return running(cast)


def tap(client, period, answers, first=1):
    """One question after the other, as someone with a phone does."""
    response = None
    for place, answer in enumerate(answers, start=first):
        response = client.post(f"/survei/{period.slug}/{place}/", {"nilai": answer})
        assert response.status_code == 302
    return response


def send(client, period, **more):
    return client.post(f"/survei/{period.slug}/selesai/", more)


def test_nine_taps_and_sent(client, period):
    page = client.get(f"/survei/{period.slug}/?lewat=qr").content.decode()
    assert "Apakah persyaratan yang diminta sesuai" in page
    assert "Pertanyaan 1 dari 9" in page
    last = tap(client, period, "343434343")
    assert last.url == f"/survei/{period.slug}/selesai/"
    sent = send(client, period, sex="p", age_group="30", suggestion="Kursi tunggu ditambah")
    assert sent.url == f"/survei/{period.slug}/terima-kasih/"
    kept = Response.objects.get()
    assert kept.answers == (3, 4, 3, 4, 3, 4, 3, 4, 3)
    assert (kept.channel, kept.sex, kept.age_group, kept.job) == ("qr", "p", "30", None)
    assert (kept.filled_on, kept.recorded_by, kept.is_valid) == (date(2019, 8, 20), None, True)
    assert "Terima kasih" in client.get(sent.url).content.decode()


def test_everything_but_the_answers_may_stay_empty(client, period):
    tap(client, period, "343434343")
    send(client, period)
    kept = Response.objects.get()
    assert (kept.sex, kept.age_group, kept.service, kept.suggestion) == (None,) * 4


def test_one_can_go_back_and_change_an_answer(client, period):
    tap(client, period, "34")
    again = client.get(f"/survei/{period.slug}/1/").content.decode()
    assert "pilihan Anda tadi" in again
    tap(client, period, "11")
    tap(client, period, "3333333", first=3)
    send(client, period)
    assert Response.objects.get().answers == (1, 1, 3, 3, 3, 3, 3, 3, 3)


def test_skipping_a_question_is_no_answer(client, period):
    tap(client, period, "30343434x")
    page = client.get(f"/survei/{period.slug}/selesai/").content.decode()
    assert "2 pertanyaan belum dijawab" in page
    send(client, period)
    kept = Response.objects.get()
    assert (kept.answers[1], kept.answers[8], kept.review) == (None, None, Review.WAITING)


def test_a_second_filling_from_one_browser_is_looked_at(client, period):
    for _ in range(2):
        tap(client, period, "343434343")
        send(client, period)
    first, second = Response.objects.order_by("number")
    assert (first.is_valid, second.is_valid, second.doubt) == (True, False, "repeat")


def test_another_browser_is_another_person(client, period):
    for browser in (client, Client()):
        tap(browser, period, "343434343")
        send(browser, period)
    assert Response.objects.filter(is_valid=True).count() == 2


def test_sending_twice_keeps_one(client, period):
    tap(client, period, "343434343")
    session = dict(client.session)
    send(client, period)
    # The second press arrives with the session as it was before the first.
    other = Client()
    other.cookies = client.cookies
    store = other.session
    store.update(session)
    store.save()
    send(other, period)
    assert Response.objects.count() == 1


def test_pressing_send_with_nothing_to_send(client, period):
    assert send(client, period).url == f"/survei/{period.slug}/"
    assert not Response.objects.exists()


@pytest.mark.parametrize("value", ["5", "-1", "", "4; DROP TABLE", "４", "1.0"])
def test_an_answer_that_is_none_of_the_four(client, period, value):
    tap(client, period, [value])
    tap(client, period, "33333333", first=2)
    send(client, period)
    assert Response.objects.get().answers[0] is None


def test_hostile_words_are_only_words(cast, client, as_user, period):
    tap(client, period, "343434343")
    send(client, period, suggestion="<script>alert(1)</script> {{ 7*7 }}")
    page = as_user(cast.kasi).get(f"/catatan/survei/periode/{period.pk}/saran/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    tap(client, period, "343434343")
    assert send(client, period, suggestion="x" * 1001).status_code == 422
    assert send(client, period, sex="x").status_code == 422
    assert send(client, period, service="999").status_code == 422


@pytest.mark.parametrize("address", ["99/", "0/", "tidak/", "../../etc/passwd"])
def test_what_is_not_there(client, period, address):
    assert client.get(f"/survei/{period.slug}/{address}").status_code == 404


def test_a_draft_is_not_public(cast, client, today):
    assert client.get(f"/survei/{draft(cast).slug}/").status_code == 404
    assert client.get("/survei/tidak-ada/").status_code == 404


def test_a_closed_survey_says_so(cast, client, period):
    tap(client, period, "343434343")
    closed(cast, period)
    shut = client.get(f"/survei/{period.slug}/")
    assert (shut.status_code, "Survei sudah ditutup" in shut.content.decode()) == (410, True)
    assert send(client, period).status_code == 410
    assert not Response.objects.exists()


def test_before_its_first_day_a_survey_waits(cast, client, today):
    period = running(cast, starts_on=date(2019, 9, 1), ends_on=date(2019, 9, 30))
    page = client.get(f"/survei/{period.slug}/")
    assert (page.status_code, "Survei belum dimulai" in page.content.decode()) == (410, True)


def test_a_form_without_its_token_is_refused(period):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/survei/{period.slug}/1/", {"nilai": "3"}).status_code == 403


# The kiosk


def test_a_kiosk_serves_one_after_another(period):
    tablet = Client()
    assert tablet.get(f"/survei/kios/{period.kiosk_key}/").url == f"/survei/{period.slug}/"
    for answers in ("343434343", "434343434", "333333334"):
        tap(tablet, period, answers)
        thanks = tablet.get(send(tablet, period).url).content.decode()
        assert "Responden berikutnya" in thanks
    assert set(Response.objects.values_list("channel", "is_valid")) == {("kiosk", True)}


def test_someone_who_walks_away_from_the_kiosk_leaves_nothing(period):
    tablet = Client()
    tablet.get(f"/survei/kios/{period.kiosk_key}/")
    tap(tablet, period, "1111")
    tablet.get(f"/survei/{period.slug}/")
    page = tablet.get(f"/survei/{period.slug}/2/").content.decode()
    assert "pilihan Anda tadi" not in page


def test_the_public_address_makes_no_kiosk(client, period):
    assert client.get(f"/survei/kios/{period.slug}/").status_code == 404


# Invitations


def invited(cast):
    request = finish(cast, receive(cast, service(cast), counter_at(8, 5)), counter_at(8, 6))
    return actions.give_invitation(request=request, by=cast.operator, at=NOW)


def test_an_invitation_is_used_once_and_then_says_so(cast, client, period):
    invitation = invited(cast)
    address = f"/survei/undangan/{invitation.token}/"
    assert client.get(address).url == f"/survei/{period.slug}/"
    assert "tersambung dengan permohonan" in client.get(f"/survei/{period.slug}/").content.decode()
    tap(client, period, "444444444")
    page = client.get(f"/survei/{period.slug}/selesai/").content.decode()
    assert "selected" in page
    send(client, period, service=str(invitation.request.service_id))
    kept = Response.objects.get()
    assert (kept.channel, kept.invitation, kept.is_valid) == ("invitation", invitation, True)
    again = client.get(address)
    assert again.status_code == 410
    assert "sudah dipakai" in again.content.decode()


def test_two_who_share_an_invitation(cast, client, period):
    invitation = invited(cast)
    other = Client()
    for browser in (client, other):
        browser.get(f"/survei/undangan/{invitation.token}/")
        tap(browser, period, "343434343")
    send(client, period)
    late = send(other, period)
    assert (late.status_code, Response.objects.count()) == (410, 1)


def test_an_invitation_without_a_survey(cast, client, today):
    page = client.get(f"/survei/undangan/{invited(cast).token}/")
    assert (page.status_code, "sedang tidak mengadakan survei" in page.content.decode()) == (
        410,
        True,
    )
    assert client.get("/survei/undangan/abc/").status_code == 404


# What is published


def filled_period(cast, people=6):
    period = running(cast)
    offered = service(cast)
    for k in range(people):
        sex = "p" if k % 2 else "l"
        enter(cast, period, sex=sex, service=offered if k else None, suggestion=f"Rahasia {k}")
    return period


def test_nothing_is_public_before_it_is_published(cast, client, today):
    period = closed(cast, filled_period(cast))
    assert client.get(f"/survei/{period.slug}/hasil/").status_code == 404
    assert client.get(f"/survei/{period.slug}/poster/").status_code == 404


def test_the_result_names_its_method_and_nobody(cast, client, today):
    period = publish(cast, closed(cast, filled_period(cast)))
    page = client.get(f"/survei/{period.slug}/hasil/").content.decode()
    for words in ("88,89", "A (Sangat baik)", "6 orang", "Tabel II", "Waktu Penyelesaian"):
        assert words in page
    assert "Rahasia" not in page
    assert "tidak ditampilkan" in page
    poster = client.get(f"/survei/{period.slug}/poster/").content.decode()
    assert "Mutu A" in poster
    listed = client.get("/survei/kantor/kecamatan-ajibarang/").content.decode()
    assert period.slug in listed


def test_few_respondents_are_not_broken_down(cast, client, today):
    period = publish(cast, closed(cast, filled_period(cast, people=4)))
    page = client.get(f"/survei/{period.slug}/hasil/").content.decode()
    assert "kurang dari lima orang" in page
    assert "Waktu Penyelesaian" not in page


def test_a_withdrawn_result_is_gone(cast, client, today):
    period = publish(cast, closed(cast, filled_period(cast)))
    actions.withdraw_publication(
        period=period, reason="Salah", based_on=period.edition, by=cast.kasi, at=NOW
    )
    assert client.get(f"/survei/{period.slug}/hasil/").status_code == 404


def test_a_published_result_keeps_the_settings_of_its_day(cast, client, today):
    period = publish(cast, closed(cast, filled_period(cast)))
    type(period).objects.filter(pk=period.pk).update(weighting="0.11", cutoffs="2004")
    assert "88,89" in client.get(f"/survei/{period.slug}/hasil/").content.decode()


def test_thanks_show_what_others_said(cast, client, today):
    publish(cast, closed(cast, filled_period(cast)))
    following = draft(cast, date(2019, 10, 1), date(2019, 12, 31), name="TW IV")
    move(cast, following, PeriodDeed.OPEN)
    page = client.get(f"/survei/{following.slug}/terima-kasih/").content.decode()
    assert "88,89" in page


def test_public_pages_ask_few_questions_of_the_database(
    cast, client, today, django_assert_max_num_queries
):
    period = running(cast)
    with django_assert_max_num_queries(4):
        client.get(f"/survei/{period.slug}/")
    for k in range(10):
        enter(cast, period, sex="l", at=NOW + timedelta(minutes=k))
    publish(cast, closed(cast, period))
    with django_assert_max_num_queries(4):
        client.get(f"/survei/{period.slug}/hasil/")


def test_the_audit_chain_says_that_someone_answered_and_no_more(client, period):
    tap(client, period, "343434343")
    send(client, period, suggestion="Rahasia", sex="p")
    entry = AuditEntry.objects.get(deed="answer-survey")
    assert (entry.by, entry.facts) == (None, {"number": 1, "home": period.org_unit_id})
    assert entry.at == datetime(2019, 8, 20, 10, 0, tzinfo=ZONE)
