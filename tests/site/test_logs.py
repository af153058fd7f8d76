"""O-03, V16: a number and a name put into every place, and neither is found in the log."""

import io
import json
import logging
import sys
import threading
import warnings

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from janji.kit import tracing
from janji.orgs.gate import PUBLIC
from janji.orgs.models import User
from janji.site import logs
from tests.cast import PASSWORD

NIK = "3302010101900001"
NAME = "Sri Lestari"
PLACES = (NIK, NAME, NAME.replace(" ", "%20"), NAME.replace(" ", "+"), "Lestari")


def twice(request):
    """The database refuses the second, and says with which values."""
    for _ in range(2):
        User.objects.create(username=f"{NAME} {NIK}")


def suspicious(request):
    raise SuspiciousOperation(f"{NAME} {NIK}")


def caused(request):
    try:
        {}[NAME]
    except KeyError as missing:
        raise ValueError(f"NIK {NIK}") from missing


def library(request):
    """What libraries write in their own words, and Python in its own."""
    logging.getLogger("pustaka").error("Orang %s", NAME, extra={"nik": NIK, "account": NIK})
    logging.getLogger("pustaka").warning(f"Orang {NAME}")  # noqa: G004
    logging.getLogger("janji.contoh").warning("Tanpa isi", extra={"nik": NIK, "nama": NAME})
    logging.getLogger("janji.contoh").warning("Salah isi %s %s", NAME)
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.warn(f"{NAME} {NIK}", stacklevel=1)
    return HttpResponse("ya")


def door(view):
    @login_not_required
    def opened(request, **said):
        return view(request)

    return path(f"uji/{view.__name__}/<orang>", opened, name=view.__name__)


urlpatterns = [
    *map(door, (twice, suspicious, caused, library)),
    path("", include("janji.site.urls")),
]
POLICIES = {view.__name__: PUBLIC.page() for view in (twice, suspicious, caused, library)}


@pytest.fixture(params=["json", "text"])
def log(request):
    """Everything that reaches the log, and what Python itself would have printed."""
    written = io.StringIO()
    made = logs.configured(request.param, at_terminal=False)
    handler = logging.StreamHandler(written)
    handler.setFormatter(made["formatters"]["lines"]["()"]())
    root, ours, django = (logging.getLogger(name) for name in (None, "janji", "django"))
    levels = [(one, one.level) for one in (root, ours, django)]
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    root.addHandler(handler)
    root.setLevel("DEBUG")
    ours.setLevel("DEBUG")
    django.setLevel("DEBUG")
    logs.guard()
    yield written
    root.removeHandler(handler)
    for one, level in levels:
        one.setLevel(level)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    logging.captureWarnings(capture=False)
    logging.raiseExceptions = True


@pytest.fixture
def browser():
    return Client(
        raise_request_exception=False,
        headers={
            "X-Request-ID": NIK,
            "User-Agent": NAME,
            "Referer": f"https://contoh.id/{NIK}",
            "Authorization": f"Bearer {NIK}",
        },
    )


@override_settings(ROOT_URLCONF=__name__, BEHIND_TLS=True)
def test_neither_number_nor_name_is_in_the_log(transactional_db, cast, log, browser, capfd):
    browser.cookies["janji_sesi"] = NIK
    browser.get(f"/tidak-ada/{NIK}/{NAME}")
    browser.get(f"/ikuti/?nomor={NIK}&kode={NAME}")
    browser.post("/ikuti/", {"nomor": NIK, "kode": NAME})
    browser.post("/masuk/", {"username": NAME, "password": NIK})
    browser.post("/masuk/", {"username": cast.operator.username, "password": PASSWORD})
    browser.get(f"/catatan/layanan/?q={NAME}")
    browser.get("/masuk/", headers={"host": f"{NIK}.contoh.id"})
    for view in ("twice", "suspicious", "caused", "library"):
        browser.get(f"/uji/{view}/{NAME}?nik={NIK}")
    browser.generic(NAME.replace(" ", "-"), f"/{NIK}")
    said = log.getvalue()
    assert said.count("route=" if "route=" in said else '"route"') >= 10
    for kind in ("IntegrityError", "SuspiciousOperation", "ValueError", "KeyError"):
        assert kind in said
    shown = capfd.readouterr()
    for place in PLACES:
        assert place not in said
        assert place not in shown.err + shown.out


def test_what_python_would_print_by_itself_goes_through_the_log(log, capfd):
    def fails():
        raise ValueError(f"{NAME} {NIK}")

    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    try:
        fails()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    said = log.getvalue()
    assert said.count("ValueError") == 2
    assert "fails" in said
    assert not [place for place in PLACES if place in said + capfd.readouterr().err]


@override_settings(ROOT_URLCONF=__name__)
def test_a_broken_insert_is_told_by_class_code_and_place(transactional_db, log, browser):
    answer = browser.get("/uji/twice/orang")
    assert answer.status_code == 500
    said = log.getvalue()
    assert "django.db.utils.IntegrityError" in said
    assert "23505" in said or "SQLITE_CONSTRAINT_UNIQUE" in said
    assert f"{__name__}:" in said


def test_a_line_is_one_object_with_known_names(db, log, browser, as_user, cast):
    as_user(cast.operator).get("/beranda/")
    lines = [line for line in log.getvalue().splitlines() if "janji.request" in line]
    if not lines[0].startswith("{"):
        assert f"account={cast.operator.pk}" in lines[0]
        return
    (said,) = map(json.loads, lines)
    names = "time level logger event route method status ms queries account request"
    assert list(said) == names.split()
    assert said["route"] == "reports:offices"
    assert said["account"] == cast.operator.pk
    assert said["queries"] > 0


@pytest.mark.parametrize(
    ("behind_proxy", "given", "taken"),
    [
        (True, "3f9ac27be01d4c5a9d7e6b8a12345678", True),
        (True, "3f9ac27b-e01d-4c5a-9d7e-6b8a12345678", True),
        (False, "3f9ac27be01d4c5a9d7e6b8a12345678", False),
        (True, NIK, False),
        (True, "3f9ac27be01d4c5a9d7e6b8a12345678\n", False),
        (True, "x" * 5000, False),
    ],
)
def test_a_number_is_taken_only_from_a_proxy_and_only_when_it_looks_like_one(
    client, behind_proxy, given, taken
):
    with override_settings(BEHIND_TLS=behind_proxy):
        number = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert (number == given) is taken
    assert taken or len(number) == 32


@override_settings(ROOT_URLCONF=__name__)
def test_every_answer_has_a_number_and_the_page_of_a_failure_shows_it(db, browser):
    for address in ("/masuk/", "/tidak-ada", "/statis/kit/tidak-ada.css", "/healthz"):
        assert len(browser.get(address).headers["X-Request-ID"]) == 32
    failed = browser.get("/uji/caused/orang")
    number = failed.headers["X-Request-ID"]
    assert f"Nomor kejadian: <strong>{number[:8]}</strong>" in failed.content.decode()


def test_the_queries_of_a_request_are_counted_and_its_database_errors_named(db, cast):
    with tracing.following(None) as trace:
        assert User.objects.count() > 0
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create(username=cast.operator.username)
    assert trace.queries >= 2
    assert trace.database_errors == ["IntegrityError"]
    assert trace.database_seconds > 0
    assert tracing.current() is None


@pytest.mark.parametrize(
    ("kind", "at_terminal", "formatter", "level"),
    [
        ("", True, logs.TextLines, "WARNING"),
        ("", False, logs.JsonLines, "INFO"),
        ("text", True, logs.TextLines, "INFO"),
        ("text", False, logs.TextLines, "INFO"),
        ("json", True, logs.JsonLines, "INFO"),
    ],
)
def test_which_log_is_written_where(kind, at_terminal, formatter, level):
    made = logs.configured(kind, at_terminal=at_terminal)
    assert made["formatters"]["lines"]["()"] is formatter
    assert made["loggers"]["janji"]["level"] == level
