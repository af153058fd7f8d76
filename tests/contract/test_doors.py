"""Closed by default: every address asks who is there, unless it stands on this list."""

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

PUBLIC = {
    "alive",
    "ready",
    "figures",
    "orgs:sign-in",
    "public-attendance:arrive",
    "public-attendance:thanks",
    "public-papers:find",
    "public-papers:paper",
    "public-requests:follow",
    "public-requests:complain",
    "public-surveys:invitation",
    "public-surveys:kiosk",
    "public-surveys:office",
    "public-surveys:start",
    "public-surveys:question",
    "public-surveys:finish",
    "public-surveys:thanks",
    "public-surveys:result",
    "public-surveys:poster",
}
"""The addresses open to everyone."""

MIDDLEWARE = "django.contrib.auth.middleware.LoginRequiredMiddleware"


def addresses(resolver=None, space=()):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*space, entry.namespace) if entry.namespace else space
            yield from addresses(entry, inner)
        elif isinstance(entry, URLPattern):
            yield ":".join((*space, entry.name or str(entry.pattern))), entry.callback


def test_everyone_must_sign_in():
    assert MIDDLEWARE in settings.MIDDLEWARE


def test_only_the_listed_doors_are_public():
    every = dict(addresses())
    assert len(every) > 30
    public = {name for name, view in every.items() if not getattr(view, "login_required", True)}
    assert public == PUBLIC


def test_every_address_has_a_name():
    assert all("/" not in name for name, _ in addresses())


@pytest.mark.slow
def test_every_page_is_closed_to_a_stranger(client, db):
    for name, _ in addresses():
        if name in PUBLIC:
            continue
        address = _some_address(name)
        response = client.get(address)
        assert response.status_code in {302, 405}, address
        if response.status_code == 302:
            assert response.headers["Location"].startswith("/masuk/"), address


def _some_address(name):
    """An address of this name with made-up arguments; what it names need not exist."""
    office = ["kantor", 2019]
    for arguments in (
        *([], [1], ["kantor"], office, [1, 1], [*office, 1]),
        *([*office, 1, "kode"], [*office, "kode", 1]),
    ):
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            continue
    raise AssertionError(f"no way to make an address of {name}")
