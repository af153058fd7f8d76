"""Who is told what, in the transaction of the deed."""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction

from janji.agreements import actions as agreements
from janji.kit.refusals import sentences
from janji.notices.declaring import declared
from janji.notices.models import ReceivedNotice
from janji.orgs import actions as orgs
from janji.orgs.models import RoleAssignment, User
from janji.orgs.roles import Role
from tests.agreements import stories
from tests.cast import AT


def told(user):
    return list(user.notices.values_list("sentence", flat=True))


def test_whoever_may_sign_next_is_told_and_nobody_else(cast):
    agreement = stories.signed_by_first(cast)
    waiting = "Kecamatan Ajibarang: perjanjian kinerja 2019 menunggu tanda tangan Pihak Kedua."
    assert told(cast.bupati) == [waiting]
    assert cast.bupati.notices.get().address == f"/perjanjian/{agreement.pk}/"


def test_both_sides_hear_that_it_is_in_force_but_who_did_it_is_not_told(cast):
    stories.in_force(cast)
    both = "Kecamatan Ajibarang: perjanjian kinerja 2019 ditandatangani kedua pihak dan berlaku."
    first = "Kecamatan Ajibarang: perjanjian kinerja 2019 menunggu tanda tangan Pihak Pertama."
    assert told(cast.camat) == [both, first]
    assert told(cast.perencana) == [both]
    assert len(told(cast.bupati)) == 1
    assert told(cast.stranger) == told(cast.operator) == told(cast.admin) == []


def test_a_reason_is_told_with_its_deed(cast):
    agreement = stories.signed_by_first(cast)
    agreements.return_to_draft(
        agreement=agreement, reason="Target TW II terlalu rendah", by=cast.bupati, at=AT
    )
    (sentence,) = told(cast.perencana)
    assert sentence.startswith("Kecamatan Ajibarang: perjanjian kinerja 2019 dikembalikan ke draf")
    assert sentence.endswith("oleh Harjono Kusumo. Alasan: Target TW II terlalu rendah")


def test_someone_whose_role_ended_or_whose_account_is_off_is_not_told(cast):
    before = AT.date() - timedelta(days=1)
    RoleAssignment.objects.filter(user=cast.perencana).update(starts_on=before, ends_on=before)
    User.objects.filter(pk=cast.camat.pk).update(is_active=False)
    assert _signed_by_others(cast).state == "in_force"
    assert told(cast.perencana) == told(cast.camat) == []


def _signed_by_others(cast):
    """Someone else of the office drafts and signs first."""
    second = orgs.create_account(
        username="camat2",
        full_name="Sugeng Riyadi",
        official=None,
        password="x" * 14,
        by=cast.admin,
        at=AT,
    ).user
    for role in (Role.HEAD, Role.PLANNER):
        orgs.assign_role(
            user=second,
            role=role,
            org_unit=cast.district,
            starts_on=AT.date(),
            by=cast.admin,
            at=AT,
        )
    return stories.in_force(replace(cast, camat=second, perencana=second))


def test_what_is_rolled_back_told_nobody(cast):
    agreement = stories.proposed(cast)
    before = ReceivedNotice.objects.count()
    digest = stories.queries.content_digest(agreement)
    with transaction.atomic():
        agreements.sign_as_first(agreement=agreement, digest=digest, by=cast.camat, at=AT)
        assert ReceivedNotice.objects.count() == before + 1
        transaction.set_rollback(True)
    assert ReceivedNotice.objects.count() == before


def test_every_declared_deed_is_a_deed_of_the_house():
    assert len(declared()) >= 2
    assert set(declared()) <= set(sentences("DEEDS"))
