"""What each room tells whom: the right people once each, and nobody else."""

from email import message_from_bytes, policy

from django.db import transaction

from janji.notices import actions, sending
from janji.notices.models import Mail, ReceivedNotice
from janji.orgs.models import User
from tests.cast import AT
from tests.evaluation import stories as evaluations
from tests.evaluation.test_evaluating import publish
from tests.measurements import quarters
from tests.rewards import stories as rewards

QUARTER = "Kecamatan Ajibarang: pengukuran TW I 2019"
PAGE = "/pengukuran/kecamatan-ajibarang/2019/1/"


def told(*deeds):
    """Who was told of these deeds, what, and where it leads, in the order of the deeds."""
    rows = ReceivedNotice.objects.filter(deed__in=deeds).order_by("pk")
    return [(one.user.username, one.sentence, one.address) for one in rows.select_related("user")]


def test_a_quarter_is_told_to_whoever_comes_next(cast):
    quarters.filled(cast)
    quarters.approved(cast)
    assert told("submit-quarter") == [
        ("verifikator", f"{QUARTER} disampaikan dan menunggu verifikasi.", PAGE)
    ]
    assert told("verify-quarter") == [
        ("camat", f"{QUARTER} diverifikasi dan menunggu persetujuan.", PAGE)
    ]
    approved = f"{QUARTER} disetujui kepala kantor dan menunggu diterima."
    assert told("approve-quarter") == [("bupati", approved, PAGE), ("pengawas", approved, PAGE)]
    quarters.move(cast, "accept")
    quarters.move(cast, "lock")
    assert told("accept-quarter", "lock-quarter") == []


def test_a_returned_quarter_is_told_to_who_typed_who_submitted_and_the_head(cast):
    quarters.filled(cast)
    quarters.submit(cast)
    quarters.move(cast, "return")
    said = f"{QUARTER} dikembalikan. Alasan: Bukti indikator pertama belum lengkap"
    assert {one for one, *_ in told("return-quarter")} == {"operator", "perencana", "camat"}
    assert {(sentence, address) for _, sentence, address in told("return-quarter")} == {
        (said, PAGE)
    }
    assert len(told("return-quarter")) == 3


def test_a_head_who_returns_it_is_not_told_what_they_did(cast):
    quarters.filled(cast)
    quarters.submit(cast)
    quarters.move(cast, "verify")
    quarters.move(cast, "return", by=cast.camat)
    assert {one for one, *_ in told("return-quarter")} == {"operator", "perencana"}


def test_a_quarter_that_is_opened_again_is_told_with_its_reason(cast):
    quarters.filled(cast)
    quarters.locked(cast)
    quarters.move(cast, "reopen")
    assert {one for one, *_ in told("reopen-quarter")} == {"operator", "perencana", "camat"}
    assert told("reopen-quarter")[0][1].startswith(f"{QUARTER} dibuka kembali. Alasan: ")


def test_whoever_typed_but_left_the_office_is_not_told(cast):
    quarters.filled(cast)
    quarters.submit(cast)
    User.objects.filter(pk=cast.operator.pk).update(is_active=False)
    quarters.move(cast, "return")
    assert {one for one, *_ in told("return-quarter")} == {"perencana", "camat"}


def test_what_drifts_later_is_no_deed_and_tells_nobody(cast):
    targets = quarters.filled(cast)
    quarters.approved(cast)
    before = ReceivedNotice.objects.count()
    quarters.fill(cast, targets, quarter=2)
    assert ReceivedNotice.objects.count() == before


def test_a_submission_that_is_rolled_back_told_nobody_and_left_no_mail(cast, settings):
    settings.MAIL_ON = True
    _wants_mail(cast.verifikator)
    quarters.filled(cast)
    with transaction.atomic():
        quarters.submit(cast)
        assert (len(told("submit-quarter")), Mail.objects.count()) == (1, 1)
        transaction.set_rollback(True)
    assert (told("submit-quarter"), Mail.objects.count()) == ([], 0)


def test_in_development_the_mail_lies_in_a_file(cast, settings, tmp_path):
    settings.MAIL_ON = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    settings.CSRF_TRUSTED_ORIGINS = ["https://janji.contoh.go.id"]
    _wants_mail(cast.verifikator)
    quarters.filled(cast)
    quarters.submit(cast)
    assert sending.send_waiting(clock=lambda: quarters.SUBMITTED) == 1
    (kept,) = tmp_path.iterdir()
    mail = message_from_bytes(kept.read_bytes().partition(b"\n---")[0], policy=policy.default)
    assert mail["to"] == "verifikator@contoh.go.id"
    said, link, *_ = mail.get_content().splitlines()
    assert said == f"{QUARTER} disampaikan dan menunggu verifikasi."
    assert link == f"https://janji.contoh.go.id{PAGE}"
    assert "Dewi" not in mail.get_content()


def _wants_mail(user):
    actions.choose_mail(
        address=f"{user.username}@contoh.go.id",
        frequency="at_once",
        based_on=None,
        by=user,
        at=AT,
    )


def test_a_published_evaluation_is_told_to_the_head(cast):
    agreement = evaluations.promised(cast)
    evaluations.measured(cast, agreement, "210/300", "82", "3", None)
    published = publish(cast, agreement)
    assert told("publish-evaluation") == [
        (
            "camat",
            "Kecamatan Ajibarang: hasil evaluasi kinerja sampai TW IV 2019 diterbitkan.",
            f"/evaluasi/hasil/{published.pk}/",
        )
    ]


def test_of_rewards_only_that_something_waits_is_told_and_nothing_of_whom(cast):
    rewards.weak(cast)
    proposal = rewards.answered(cast)
    here = f"/keputusan/usulan/{proposal.pk}/"
    office = "Kecamatan Ajibarang: "
    assert told("propose-reward", "decide-reward", "object-to-decision", "answer-objection") == [
        ("bupati", f"{office}sebuah usulan atas kinerja tahun 2019 menunggu keputusan.", here),
        (
            "camat",
            f"{office}ada keputusan atas kinerja tahun 2019. Isinya tertulis di Janji.",
            here,
        ),
        (
            "bupati",
            f"{office}keberatan atas keputusan tentang kinerja tahun 2019 menunggu jawaban.",
            here,
        ),
        (
            "camat",
            f"{office}keberatan atas keputusan tentang kinerja tahun 2019 sudah dijawab.",
            here,
        ),
    ]
