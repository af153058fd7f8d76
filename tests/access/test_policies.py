"""Z-05: an address that no room has declared is not there, and no release is made of it."""

import ast

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import URLResolver, get_resolver, include, path

from janji.orgs import gate
from janji.orgs.gate import PUBLIC, policies
from janji.orgs.roles import Permission, Role
from tests.contract.house import SOURCE

GATE = "janji.orgs.gate.GateMiddleware"
WHAT_TO_DO = (
    "has no policy. Add a line to `policies.py` beside the room's `urls.py`, such as "
    '"{name}": HERE.page() or row("room.Model").form(Permission.X); see docs/decisions on access.'
)


def walked(resolver=None, space=(), before=""):
    """Every address: its name, its route, its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*space, entry.namespace) if entry.namespace else space
            yield from walked(entry, inner, route)
        else:
            yield ":".join((*space, entry.name)), route, entry.callback


def test_every_address_is_declared():
    lacking = {name for name, _, _ in walked()} - set(policies())
    assert not lacking, "\n".join(
        f"{name} {WHAT_TO_DO.format(name=name.rpartition(':')[2])}" for name in sorted(lacking)
    )


def test_nothing_is_declared_that_has_no_address():
    """Every line of every `policies.py` belongs to an address: a renamed page leaves none behind."""
    lines = sum(
        len(node.value.keys)
        for file in SOURCE.rglob("policies.py")
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "POLICIES"
    )
    assert lines == len(policies()) == len({name for name, _, _ in walked()})


def test_no_two_addresses_share_a_name():
    """A policy is found by name; a second address of the same name would hide behind the first."""
    names = [name for name, _, _ in walked()]
    assert sorted(names) == sorted(set(names))


def test_the_gate_stands_behind_the_door_where_one_signs_in():
    order = settings.MIDDLEWARE
    login = "django.contrib.auth.middleware.LoginRequiredMiddleware"
    assert order.index(login) < order.index(GATE)
    # So that the roles of a request are asked for once, and a refusal is written as a page.
    assert order.index("janji.orgs.middleware.AskedOnceMiddleware") < order.index(GATE)


def test_what_is_declared_public_is_what_asks_for_no_account():
    asked_for_none = {
        name for name, _, view in walked() if not getattr(view, "login_required", True)
    }
    assert {name for name, policy in policies().items() if policy.is_public} == asked_for_none


def test_every_permission_opens_something_and_every_role_has_some():
    """A permission that no role has would be a door nobody can open."""
    held = frozenset().union(*(role.permissions for role in Role))
    needed = frozenset().union(
        *(needs for one in policies().values() for needs in (one.read, one.change) if needs)
    )
    assert needed <= held
    assert all(Permission.VIEW in role.permissions for role in Role)


def _said(request):
    raise AssertionError("reached")


urlpatterns = [path("baru/", _said, name="new"), path("", include("janji.site.urls"))]
POLICIES = {}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_without_a_line_is_not_there(cast, as_user, method):
    """Fails as soon as the gate lets pass what it does not know."""
    client = as_user(cast.admin)
    with override_settings(ROOT_URLCONF=__name__):
        assert getattr(client, method)("/baru/").status_code == 404


@pytest.fixture
def declared(monkeypatch):
    monkeypatch.setitem(POLICIES, "new", PUBLIC.page())


def test_and_with_a_line_it_is(cast, as_user, declared):
    # What the gate remembers of these addresses is forgotten around this test.
    gate._policies_of.cache_clear()
    with override_settings(ROOT_URLCONF=__name__), pytest.raises(AssertionError, match="reached"):
        as_user(cast.admin).get("/baru/")
    gate._policies_of.cache_clear()
