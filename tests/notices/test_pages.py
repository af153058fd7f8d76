"""One's own notices: the bell, the list, reading, the choice of mail."""

from datetime import timedelta

import pytest

from janji.core.refusals import Refused
from janji.kit.models import AuditEntry
from janji.notices import actions
from janji.notices.models import MailChoice, ReceivedNotice
from tests.agreements import stories
from tests.cast import AT

LIST = "/pemberitahuan/"
CHOICE = "/pemberitahuan/e-mail/"


def some(user, count=1):
    return [
        ReceivedNotice.objects.create(
            user=user, deed="sign-agreement", sentence=f"Hal ke-{number}", address=LIST, at=AT
        )
        for number in range(1, count + 1)
    ]


def test_the_bell_counts_what_is_unread(cast, as_user):
    client = as_user(cast.camat)
    assert "pemberitahuan belum dibaca" not in client.get("/perjanjian/").content.decode()
    some(cast.camat, 3)
    some(cast.bupati, 2)
    page = client.get("/perjanjian/").content.decode()
    assert "<b>3</b>" in page
    assert "pemberitahuan belum dibaca" in page


def test_opening_one_marks_it_read_and_leads_there(cast, as_user):
    agreement = stories.signed_by_first(cast)
    client = as_user(cast.bupati)
    assert "menunggu tanda tangan" in client.get(LIST).content.decode()
    one = ReceivedNotice.objects.get(user=cast.bupati)
    answer = client.post(f"{LIST}{one.pk}/buka/")
    assert answer.headers["Location"] == f"/perjanjian/{agreement.pk}/"
    one.refresh_from_db()
    assert one.read_at is not None
    assert "Semua sudah dibaca" in client.get(LIST).content.decode()
    assert "menunggu tanda tangan" in client.get(f"{LIST}?lihat=semua").content.decode()


def test_one_can_be_marked_where_it_stands(cast, as_user):
    (one,) = some(cast.camat)
    answer = as_user(cast.camat).post(f"{LIST}{one.pk}/buka/", {"tetap": "1"})
    assert answer.headers["Location"] == LIST


def test_anothers_notice_is_not_there(cast, as_user):
    (one,) = some(cast.camat)
    assert as_user(cast.bupati).post(f"{LIST}{one.pk}/buka/").status_code == 404
    assert ReceivedNotice.objects.get().read_at is None


def test_all_means_all_that_were_on_the_page(cast, as_user):
    some(cast.camat, 2)
    some(cast.bupati)
    later = ReceivedNotice.objects.create(
        user=cast.camat, deed="x", sentence="Kemudian", address=LIST, at=AT + timedelta(hours=1)
    )
    client = as_user(cast.camat)
    client.post(f"{LIST}dibaca/", {"sampai": AT.isoformat()})
    unread = ReceivedNotice.objects.filter(read_at=None)
    assert {one.user for one in unread} == {cast.camat, cast.bupati}
    assert list(unread.filter(user=cast.camat)) == [later]


@pytest.mark.parametrize("said", ["", "besok", "2019-04-01", "\x00", "9" * 400])
def test_a_broken_moment_means_now(cast, as_user, said):
    some(cast.camat, 2)
    assert as_user(cast.camat).post(f"{LIST}dibaca/", {"sampai": said}).status_code == 302
    assert not ReceivedNotice.objects.filter(read_at=None).exists()


def test_a_long_list_has_pages_and_costs_the_same(cast, as_user, django_assert_max_num_queries):
    some(cast.camat, 60)
    client = as_user(cast.camat)
    with django_assert_max_num_queries(11):
        page = client.get(LIST).content.decode()
    assert "Halaman 1 dari 3" in page
    assert page.count("Tandai dibaca") == 25


def test_mail_is_chosen_by_oneself(cast, as_user):
    client = as_user(cast.camat)
    assert "belum mengirim e-mail" in client.get(CHOICE).content.decode()
    sent = {"frequency": "daily", "address": "camat@contoh.go.id", "based_on": ""}
    assert client.post(CHOICE, sent).status_code == 302
    chosen = MailChoice.objects.get()
    assert (chosen.user, chosen.frequency, chosen.edition) == (cast.camat, "daily", 1)


@pytest.mark.parametrize(
    "sent",
    [
        {"frequency": "daily", "address": ""},
        {"frequency": "hourly", "address": "a@b.id"},
        {"frequency": "at_once", "address": "bukan alamat"},
        {"frequency": "at_once", "address": "a@b.id\nBcc: c@d.id"},
    ],
)
def test_a_choice_that_cannot_be_kept(cast, as_user, sent):
    assert as_user(cast.camat).post(CHOICE, sent).status_code == 422
    assert not MailChoice.objects.exists()


def test_the_chain_does_not_keep_the_address(cast):
    actions.choose_mail(
        address="camat@contoh.go.id", frequency="daily", based_on=None, by=cast.camat, at=AT
    )
    noted = AuditEntry.objects.get(deed="choose-mail")
    assert noted.facts == {"before": {"frequency": None}, "after": {"frequency": "daily"}}


def test_a_choice_seen_too_long_ago_is_not_overwritten(cast):
    for based_on in (None, 1):
        actions.choose_mail(
            address="a@b.id", frequency="daily", based_on=based_on, by=cast.camat, at=AT
        )
    with pytest.raises(Refused) as refusal:
        actions.choose_mail(address="c@d.id", frequency="never", based_on=1, by=cast.camat, at=AT)
    assert refusal.value.code == "changed-meanwhile"
