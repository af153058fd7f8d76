"""One world for all cells of the matrix: a small house with something in every table, a second regency
beside it, and an account for every role in every relation to the office of a thing."""

import itertools
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from unittest import mock
from unittest.mock import Mock
from urllib.parse import urlencode

import vl_convert
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.utils import timezone
from docxtpl import DocxTemplate

from janji.documents import typesetting
from janji.kit import audit
from janji.kit.models import AuditEntry
from janji.orgs.gate import Own
from janji.orgs.models import OrgUnit, OrgUnitKind, RoleAssignment, User
from janji.orgs.roles import Role
from tests.access import states
from tests.access.things import Things
from tests.upgrades import filling

BEGAN = date(2019, 1, 2)
RELATIONS = ("own", "parent", "child", "sibling", "other regency", "none")
"""Where someone's role stands, seen from the office of the thing; `none` is one whose role there is over."""

FORM = "application/x-www-form-urlencoded"

PDF = b"%PDF-1.7"
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
    states.furnish()


def below(office, **fields):
    """A new office below another."""
    afresh = OrgUnit.objects.get(pk=office.pk)
    return OrgUnit.objects.add_child(afresh, instance=OrgUnit(**fields))


@contextmanager
def unwritten():
    """Pages and papers answer as always, and nothing is written on them: that takes longer than all the
    rest."""
    with (
        mock.patch.object(Template, "render", return_value=""),
        mock.patch.object(
            typesetting, "_compiler", return_value=Mock(compile=lambda *_, **__: PDF)
        ),
        mock.patch.object(DocxTemplate, "render", lambda paper, *_, **__: paper.init_docx()),
        mock.patch.object(vl_convert, "vegalite_to_svg", return_value="<svg/>"),
        mock.patch.object(vl_convert, "vegalite_to_png", return_value=b""),
    ):
        yield


@dataclass(frozen=True)
class Answered:
    """What the house answered, and how many deeds it noted before they were taken back."""

    status: int
    noted: int


class World:
    """Accounts and things. All are made with the world; what a test makes is gone after it."""

    def __init__(self):
        self.accounts, self.browsers, self.offices = {}, {}, {}
        self.heard, self.writing_when_read = False, []
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
        self.things = Things(self.district)

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

    def over(self):
        """Those who hold nothing today."""
        return self.without_role, self.ended_yesterday

    def someone(self, role, relation, office):
        """The account with this role in this relation to an office; None where there is no such office."""
        key = self._key(role, relation, office or self.district)
        return None if key is None else self.accounts[key]

    def _key(self, role, relation, office):
        where = self.related(relation, office)
        if where is None:
            return None
        return role, where.pk, self.yesterday if relation == "none" else None

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

    def chosen(self, name, policy, route, *, once=False):
        """One thing for each state, or one at all with `once`, such that whoever may do everything finds
        something there."""
        found, tried = {}, 0
        method = "GET" if policy.read is not None else "POST"
        for one in self.things.of(policy.about, route):
            if one.life in found:
                continue
            if tried == MOST_TRIED or (found and (once or not one.life)):
                break
            tried += 1
            if isinstance(policy.about, Own) or self._is_there(name, method, one):
                found[one.life] = one
        return list(found.values())

    def _is_there(self, name, method, one):
        answer = self.send(self.everyone, method, one.address(name))
        if method == "GET" and answer.noted:
            self.writing_when_read.append(name)
        return answer.status in ANSWERS

    def people_it(self, chosen):
        """Makes every account that a cell may ask for, all at once."""
        offices = {thing.office or self.district for things in chosen.values() for thing in things}
        asked = dict.fromkeys(
            key
            for cell in itertools.product(Role, RELATIONS, offices)
            if (key := self._key(*cell)) is not None and key not in self.accounts
        )
        users = User.objects.bulk_create(
            User(username=name, first_name=name, password="!") for name in map(called, asked)
        )
        RoleAssignment.objects.bulk_create(
            RoleAssignment(
                user=user, role=role.value, org_unit_id=office, starts_on=BEGAN, ends_on=ends_on
            )
            for user, (role, office, ends_on) in zip(users, asked, strict=True)
        )
        self.accounts |= dict(zip(asked, users, strict=True))


def called(key):
    """The name of an account."""
    role, office, ends_on = key
    return f"{role.value}-{office}{'-dulu' if ends_on else ''}"
