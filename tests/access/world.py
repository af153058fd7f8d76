"""One world for all cells of the matrix: a small house with something in every table, a second regency
beside it, and an account for every role in every relation to the office of a thing."""

import itertools
import re
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from unittest import mock
from urllib.parse import urlencode

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from janji.kit import audit
from janji.kit.models import AuditEntry
from janji.orgs.gate import Account, Here, Own, Row
from janji.orgs.models import OrgUnit, OrgUnitKind, RoleAssignment, User
from janji.orgs.roles import Role
from janji.registers.catalogue import variables
from janji.registers.imports.layouts import layouts
from janji.reports.quality import sources
from tests.upgrades import filling

BEGAN = date(2019, 1, 2)
RELATIONS = ("own", "parent", "child", "sibling", "other regency", "none")
"""Where someone's role stands, seen from the office of the thing; `none` is one whose role there is over."""

FORM = "application/x-www-form-urlencoded"

INNER = {"angka": "figures.Figure", "usulkan": "rewards.RewardRule"}
"""What the number behind an office names, by the word before it."""

ANSWERS = {200, 302, 409, 422}
"""What says that something is there, though it may say no in this state."""

MOST_TRIED = 500
"""Addresses tried to find one that has a page."""


def furnish(patch):
    """The small house, and a second regency with a district and a village that nobody of the first sees."""
    for room, name, size in filling.SMALL:
        patch.setattr(room, name, size)
    filling.furnish()
    for name, kind in (
        ("Kabupaten Purwosari", OrgUnitKind.GOVERNMENT),
        ("Kecamatan Wanasari", OrgUnitKind.DISTRICT),
        ("Desa Karangsari", OrgUnitKind.VILLAGE),
    ):
        last = OrgUnit.objects.order_by("-path").first()
        fields = {"name": name, "kind": kind.value, "slug": name.lower().replace(" ", "-")}
        if kind is OrgUnitKind.GOVERNMENT:
            OrgUnit.objects.add_root(instance=OrgUnit(**fields))
        else:
            below(last, **fields)
    # What filling leaves out, and only a page of its own shows.
    for model in ("communities.WorkPlan", "self_help.Record"):
        one = apps.get_model(model).objects.order_by("pk").last()
        one.file_name, one.content_type = "contoh.pdf", "application/pdf"
        one.file.save("contoh.bin", ContentFile(filling.PAPER))


def below(office, **fields):
    """A new office below another."""
    afresh = OrgUnit.objects.get(pk=office.pk)
    return OrgUnit.objects.add_child(afresh, instance=OrgUnit(**fields))


@contextmanager
def unwritten():
    """Pages answer as always, and nothing is written on them: that takes longer than all the rest."""
    with mock.patch.object(Template, "render", return_value=""):
        yield


@dataclass(frozen=True)
class Answered:
    """What the house answered, and how many deeds it noted before they were taken back."""

    status: int
    noted: int


@dataclass(frozen=True)
class Thing:
    """What an address is tried with: its arguments, the office of what they name, its state."""

    kwargs: dict
    office: OrgUnit | None
    state: str | None = None

    def address(self, name):
        return reverse(name, kwargs=self.kwargs)


class World:
    """Accounts and things. All are made with the world; what a test makes is gone after it."""

    def __init__(self):
        self.accounts, self.browsers, self.offices = {}, {}, {}
        self.heard = False
        self.noted = AuditEntry.objects.count()
        audit.noted.connect(self._hear)
        self.district = OrgUnit.objects.get(name="Kecamatan Ajibarang")
        self.foreign = OrgUnit.objects.get(name="Kabupaten Purwosari")
        tops = list(OrgUnit.objects.filter(depth=1))
        roles = list(itertools.product(Role, tops))
        self.yesterday = yesterday = timezone.localdate() - timedelta(days=1)
        self.everyone = self.account("semua", roles)
        self.without_role = self.account("tanpa-peran", [])
        self.ended_yesterday = self.account("sudah-berakhir", roles, ends_on=yesterday)

        waiting = apps.get_model("services.ServiceRequest").objects.filter(stage="finished")
        asked = waiting.filter(org_unit=self.district, survey_invitation=None).first()
        self.body = urlencode({"day": "2019-08-19", "permohonan": asked.pk if asked else 0})
        """What every POST sends: as much as deeds without a page need to find what they are about."""

    # ── people

    def account(self, username, roles, ends_on=None):
        user = User.objects.create(username=username, first_name=username, password="!")
        RoleAssignment.objects.bulk_create(
            RoleAssignment(
                user=user, role=role.value, org_unit=office, starts_on=BEGAN, ends_on=ends_on
            )
            for role, office in roles
        )
        return user

    def someone(self, role, relation, office):
        """The account with this role in this relation to an office; None where there is no such office."""
        where = self.related(relation, office or self.district)
        if where is None:
            return None
        ends_on = self.yesterday if relation == "none" else None
        key = role, where.pk, ends_on
        if key not in self.accounts:
            name = f"{role.value}-{where.pk}{'-dulu' if ends_on else ''}"
            self.accounts[key] = self.account(name, [(role, where)], ends_on)
        return self.accounts[key]

    def related(self, relation, office):
        key = relation, office.pk
        if key not in self.offices:
            self.offices[key] = getattr(self, f"_{relation.replace(' ', '_')}")(office)
        return self.offices[key]

    def _own(self, office):
        return office

    _none = _own

    def _parent(self, office):
        return OrgUnit.objects.get_parent(office)

    def _child(self, office):
        found = OrgUnit.objects.filter(path__startswith=office.path, depth=office.depth + 1)
        return found.order_by("path").first() or below(
            office,
            name=f"Seksi {office.pk}",
            kind=OrgUnitKind.SECTION.value,
            slug=f"seksi-{office.pk}",
        )

    def _sibling(self, office):
        parent = OrgUnit.objects.get_parent(office)
        if parent is None:
            return None
        beside = OrgUnit.objects.filter(path__startswith=parent.path, depth=office.depth)
        return beside.exclude(pk=office.pk).order_by("path").first() or below(
            parent,
            name=f"Kantor {office.pk}",
            kind=office.kind,
            slug=f"kantor-{office.pk}",
        )

    def _other_regency(self, office):
        del office
        return self.foreign

    def browser(self, user):
        if user.pk not in self.browsers:
            client = Client(raise_request_exception=False)
            client.force_login(user, backend="janji.orgs.backends.AccountBackend")
            self.browsers[user.pk] = client
        return self.browsers[user.pk]

    def _hear(self, **_):
        self.heard = True

    def send(self, user, method, address):
        """What the house answers, read to its end; what it changed is taken back."""
        client, self.heard = self.browser(user), False
        cookies = deepcopy(client.cookies)
        with transaction.atomic():
            answer = client.generic(method, address, self.body, FORM)
            if answer.streaming:
                # Read rather than closed: closing it would close the world's connection.
                b"".join(answer.streaming_content)
            noted = AuditEntry.objects.count() - self.noted if self.heard else 0
            transaction.set_rollback(True)
        client.cookies = cookies
        return Answered(answer.status_code, noted)

    # ── things

    def things(self, policy, route):
        """Candidates for an address, one state after another, every argument that may be known."""
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        others = [name for name in names if name not in {"pk", "slug"}]
        for pk, slug, office, state in self._subjects(policy.about, names, route):
            for said in itertools.product(*(self._values(name, route) for name in others)):
                known = dict(zip(others, said, strict=True))
                if "pk" in names:
                    known["pk"] = pk
                if "slug" in names:
                    known["slug"] = slug
                yield Thing(known, office, state)

    def _subjects(self, about, names, route):
        match about:
            case Row():
                yield from self._rows(about, names)
            case Account():
                operator = User.objects.get(username="operator")
                yield operator.pk, None, self.district, None
            case Own():
                # It is there for one person only, whichever it is.
                one = apps.get_model(about.model)._base_manager.order_by("-pk").first()
                yield one.pk, self.district.slug, None, None
            case Here():
                found = OrgUnit.objects.filter(path__startswith=self.district.path)
                for office in found.order_by("path"):
                    if about.kinds is None or office.kind in about.kinds:
                        for pk in self._inner_keys(route):
                            yield pk, office.slug, office, None
            case _:
                yield None, self.district.slug, None, None

    def _inner_keys(self, route):
        """An address with an office first may name a row as well: `INNER` says of what."""
        before, named, _ = route.partition("<int:pk>")
        if not named:
            return [None]
        model = apps.get_model(INNER[before.rstrip("/").rpartition("/")[2]])
        return list(model.objects.values_list("pk", flat=True)[:20])

    def _rows(self, about, names):
        model = apps.get_model(about.model)
        path = f"{about.office}__path"
        top = self.district.path[: OrgUnit.steplen]
        rows = model._base_manager.filter(**{f"{path}__startswith": top})
        offices = {one.pk: one for one in OrgUnit.objects.all()}
        values = list(
            rows.order_by("-pk").values_list("pk", about.office, about.state or "pk")[:200]
        )
        slugs = [None]
        if "slug" in names:
            # Of the row's own office, or of a village that it is about.
            slugs += OrgUnit.objects.filter(kind="village").values_list("slug", flat=True)
        for slug in slugs:
            for pk, office, state in values:
                own = offices[office].slug
                yield pk, slug or own, offices[office], state if about.state else None

    def _values(self, name, route):
        known = {
            "year": [2019, 2020],
            "plan_year": [2020, 2021],
            "quarter": [1, 2, 3, 4],
            "number": [1, 2],
            "invitation": list(
                apps.get_model("survey.Invitation").objects.values_list("pk", flat=True)[:3]
            ),
            "variable": [one for one in variables() if any(one in said for said in self._formulas)],
            "month": [1, 3],
            "change": [0, 1],
            "code": self._codes(route),
            "register": sorted(layouts()),
        }
        assert name in known, f"say in tests/access/world.py with what <{name}> may be tried"
        return known[name]

    def _codes(self, route):
        """What is called a code: a line of a budget, a paper that is handed in, a check of data."""
        if route.startswith("anggaran/"):
            lines = apps.get_model("budgets.BudgetLine").objects.order_by("pk")
            return list(lines.values_list("code", flat=True)[:3])
        if route.startswith("keputusan/"):
            papers = apps.get_model("rewards.PaperDelivery").objects.values_list("paper", flat=True)
            return sorted(set(papers))
        return sorted({one.check.code for one in sources()})

    @cached_property
    def _formulas(self):
        model = apps.get_model("indicators.OperationalDefinition")
        return list(model.objects.values_list("formula", flat=True))

    def chosen(self, name, policy, route):
        """One thing for each state, such that whoever may do everything finds something there."""
        found = {}
        method = "GET" if policy.read is not None else "POST"
        for one in itertools.islice(self.things(policy, route), MOST_TRIED):
            if one.state in found:
                continue
            if isinstance(policy.about, Own) or (
                self.send(self.everyone, method, one.address(name)).status in ANSWERS
            ):
                found[one.state] = one
                if one.state is None:
                    break
        return list(found.values())

    def people_it(self, chosen):
        """Makes every account that a cell may ask for."""
        offices = {thing.office or self.district for things in chosen.values() for thing in things}
        for role, relation, office in itertools.product(Role, RELATIONS, offices):
            self.someone(role, relation, office)
