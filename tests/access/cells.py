"""The cells of the matrix: what is expected of each by the declaration, and how the gate alone is asked."""

import contextlib
import itertools
from unittest import mock

from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve
from django.utils import timezone

from janji.kit.statements import Statement
from janji.orgs import access, gate
from janji.orgs.gate import (
    Account,
    Everyone,
    Here,
    Member,
    OfOffice,
    Own,
    Reach,
    Somewhere,
    policies,
)
from janji.orgs.roles import Role
from tests.access.test_policies import walked
from tests.access.world import RELATIONS

OPEN, FORBIDDEN, NOT_THERE, NO_SUCH_DOOR = "open", 403, 404, 405
BOTH = ("GET", "POST")
WRONG = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE")
ROUTES = {name: route for name, route, _ in walked()}
CLOSED = {name: one for name, one in policies().items() if not one.is_public}
STRONGEST = max(Role, key=lambda role: len(role.permissions))


# ── what is expected


def expected(policy, method, role, relation, thing):
    """The answer that the declaration promises to someone with one role in one relation."""
    needs = {"GET": policy.read, "POST": policy.change}.get(method)
    if needs is None:
        return NO_SUCH_DOOR
    holds = relation != "none"
    has = holds and (not needs or bool(needs & role.permissions))
    about = policy.about
    match about:
        case Everyone() | Member():
            return OPEN
        case Somewhere():
            # What is about the whole house asks for every regency; here one has at most one.
            if has and not about.everywhere:
                return OPEN
            return NOT_THERE if about.hidden else FORBIDDEN
        case Own():
            return NOT_THERE  # these accounts uploaded nothing
        case Account():
            return OPEN if has and relation in {"own", "parent"} else NOT_THERE
        case OfOffice():
            return of_office(about, narrowed(about, needs, thing), role, relation, thing)


def narrowed(about, needs, thing):
    """Imports ask for what their register asks for; the same for every role."""
    if not needs or type(about).narrowed is OfOffice.narrowed:
        return needs
    key = about, needs
    if key not in thing.narrowed:
        asked = gate.Asked(None, thing.kwargs, timezone.localdate())
        thing.narrowed[key] = about.narrowed(asked, needs)
    return thing.narrowed[key]


def of_office(about, needs, role, relation, thing):
    if relation not in {"own", "parent"} or not about.sight & role.permissions:
        return NOT_THERE
    if not needs:
        return OPEN
    reach = about.reach
    if not isinstance(about, Here) and thing.state in about.own_in:
        reach = Reach.HERE
    village = thing.office.kind in {"village", "ward"}
    from_above = reach is Reach.ABOVE or (reach is Reach.DECIDING and village)
    stands_there = relation == "parent" or not from_above or thing.office.is_root()
    if stands_there and needs & role.permissions:
        return OPEN
    return NOT_THERE if about.hidden else FORBIDDEN


def without_role(policy):
    """What those get who hold no role today."""
    if isinstance(policy.about, Member):
        return OPEN
    return (
        FORBIDDEN if isinstance(policy.about, Somewhere) and not policy.about.hidden else NOT_THERE
    )


def told(name, method, thing, role, relation, answer, hoped):
    """A cell that is not as declared, in words."""
    where = f"{method} {thing.address(name)} ({name}, {'/'.join(map(str, thing.life)) or 'tanpa keadaan'})"
    return f"{where}: {role} in {relation} gets {answer}, declared {hoped}"


# ── the cells


def product(world, chosen):
    """Every cell: address, method, thing, role, relation, and the account that stands for the last two."""
    for name in CLOSED:
        for thing, role, relation in itertools.product(chosen[name], Role, RELATIONS):
            user = world.someone(role, relation, thing.office)
            if user is not None:
                for method in BOTH:
                    yield name, method, thing, role, relation, user


def of_each_kind(world, chosen):
    """One cell for each kind of answer of every address, method and state; from one to the next by
    another role in another relation."""
    everyone = list(itertools.product(Role, RELATIONS))
    turn = itertools.count(step=7)
    for name, policy in CLOSED.items():
        for thing, method in itertools.product(chosen[name], policy.methods):
            shift, there = next(turn) % len(everyone), set()
            for role, relation in everyone[shift:] + everyone[:shift]:
                hoped = expected(policy, method, role, relation, thing)
                user = None if hoped in there else world.someone(role, relation, thing.office)
                if user is not None:
                    there.add(hoped)
                    yield name, method, thing, role, relation, user


@contextlib.contextmanager
def asked_once():
    """The gate asks the database each question once: nothing changes between one cell and the next."""
    told, ask = {}, Statement.ask

    def remembering(statement, *keys):
        if (key := (id(statement), keys)) not in told:
            told[key] = ask(statement, *keys)
        return told[key]

    with mock.patch.object(Statement, "ask", remembering):
        yield


class Gate:
    """The middleware alone, with a request for each address and method."""

    def __init__(self):
        self.requests, self.roles = {}, {}
        self.stands, self.factory = gate.GateMiddleware(None), RequestFactory()
        self.today = timezone.localdate()

    def answer(self, user, method, name, thing):
        """What it says: open, or a status."""
        if user.pk not in self.roles:
            self.roles[user.pk] = {self.today: access.held_roles(user, self.today)}
        key = name, method, id(thing)
        if key not in self.requests:
            request = self.factory.generic(method, thing.address(name))
            request.resolver_match = resolve(request.path)
            self.requests[key] = request
        request, request.user = self.requests[key], user
        # As `AskedOnceMiddleware` lets a request remember them.
        user.remembered_roles = self.roles[user.pk]
        try:
            said = self.stands.process_view(request, None, (), request.resolver_match.kwargs)
        except Http404:
            return NOT_THERE
        finally:
            del user.remembered_roles
        return OPEN if said is None else said.status_code
