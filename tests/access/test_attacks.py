"""What succeeds elsewhere, tried here. Every test is named by what it prevents, and says what would make
it fail."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.contrib.auth import hashers
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from janji.agreements.models import Agreement
from janji.agreements.queries import targets_of
from janji.kit.models import AuditEntry
from janji.measurements.models import Measurement
from janji.orgs import actions
from janji.orgs.gate import policies
from janji.orgs.models import RoleAssignment
from janji.orgs.roles import Permission, Role
from tests.access.test_policies import walked
from tests.agreements import stories
from tests.cast import AT, PASSWORD
from tests.measurements import quarters

SIGN_IN, SETTINGS = "/masuk/", "/pengaturan/"
ELSEWHERE = "https://jahat.example"
ARGUMENTS = {"slug": "kecamatan-ajibarang", "register": "linmas", "code": "kode"}


def sign_in(client, username="operator", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def some_address(name, route):
    """An address of this name; what it names need not exist."""
    asked = re.findall(r"<(?:(\w+):)?(\w+)>", route)
    return reverse(
        name, kwargs={key: 1 if kind == "int" else ARGUMENTS.get(key, "x") for kind, key in asked}
    )


# ── forms sent from elsewhere


def test_a_form_on_a_foreign_page_changes_nothing(cast):
    """Every POST of the house, from another origin and from a form without our secret. Fails for a view
    that is exempt, and without CsrfViewMiddleware."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.admin, backend="janji.orgs.backends.AccountBackend")
    client.get("/akun/kata-sandi/")
    secret = client.cookies[settings.CSRF_COOKIE_NAME].value
    before = AuditEntry.objects.count()
    tried = [
        some_address(name, route)
        for name, route, _ in walked()
        if policies()[name].change is not None
    ]
    assert len(tried) > 100
    for address in tried:
        assert client.post(address, {}).status_code == 403, address
        sent = {"csrfmiddlewaretoken": secret}
        foreign = client.post(address, sent, headers={"Origin": ELSEWHERE})
        assert foreign.status_code == 403, address
    assert AuditEntry.objects.count() == before
    assert client.session["_auth_user_id"] == str(cast.admin.pk)  # not even signed out


def test_the_session_is_not_sent_along_from_elsewhere():
    """Fails when the cookie may be read by scripts or follows a form from another site."""
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"
    assert not settings.CSRF_TRUSTED_ORIGINS


# ── sessions


def test_a_session_known_before_signing_in_is_worth_nothing_after(cast):
    """Fails when signing in keeps the number of the session."""
    theirs, attacker = Client(), Client()
    planted = theirs.session
    planted["left"] = "by someone else"
    planted.save()
    theirs.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    attacker.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    assert sign_in(theirs).status_code == 302
    assert theirs.get(SETTINGS).status_code == 200
    assert theirs.session.session_key != planted.session_key
    assert attacker.get(SETTINGS).status_code == 302


def test_a_changed_password_ends_every_other_session(cast):
    """Fails when a session does not carry the digest of the password."""
    here, there = Client(), Client()
    assert {sign_in(here).status_code, sign_in(there).status_code} == {302}
    own = {"present": PASSWORD, "new": "bukit-hijau-dan-sungai", "again": "bukit-hijau-dan-sungai"}
    assert here.post("/akun/kata-sandi/", own).status_code == 302
    assert here.get(SETTINGS).status_code == 200
    assert there.get(SETTINGS).headers["Location"].startswith(SIGN_IN)


def test_a_closed_account_is_out_with_its_next_request(cast):
    """Fails when only signing in asks whether an account is active, however it was closed."""
    client = Client()
    sign_in(client)
    cast.operator.is_active = False
    cast.operator.save()  # not even by the action that also deletes sessions
    assert Session.objects.exists()
    assert client.get(SETTINGS).headers["Location"].startswith(SIGN_IN)


# ── signing in


def test_twelve_wrong_passwords_are_not_twelve_tries(cast, client):
    """Fails without a limit: after the fifth nothing is compared any more, not even what is right."""
    answers = [sign_in(client, password=f"salah-{one}").status_code for one in range(12)]
    assert answers == [422] * 4 + [429] * 8
    assert sign_in(client).status_code == 429
    assert sign_in(Client()).status_code == 429  # without the cookies as well


def test_an_unknown_name_takes_as_long_as_a_wrong_password(cast, client, monkeypatch):
    """Z-07: the same status, sentence and work. Fails when an unknown name is answered without hashing."""
    worked = []
    hasher = hashers.get_hasher()
    encode = type(hasher).encode

    def counted(self, *said, **more):
        worked.append(1)
        return encode(self, *said, **more)

    monkeypatch.setattr(type(hasher), "encode", counted)
    told = []
    for username in ("camat", "tidak-ada"):
        worked.clear()
        answer = sign_in(client, username, "salah-sekali")
        told.append((answer.status_code, plain(answer, username), len(worked)))
    assert differing(told[0][1], told[1][1]) == []
    assert told[0] == told[1]
    assert told[0][2] > 0


def differing(one, other):
    """The lines in which two answers differ."""
    return [
        pair
        for pair in zip(one.splitlines(), other.splitlines(), strict=False)
        if len(set(pair)) > 1
    ]


def plain(answer, *without):
    """What an answer says, without what differs between any two: names typed, secrets of forms, numbers."""
    text = answer.content.decode()
    for one in (*without, answer.headers.get("X-Request-ID", "-")):
        text = text.replace(str(one), "…")
    return re.sub(r'("csrfmiddlewaretoken" value=|"X-CSRFToken": )"\w+"', "…", text)


# ── other people's things


def test_another_regency_cannot_be_told_from_nothing(cast, as_user):
    """Z-07: what belongs to others and what does not exist get the same body and headers. Fails when a
    404 says what it found, or when one of both answers 403."""
    agreement = stories.in_force(cast)
    target = targets_of(agreement)[0]
    client = as_user(cast.stranger)
    nothing = 987_654
    for address in (
        "/perjanjian/{}/",
        "/perjanjian/{}/perjanjian.pdf",
        "/perjanjian/{}/perjanjian.docx",
        "/perjanjian/{}/naskah/",
        "/indikator/{}/",
        "/indikator/{}/kertas-kerja.pdf",
        "/pengukuran/isi/{}/1/",
    ):
        key = agreement.pk if "perjanjian/" in address else target.pk
        answers = []
        for one in (key, nothing):
            answer = client.get(address.format(one))
            headers = {k: v for k, v in answer.headers.items() if k != "X-Request-ID"}
            answers.append((answer.status_code, headers, plain(answer, address.format(one))))
        assert answers[0][0] == 404
        assert differing(answers[0][2], answers[1][2]) == [], address
        assert answers[0] == answers[1], address


def test_the_paper_of_another_office_is_not_had_by_counting_up(cast, as_user):
    """Every number from one on, as papers and as texts. Fails when a paper is found by number alone."""
    agreement = stories.in_force(cast)
    client = as_user(cast.stranger)
    for key in range(1, agreement.pk + 5):
        for page in ("", "perjanjian.pdf", "perjanjian.docx", "naskah/", "tanda-tangan/"):
            assert client.get(f"/perjanjian/{key}/{page}").status_code == 404


def test_a_number_in_a_form_does_not_reach_another_office(cast, as_user):
    """Choices of a form are one's own offices. Fails when a key that was sent is taken as it is."""
    before = Agreement.objects.count()
    sent = {"org_unit": cast.district.pk, "year": 2019, "revision": 0, "save": "1"}
    answer = as_user(cast.stranger).post("/perjanjian/baru/", sent)
    assert answer.status_code == 422
    assert Agreement.objects.count() == before
    role = {"role": "planner", "org_unit": cast.government.pk, "starts_on": "2019-05-01"}
    local = actions.create_account(
        username="admin-kecamatan",
        full_name="Tukinem",
        official=None,
        password=PASSWORD,
        by=cast.admin,
        at=AT,
    ).user
    actions.assign_role(
        user=local,
        role=Role.ADMIN,
        org_unit=cast.district,
        starts_on=AT.date(),
        by=cast.admin,
        at=AT,
    )
    held = RoleAssignment.objects.count()
    assert as_user(local).post(f"/pengaturan/akun/{cast.operator.pk}/", role).status_code == 422
    assert RoleAssignment.objects.count() == held


# ── deleting, and changing by looking


def test_nothing_is_deleted_by_looking(cast, as_user):
    """A link in a mail, a picture on a page, a browser that fetches ahead. Fails when the page that asks
    whether to delete already does. (`test_matrix.test_reading_changes_nothing` asks all pages.)"""
    draft = stories.draft(cast)
    client = as_user(cast.perencana)
    address = f"/perjanjian/{draft.pk}/hapus/"
    for method in ("GET", "HEAD", "DELETE", "OPTIONS"):
        assert client.generic(method, address).status_code == (200 if method == "GET" else 405)
    assert Agreement.objects.filter(pk=draft.pk).exists()
    assert client.get("/keluar/").status_code == 405
    assert client.get(SETTINGS).status_code == 200


# ── figures


def figures_of(target):
    rows = Measurement.objects.filter(target=target)
    return list(rows.order_by("pk").values_list("numerator", "denominator", "value", "is_latest"))


def test_a_figure_computed_in_the_browser_is_not_kept(cast, as_user):
    """Two counts make a ratio here, whatever else was sent. Fails when a form takes over a result."""
    target = targets_of(stories.in_force(cast))[0]
    sent = {
        "numerator": "12",
        "denominator": "24",
        "value": "9999",
        "achievement": "100",
        "percent": "100",
        "band": "Sangat tinggi",
        "is_latest": "False",
        "recorded_by": cast.camat.pk,
    }
    answer = as_user(cast.operator).post(f"/pengukuran/isi/{target.pk}/1/", sent)
    assert answer.status_code == 302
    assert figures_of(target) == [(Decimal(12), Decimal(24), None, True)]
    assert Measurement.objects.get(target=target).recorded_by == cast.operator
    page = as_user(cast.operator).get(f"/indikator/{target.pk}/").content.decode()
    assert "9999" not in page
    assert "50" in page


ABOUT_FIGURES = {
    Permission.RECORD_ACTUAL,
    Permission.SUBMIT_QUARTER,
    Permission.VERIFY_QUARTER,
    Permission.APPROVE_QUARTER,
    Permission.ACCEPT_QUARTER,
    Permission.REOPEN_QUARTER,
    Permission.KEEP_RECORDS,
    Permission.CHECK_RECORDS,
    Permission.SET_SCORING,
    Permission.DEFINE_INDICATOR,
    Permission.SIGN_DEFINITION,
    Permission.DRAFT_AGREEMENT,
    Permission.SIGN_AS_FIRST,
    Permission.SIGN_AS_SECOND,
    Permission.EVALUATE,
}


def test_an_administrator_edits_no_figure(cast, as_user):
    """By no page, and by no right of the role. Fails when the administrator's role gets one of these, or
    when Django's own administration is installed."""
    target = targets_of(stories.in_force(cast))[0]
    operator = as_user(cast.operator)
    operator.post(f"/pengukuran/isi/{target.pk}/1/", {"numerator": "12", "denominator": "24"})
    before = figures_of(target)
    assert len(before) == 1
    admin = as_user(cast.admin)
    for method in ("GET", "POST"):
        answer = admin.generic(method, f"/pengukuran/isi/{target.pk}/1/")
        assert answer.status_code == 403
    assert figures_of(target) == before
    assert not ABOUT_FIGURES & Role.ADMIN.permissions
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    cast.admin.is_superuser = cast.admin.is_staff = True
    cast.admin.save()
    assert admin.get(f"/pengukuran/isi/{target.pk}/1/").status_code == 403


@pytest.mark.parametrize(
    ("who", "refused"),
    [("operator", 409), ("perencana", 409), ("admin", 403), ("camat", 403), ("pengawas", 403)],
)
def test_nobody_edits_an_approved_figure(cast, as_user, who, refused):
    """By no page, whatever their role: neither what was typed nor what approval froze. Fails when the
    page where figures are typed does not ask where the quarter stands, or an administrator may."""
    targets = quarters.filled(cast)
    approved = quarters.approved(cast)
    frozen = list(approved.figures.order_by("pk").values())
    typed = figures_of(targets[0])
    client = as_user(getattr(cast, who))
    sent = {"numerator": "299", "denominator": "300", "reason": "keliru", "action": "submit"}
    answer = client.post(f"/pengukuran/isi/{targets[0].pk}/1/", sent)
    assert answer.status_code == refused
    page = client.post("/pengukuran/kecamatan-ajibarang/2019/1/", sent)
    assert page.status_code in {403, 409, 422}
    assert figures_of(targets[0]) == typed
    assert list(approved.figures.order_by("pk").values()) == frozen
    assert frozen


def test_nobody_gives_themselves_a_role(cast, as_user):
    """An administrator who would be an operator for an hour. Fails when the action does not look at who
    is asking."""
    sent = {
        "role": Role.RECORDER.value,
        "org_unit": cast.government.pk,
        "starts_on": f"{timezone.localdate():%Y-%m-%d}",
    }
    held = RoleAssignment.objects.count()
    answer = as_user(cast.admin).post(f"/pengaturan/akun/{cast.admin.pk}/", sent)
    assert answer.status_code == 422
    assert "diri sendiri" in answer.content.decode()
    assert RoleAssignment.objects.count() == held
    answer = as_user(cast.admin).post(f"/pengaturan/akun/{cast.evaluator.pk}/", sent)
    assert answer.status_code == 302


def test_no_role_enters_approves_and_evaluates(cast):
    """Z-06: entering, approving and judging a figure are three roles. Fails when the table gives two of
    them to one. Who holds two roles is held apart by the figure itself: see its own stories."""
    apart = (
        Permission.RECORD_ACTUAL,
        Permission.VERIFY_QUARTER,
        Permission.APPROVE_QUARTER,
        Permission.ACCEPT_QUARTER,
        Permission.EVALUATE,
    )
    for role in Role:
        assert len(role.permissions.intersection(apart)) <= 1, role
        assert not {Permission.SIGN_AS_FIRST, Permission.SIGN_AS_SECOND} <= role.permissions
        assert not {Permission.DEFINE_INDICATOR, Permission.SIGN_DEFINITION} <= role.permissions


# ── roles that are over


def test_a_role_that_was_ended_is_over_with_the_next_request(cast, as_user):
    """Z-04. Fails when roles are kept in the session or by the process."""
    agreement = stories.in_force(cast)
    client = as_user(cast.perencana)
    address = f"/perjanjian/{agreement.pk}/"
    assert client.get(address).status_code == 200
    role = RoleAssignment.objects.get(user=cast.perencana)
    assert as_user(cast.admin).post(f"/pengaturan/peran/{role.pk}/akhiri/").status_code == 302
    # Signed out everywhere at once; and whoever signs in again finds nothing.
    assert client.get(address).headers["Location"].startswith(SIGN_IN)
    client = as_user(cast.perencana)
    assert client.get(address).status_code == 404
    assert client.get("/perjanjian/baru/").status_code == 403
    assert client.get("/perjanjian/").context["page"].paginator.count == 0


def test_a_role_ends_by_itself_on_its_last_day(cast, as_user):
    """Plt. and Plh. with their dates. Fails when only an action can end a role."""
    agreement = stories.in_force(cast)
    client, today = as_user(cast.perencana), timezone.localdate()
    roles = RoleAssignment.objects.filter(user=cast.perencana)
    for ends_on, status in ((today, 200), (today - timedelta(days=1), 404)):
        roles.update(ends_on=ends_on)
        assert client.get(f"/perjanjian/{agreement.pk}/").status_code == status
    roles.update(ends_on=None, starts_on=today + timedelta(days=1))
    assert client.get(f"/perjanjian/{agreement.pk}/").status_code == 404


def test_who_moved_to_another_office_takes_nothing_along(cast, as_user):
    """Mutasi. Fails when an account sees what its person once recorded."""
    agreement = stories.in_force(cast)
    client = as_user(cast.perencana)
    RoleAssignment.objects.filter(user=cast.perencana).update(org_unit=cast.other_district)
    for page in ("", "naskah/", "perjanjian.pdf"):
        assert client.get(f"/perjanjian/{agreement.pk}/{page}").status_code == 404
    assert client.get("/beranda/kecamatan-ajibarang/2019/").status_code == 404
    assert client.get("/beranda/kecamatan-cilongok/2019/").status_code == 200
