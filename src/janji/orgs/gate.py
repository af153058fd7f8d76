"""The gate before every page: who may open which address, as each room declares it in `policies`.

A room's `policies` lie beside its `urls` and say of every address, by name: to whom it is open, how
the office it is about is found, what must be permitted there to read and to change, and in which
states something may change at all. The middleware answers before the view is reached; an address
without a line is not there. Views and actions check again, and know more: this is the outer wall.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from janji.core.refusals import Refused
from janji.kit.middleware import refused_page
from janji.kit.statements import KEY, Statement
from janji.orgs import access
from janji.orgs.models import OrgUnit, OrgUnitKind, RoleAssignment
from janji.orgs.place import office_called
from janji.orgs.roles import Permission

Needs = frozenset[Permission]
"""What opens a door: any one of these. Empty: nothing beyond being there."""
Offices = list[OrgUnit]


class Reach(StrEnum):
    """In which office a permission has to hold, seen from the office a thing belongs to."""

    HERE = "di kantor itu"
    ABOVE = "di kantor tepat di atasnya"
    DECIDING = "di kantor itu; untuk desa di kantor di atasnya"


VILLAGES = frozenset({OrgUnitKind.VILLAGE.value, OrgUnitKind.WARD.value})
"""Kinds of offices for which the one right above may decide."""


def above(org_unit: OrgUnit) -> OrgUnit:
    """The office right above, or the office itself at the top; one query."""
    path = org_unit.path[: -OrgUnit.steplen] or org_unit.path
    found: OrgUnit = OrgUnit.objects.get(path=path)
    return found


def standing(org_unit: OrgUnit, reach: Reach) -> OrgUnit:
    """The office in which a permission has to hold."""
    if reach is Reach.ABOVE or (reach is Reach.DECIDING and org_unit.kind in VILLAGES):
        return above(org_unit)
    return org_unit


class Asked:
    """A request at the gate, or what a test asks instead of one."""

    def __init__(self, user: access.Someone, kwargs: Mapping[str, Any], on: date) -> None:
        self.user, self.kwargs, self.on = user, kwargs, on
        self.office: OrgUnit | None = None
        """The office of a `slug`, once it was found."""

    def may(self, needs: Needs, org_unit: OrgUnit) -> bool:
        """Whether a role on the way up from the office permits any of it."""
        held = access.permissions_in(self.user, org_unit, on=self.on)
        return not needs or not held.isdisjoint(needs)

    def may_somewhere(self, needs: Needs) -> bool:
        """Whether a role anywhere permits any of it."""
        roles = access.held_roles(self.user, self.on)
        return any(self.may(needs, one.org_unit) for one in roles)

    def may_everywhere(self, needs: Needs) -> bool:
        """Whether it is permitted in every government of the house; one query."""
        return access.may_everywhere(self.user, needs, on=self.on)


@dataclass(frozen=True, slots=True)
class Subject:
    """What an address is about. `page`, `form` and `deed` make the policy of an address of it."""

    def page(
        self,
        *read: Permission,
        change: Permission | tuple[Permission, ...] | None = None,
        open_in: Collection[str] = (),
    ) -> "Policy":
        """A page, and with `change` one that also changes something for those who may."""
        some = (change,) if isinstance(change, Permission) else change
        return Policy(self, frozenset(read), _needs(some), frozenset(open_in))

    def form(self, *needs: Permission, open_in: Collection[str] = ()) -> "Policy":
        """A page that only those open who may send it."""
        return Policy(self, frozenset(needs), frozenset(needs), frozenset(open_in))

    def deed(self, *needs: Permission, open_in: Collection[str] = ()) -> "Policy":
        """No page: something that is done."""
        return Policy(self, None, frozenset(needs), frozenset(open_in))

    @property
    def label(self) -> str:
        """For the manual."""
        raise NotImplementedError

    def check(self, asked: Asked, needs: Needs) -> None:
        """Raises `Http404` or `Refused` unless the door opens."""
        raise NotImplementedError


def _needs(some: Collection[Permission] | None) -> Needs | None:
    return None if some is None else frozenset(some)


@dataclass(frozen=True, slots=True)
class Everyone(Subject):
    """No account is asked for; what opens the page is in its address."""

    @property
    def label(self) -> str:
        return "siapa pun"

    def check(self, asked: Asked, needs: Needs) -> None:
        del asked, needs


@dataclass(frozen=True, slots=True)
class Member(Subject):
    """Whoever is signed in; the page shows only what the person may see."""

    @property
    def label(self) -> str:
        return "akun yang masuk"

    def check(self, asked: Asked, needs: Needs) -> None:
        del needs
        if not asked.user.is_authenticated:
            raise Http404


@dataclass(frozen=True, slots=True)
class Somewhere(Subject):
    """No office: the permission counts wherever it is held, or, of what is about the whole house
    (`everywhere`), only in all its governments. `hidden`: to others nothing is there."""

    hidden: bool = True
    everywhere: bool = False

    @property
    def label(self) -> str:
        return "semua pemerintah daerah" if self.everywhere else "kantor mana pun"

    def check(self, asked: Asked, needs: Needs) -> None:
        if asked.may_everywhere(needs) if self.everywhere else asked.may_somewhere(needs):
            return
        if self.hidden:
            raise Http404
        raise _refused(needs, "kantor mana pun")


@dataclass(frozen=True, slots=True)
class Own(Subject):
    """A row of one person, to whom alone it exists."""

    model: str
    person: str

    @property
    def label(self) -> str:
        return "miliknya sendiri"

    def check(self, asked: Asked, needs: Needs) -> None:
        whose = _whose(self.model, self.person).ask(asked.kwargs["pk"])
        if asked.user.pk is None or whose != [asked.user.pk]:
            raise Http404
        if not asked.may_somewhere(needs):
            raise _refused(needs, "kantor mana pun")


@dataclass(frozen=True, slots=True)
class Account(Subject):
    """An account: to those who manage accounts in an office where it has a role, or anywhere if it
    has none."""

    @property
    def label(self) -> str:
        return "akun"

    def check(self, asked: Asked, needs: Needs) -> None:
        offices = offices_of_account(asked.kwargs["pk"], asked.on)
        allowed = (
            any(asked.may(needs, one) for one in offices) if offices else asked.may_somewhere(needs)
        )
        if not allowed:
            raise Http404


def offices_of_account(key: int, on: date) -> Offices:
    """Where an account has a role that has not ended; one query."""
    if abs(key) > 2**63 - 1:
        return []
    found = RoleAssignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), user=key)
    return [one.org_unit for one in found.select_related("org_unit")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfOffice(Subject):
    """Something of an office: not there for those who may not read the office's data, and refused to
    those who may read it but not this. `hidden`: not there for both. `sight` is what it takes to know
    that it is there, where that is more than to read the office's data."""

    reach: Reach = Reach.HERE
    hidden: bool = False
    sight: Needs = frozenset({Permission.VIEW})

    def found(self, asked: Asked) -> list[tuple[OrgUnit, Reach]]:
        """The office, if the address names one, and where the permission has to hold; one query."""
        raise NotImplementedError

    def narrowed(self, asked: Asked, needs: Needs) -> Needs:
        """What exactly is needed, where that depends on what the address names."""
        del asked
        return needs

    def check(self, asked: Asked, needs: Needs) -> None:
        found = self.found(asked)
        if not found or not asked.may(self.sight, found[0][0]):
            raise Http404
        if not needs:
            return
        needs, org_unit = self.narrowed(asked, needs), standing(*found[0])
        if asked.may(needs, org_unit):
            return
        if self.hidden:
            raise Http404
        raise _refused(needs, org_unit.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Here(OfOffice):
    """The office that the address calls by its `slug`; `kinds` of offices alone have such a page."""

    kinds: frozenset[str] | None = None

    @property
    def label(self) -> str:
        return "kantor pada alamat"

    def found(self, asked: Asked) -> list[tuple[OrgUnit, Reach]]:
        offices = office_called().ask(asked.kwargs["slug"])
        if not offices or (self.kinds is not None and offices[0].kind not in self.kinds):
            return []
        asked.office = offices[0]
        return [(offices[0], self.reach)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(OfOffice):
    """The row with the `pk` of the address. `office` says where its office stands, `state` where its
    state does; in the states of `own_in` the row's own office is enough, whatever `reach` says."""

    model: str
    office: str = "org_unit"
    state: str | None = None
    own_in: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        return "kantor pemilik data"

    def found(self, asked: Asked) -> list[tuple[OrgUnit, Reach]]:
        rows = _office_of(self.model, self.office, self.state).ask(asked.kwargs["pk"])
        return [
            (
                OrgUnit(path=path, name=name, kind=kind),
                Reach.HERE if state in self.own_in else self.reach,
            )
            for path, name, kind, state in rows
        ]


def row(model: str, office: str = "org_unit", **more: Any) -> Row:
    """A row by its model's label, such as `row("linmas.Decree", "member__org_unit")`."""
    return Row(model=model, office=office, **more)


PUBLIC, SIGNED_IN = Everyone(), Member()
SOMEWHERE, EVERYWHERE, ACCOUNT = Somewhere(), Somewhere(everywhere=True), Account()
HERE = Here()


@cache
def _office_of(
    model: str, office: str, state: str | None
) -> Statement[tuple[str, str, str, str | int]]:
    # Past managers that leave rows out: what is withdrawn still belongs to its office.
    rows = apps.get_model(model)._base_manager.filter(pk=KEY)  # noqa: SLF001
    where = (f"{office}__{one}" for one in ("path", "name", "kind"))
    return Statement(rows.values_list(*where, state or "pk"))


@cache
def _whose(model: str, person: str) -> Statement[int]:
    rows = apps.get_model(model)._base_manager.filter(pk=KEY)  # noqa: SLF001
    return Statement(rows.values_list(person, flat=True))


def _refused(needs: Needs, office: str) -> Refused:
    deed = min(needs, key=lambda one: list(Permission).index(one))
    return Refused("not-allowed", deed=deed.value, org_unit=office)


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may open an address: to read (GET) and to change (POST). None: there is no such door."""

    about: Subject
    read: Needs | None
    change: Needs | None
    open_in: frozenset[str] = frozenset()
    """States of the row in which something may change; empty where none matters. Refused by the action."""

    @property
    def methods(self) -> tuple[str, ...]:
        """What may be sent; everything else is answered with 405."""
        doors = (("GET", self.read), ("POST", self.change))
        return tuple(method for method, needs in doors if needs is not None)

    @property
    def is_public(self) -> bool:
        """Whether nobody has to sign in."""
        return isinstance(self.about, Everyone)

    def check(self, method: str, asked: Asked) -> None:
        """Raises `Http404` or `Refused` unless the door opens for this method."""
        needs = self.change if method == "POST" else self.read
        if needs is None:
            raise Http404
        self.about.check(asked, needs)


def policies(urlconf: str | None = None) -> dict[str, Policy]:
    """Every declared address of the house by its name, as the rooms declare it."""
    return _policies_of(urlconf or settings.ROOT_URLCONF)


@cache
def _policies_of(urlconf: str) -> dict[str, Policy]:
    return dict(_declared(get_resolver(urlconf), ()))


def _declared(resolver: URLResolver, space: tuple[str, ...]) -> Iterator[tuple[str, Policy]]:
    declared = _policies_beside(resolver.urlconf_module)
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*space, entry.namespace) if entry.namespace else space
            yield from _declared(entry, inner)
        elif (name := entry.name) is not None and name in declared:
            yield ":".join((*space, name)), declared[name]


def _policies_beside(addresses: object) -> Mapping[str, Policy]:
    """The declaration that belongs to a module of addresses: in it, or beside it."""
    if not isinstance(addresses, ModuleType):
        return {}
    if hasattr(addresses, "POLICIES"):
        said: Mapping[str, Policy] = addresses.POLICIES
        return said
    name = f"{addresses.__name__.rpartition('.')[0]}.policies"
    if find_spec(name) is None:
        return {}
    beside: Mapping[str, Policy] = import_module(name).POLICIES
    return beside


class GateMiddleware:
    """Asks the policy of an address before its view; what has none is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        """Called by Django before a view; what is returned is the answer."""
        del view, args
        match = request.resolver_match
        policy = policies(getattr(request, "urlconf", None)).get(match.view_name if match else "")
        if policy is None:
            raise Http404
        if request.method not in policy.methods:
            return HttpResponseNotAllowed(policy.methods)
        asked = Asked(request.user, kwargs, timezone.localdate())
        try:
            policy.check(request.method, asked)
        except Refused as refusal:
            return refused_page(request, refusal)
        # The view stands at the same office; it need not be looked for again.
        request.office_at_gate = asked.office  # type: ignore[attr-defined]
        return None
