"""A citizen follows their own request by number and code, and sees nothing about anyone."""

import pytest
from django.test import Client

from janji.core.service_life import Stage
from janji.core.workdays import Limit, LimitUnit
from janji.kit.persons import person_number
from janji.portal.requests.wording import NEXT, NOT_FOUND, PLAIN
from janji.registers.services import actions
from janji.registers.services.models import Channel, Complaint
from tests.registers.counter import NOW, at, finish, move, receive, service

PLACE = "/ikuti/"


def receive_person(cast, offered):
    who = actions.Applicant("Warga Rahasia", number=person_number("3302141201900003"))
    return actions.receive_request(
        service=offered,
        applicant=who,
        received_at=at(7, 1),
        complete_at=at(7, 1),
        by=cast.operator,
        at=NOW,
    )


def ask(client, request, **more):
    return client.post(PLACE, {"nomor": request.number, "kode": request.follow_code} | more)


def test_number_and_code_show_the_request_and_nobody(cast, client):
    request = receive_person(cast, service(cast))
    for answer in (
        ask(client, request),
        client.get(PLACE, {"nomor": request.number, "kode": request.follow_code}),
    ):
        page = answer.content.decode()
        assert answer.status_code == 200
        for said in (request.number, request.service.name, cast.district.name, "4 Juli 2019"):
            assert said in page
        for hidden in ("Rahasia", "0003", request.nik_digest, "Sri Lestari", "operator"):
            assert hidden not in page
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "written",
    [str.lower, lambda code: f" {code[:4]} {code[4:]} ", lambda code: f"{code[:4]}-{code[4:]}"],
)
def test_the_code_is_read_as_people_type_it(cast, client, written):
    request = receive(cast, service(cast), at(7, 1))
    assert ask(client, request, kode=written(request.follow_code)).status_code == 200


def test_wrong_number_and_wrong_code_say_the_same(cast, client):
    request = receive(cast, service(cast), at(7, 1))
    other = receive(cast, request.service, at(7, 1))
    wrong = [
        {"nomor": "2019/999999"},
        {"kode": "AAAAAAAA"},
        {"kode": other.follow_code},
        {"kode": ""},
        {"nomor": ""},
        {"kode": "x" * 500},
        {"nomor": "a\x00b"},
        {"nomor": "' OR 1=1 --"},
    ]
    pages = [ask(client, request, **one) for one in wrong]
    for page in pages:
        assert page.status_code == 404
        assert page.context["form"].non_field_errors() == [NOT_FOUND]
        assert [bound.errors for bound in page.context["form"]] == [[], []]
        assert request.service.name not in page.content.decode()


def test_what_the_code_leads_to_is_one_request_only(cast, client):
    """Two offices may give the same number; the code tells them apart."""
    mine = receive(cast, service(cast), at(7, 1))
    theirs = receive(cast, mine.service, at(7, 1))
    type(theirs).objects.filter(pk=theirs.pk).update(
        org_unit=cast.other_district, number=mine.number
    )
    assert ask(client, mine).context["shown"].office == cast.district
    assert ask(client, mine, kode=theirs.follow_code).context["shown"].office == cast.other_district
    type(theirs).objects.filter(pk=theirs.pk).update(follow_code=mine.follow_code)
    assert ask(client, mine).status_code == 404


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_plain_words(stage):
    assert PLAIN[stage].endswith(".")
    assert NEXT.get(stage, ".").endswith(".")


def test_each_stage_says_what_to_do_next(cast, client):
    offered = service(cast)
    waiting = receive(cast, offered, at(7, 1))
    reason = actions.PauseReason("shortfall", "Fotokopi KK")
    waiting = move(cast, waiting, Stage.INCOMPLETE, at(7, 2), pause=reason)
    page = ask(client, waiting).content.decode()
    assert "Yang kurang: Fotokopi KK" in page
    assert "berhenti selama menunggu" in page
    refused = receive(cast, offered, at(7, 1))
    refused = move(cast, refused, Stage.REFUSED, at(7, 2), notes="Bukan penduduk")
    assert "Alasan: Bukan penduduk" in ask(client, refused).content.decode()
    done = finish(cast, receive(cast, offered, at(7, 1)), at(7, 2))
    assert "Ambil hasilnya di loket" in ask(client, done).content.decode()
    overdue = receive(cast, offered, at(7, 1))
    assert "Tenggatnya sudah lewat" in ask(client, overdue).content.decode()
    civil = service(cast, "Kartu keluarga", kind="civil_registration", issued_by="Disdukcapil")
    sent = move(cast, receive(cast, civil, at(7, 1)), Stage.FORWARDED, at(7, 2))
    assert "2 Juli 2019 ke Disdukcapil" in ask(client, sent).content.decode()


def test_a_deadline_in_minutes_shows_its_minute(cast, client):
    quick = service(cast, "Legalisasi", limit=Limit(15, LimitUnit.MINUTES))
    request = receive(cast, quick, at(7, 1, 9))
    assert "pukul 09.15" in ask(client, request).content.decode()


def test_a_complaint_reaches_the_office_without_a_name(cast, client):
    request = receive(cast, service(cast), at(7, 1))
    said = {"nomor": request.number, "kode": request.follow_code, "content": "<b>Lama</b>"}
    page = client.post(f"{PLACE}pengaduan/", said)
    assert "sudah diterima" in page.content.decode()
    made = Complaint.objects.get()
    assert (made.request, made.channel, made.recorded_by) == (request, Channel.PORTAL, None)
    assert client.post(f"{PLACE}pengaduan/", said | {"content": ""}).status_code == 422
    for _ in range(2):
        client.post(f"{PLACE}pengaduan/", said)
    page = client.post(f"{PLACE}pengaduan/", said)
    assert page.status_code == 422
    assert "menunggu jawaban" in page.content.decode()
    assert Complaint.objects.count() == 3


def test_the_citizen_reads_what_became_of_it(cast, client):
    request = receive(cast, service(cast), at(7, 1))
    about = {"org_unit": cast.district, "request": request, "received_on": at(7, 8).date()}
    own = actions.record_complaint(channel="portal", content="Lama", by=None, at=NOW, **about)
    actions.record_complaint(channel="letter", content="Surat orang", by=cast.kasi, at=NOW, **about)
    assert "menunggu jawaban" in ask(client, request).content.decode()
    own = actions.decide_complaint(
        complaint=own, is_justified=True, based_on=1, by=cast.kasi, at=NOW
    )
    actions.resolve_complaint(
        complaint=own,
        resolution="Sudah kami perbaiki",
        resolved_on=at(7, 9).date(),
        based_on=own.edition,
        by=cast.kasi,
        at=NOW,
    )
    page = ask(client, request).content.decode()
    assert "Sudah kami perbaiki" in page
    assert "Surat orang" not in page


def test_nobody_complains_without_the_code(cast, client):
    request = receive(cast, service(cast), at(7, 1))
    said = {"nomor": request.number, "kode": "AAAAAAAA", "content": "Lama"}
    answer = client.post(f"{PLACE}pengaduan/", said)
    assert (answer.status_code, Complaint.objects.count()) == (404, 0)
    assert client.get(f"{PLACE}pengaduan/").status_code == 405


def test_the_form_asks_for_the_token_of_its_page(cast):
    strict = Client(enforce_csrf_checks=True)
    request = receive(cast, service(cast), at(7, 1))
    assert ask(strict, request).status_code == 403
    strict.get(PLACE)
    token = strict.cookies["janji_csrf"].value
    assert ask(strict, request, csrfmiddlewaretoken=token).status_code == 200


def test_following_asks_the_database_little(cast, client, django_assert_max_num_queries):
    request = receive(cast, service(cast), at(7, 1))
    with django_assert_max_num_queries(4):
        ask(client, request)
