"""Signing in, being locked out, choosing a password, and leaving."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.module_loading import import_string

from janji.orgs import actions
from janji.site import settings as real_settings
from tests.cast import AT, PASSWORD

SIGN_IN = "/masuk/"


def sign_in(client, username="operator", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def test_in_and_out(cast, client):
    assert client.get(SIGN_IN).status_code == 200
    assert sign_in(client).headers["Location"] == "/"
    assert client.get("/pengaturan/").status_code == 200
    assert client.get("/keluar/").status_code == 405
    assert client.post("/keluar/").headers["Location"] == SIGN_IN
    assert client.get("/pengaturan/").status_code == 302


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(cast, client):
    answers = [sign_in(client, "operator", "salah"), sign_in(client, "tidak-ada", "salah")]
    assert {one.status_code for one in answers} == {422}
    sentences = {str(one.context["form"].non_field_errors()) for one in answers}
    assert len(sentences) == 1


def test_five_bad_tries_lock_the_account_even_for_the_right_password(cast, client):
    for _ in range(4):
        assert sign_in(client, password="salah").status_code == 422
    assert sign_in(client, password="salah").status_code == 429
    locked = sign_in(client)
    assert locked.status_code == 429
    assert "15 menit" in locked.content.decode()
    assert sign_in(Client(), "camat").status_code == 302


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/perjanjian/", "/perjanjian/"),
        ("https://jahat.example/", "/"),
        ("//jahat.example/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_only_our_own_pages_follow(cast, client, wanted, led_to):
    assert sign_in(client, next=wanted).headers["Location"] == led_to


def test_the_session_gets_a_new_key(cast, client):
    client.get(SIGN_IN)
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_a_one_time_password_leads_to_an_own_one(cast, client):
    password = actions.reset_password(user=cast.operator, based_on=1, by=cast.admin, at=AT)
    sign_in(client, password=password)
    for page in ("/", "/perjanjian/", "/pengukuran/"):
        assert client.get(page).headers["Location"] == "/akun/kata-sandi/"
    own = {"present": password, "new": "bukit-hijau-dan-sungai", "again": "bukit-hijau-dan-sungai"}
    assert client.post("/akun/kata-sandi/", own).status_code == 302
    assert client.get("/pengaturan/").status_code == 200


@pytest.mark.parametrize(
    ("present", "new", "again", "field"),
    [
        ("salah", "bukit-hijau-dan-sungai", "bukit-hijau-dan-sungai", "present"),
        (PASSWORD, "pendek", "pendek", "new"),
        (PASSWORD, "password1234", "password1234", "new"),
        (PASSWORD, "bukit-hijau-dan-sungai", "bukit-hijau-dan-laut", "again"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused(cast, as_user, present, new, again, field):
    client = as_user(cast.operator)
    response = client.post("/akun/kata-sandi/", {"present": present, "new": new, "again": again})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    cast.operator.refresh_from_db()
    assert cast.operator.check_password(PASSWORD)


def test_deactivation_ends_every_session_at_once(cast, client):
    sign_in(client)
    other = Client()
    sign_in(other, "camat")
    actions.deactivate_account(user=cast.operator, based_on=1, by=cast.admin, at=AT)
    assert client.get("/pengaturan/").status_code == 302
    assert other.get("/pengaturan/").status_code == 200
    assert Session.objects.count() == 1
    assert sign_in(client).status_code == 422


def test_passwords_are_kept_with_argon2():
    assert real_settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
    hasher = import_string(real_settings.PASSWORD_HASHERS[0])()
    kept = hasher.encode(PASSWORD, hasher.salt())
    assert kept.startswith("argon2$argon2id$")
    assert hasher.verify(PASSWORD, kept)


def test_the_browser_is_told_to_be_careful(cast, client):
    answer = client.get(SIGN_IN)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    sign_in(client)
    assert client.get("/pengaturan/").headers["Cache-Control"] == "no-store"
    cookie = client.cookies["janji_sesi"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
