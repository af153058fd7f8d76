"""What an address is tried with: candidates for every argument, with the office they belong to and the
state of every life that the address names."""

import itertools
import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from django.apps import apps
from django.urls import reverse

from janji.core import measurement_life
from janji.orgs.gate import Account, Here, Own, Row
from janji.orgs.models import OrgUnit, User
from janji.registers.catalogue import variables
from janji.registers.imports.layouts import layouts
from janji.reports.quality import sources
from tests.access.states import LIVES

INNER = {"angka": "figures.Figure", "usulkan": "rewards.RewardRule"}
"""What the number behind an office names, by the word before it."""

MOST_ROWS = 200
"""Rows of a table that are candidates, the newest first."""


@dataclass(frozen=True)
class Thing:
    """What an address is tried with: its arguments, the office of what they name, and its states.

    `state` is the one that the policy names. `life` are those of all lives on the way to the office, and of
    the quarter where the address has one.
    """

    kwargs: dict
    office: OrgUnit | None
    state: str | None = None
    life: tuple = ()
    narrowed: dict = field(default_factory=dict, compare=False)
    """What a policy asks for, of this thing alone; found once."""

    def address(self, name):
        return reverse(name, kwargs=self.kwargs)


@cache
def lives_of(label, office):
    """Columns with the state of a row and of everything between it and its office, and where its office
    and year are for a quarter that an address names."""
    model, before, columns, yearly = apps.get_model(label), "", [], None
    for part in office.split("__"):
        if model._meta.label in LIVES:
            columns.append(before + LIVES[model._meta.label][0])
        if {"year", "org_unit"} <= {one.name for one in model._meta.fields}:
            yearly = f"{before}year"
        model, before = model._meta.get_field(part).related_model, f"{before}{part}__"
    return columns, yearly


class Things:
    """All candidates of a house."""

    def __init__(self, district):
        self.district = district
        self.offices = {one.pk: one for one in OrgUnit.objects.all()}
        quarters = apps.get_model("measurements.OfficeQuarter").objects
        self.quarters = {
            (office, year, quarter): state
            for office, year, quarter, state in quarters.values_list(
                "org_unit", "year", "quarter", "state"
            )
        }

    def of(self, about, route):
        """Candidates for an address, every argument that may be known."""
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        others = [name for name in names if name not in {"pk", "slug"}]
        values = [self._values(name, route) for name in others]
        for pk, slug, office, state, life, year in self._subjects(about, names, route):
            for said in itertools.product(*values):
                known = dict(zip(others, said, strict=True))
                of_quarter = ()
                if "quarter" in known:
                    of_quarter = (self._quarter(office, known.get("year", year), known["quarter"]),)
                if "pk" in names:
                    known["pk"] = pk
                if "slug" in names:
                    known["slug"] = slug
                yield Thing(known, office, state, (*life, *of_quarter))

    def _quarter(self, office, year, quarter):
        """Where an office's quarter stands; it has no row before it is handed in."""
        return self.quarters.get((office.pk, year, quarter), measurement_life.State.OPEN.value)

    def _subjects(self, about, names, route):
        match about:
            case Row():
                yield from self._rows(about, names)
            case Account():
                operator = User.objects.get(username="operator")
                yield operator.pk, None, self.district, None, (), None
            case Own():
                # It is there for one person only, whichever it is.
                one = apps.get_model(about.model)._base_manager.order_by("-pk").first()
                yield one.pk, self.district.slug, None, None, (), None
            case Here():
                for office in self._here(names):
                    if about.kinds is None or office.kind in about.kinds:
                        for pk in self._inner_keys(route):
                            yield pk, office.slug, office, None, (), None
            case _:
                yield None, self.district.slug, None, None, (), None

    def _here(self, names):
        """Offices from the district down; where a quarter is named, those that promised something."""
        found = OrgUnit.objects.filter(path__startswith=self.district.path)
        if "quarter" in names:
            found = found.filter(agreements__isnull=False).distinct()
        return found.order_by("path")

    def _inner_keys(self, route):
        """An address with an office first may name a row as well: `INNER` says of what."""
        before, named, _ = route.partition("<int:pk>")
        if not named:
            return [None]
        model = apps.get_model(INNER[before.rstrip("/").rpartition("/")[2]])
        return list(model.objects.values_list("pk", flat=True)[:20])

    def _rows(self, about, names):
        model = apps.get_model(about.model)
        top = self.district.path[: OrgUnit.steplen]
        rows = model._base_manager.filter(**{f"{about.office}__path__startswith": top})
        columns, yearly = lives_of(about.model, about.office)
        if about.state and about.state not in columns:
            columns = [about.state, *columns]
        values = list(
            rows.order_by("-pk").values_list(
                "pk", about.office, about.state or "pk", yearly or "pk", *columns
            )[:MOST_ROWS]
        )
        slugs = [None]
        if "slug" in names:
            # Of the row's own office, or of a village that it is about.
            slugs += OrgUnit.objects.filter(kind="village").values_list("slug", flat=True)
        for slug in slugs:
            for pk, key, state, year, *life in values:
                office = self.offices[key]
                state = state if about.state else None
                yield pk, slug or office.slug, office, state, tuple(life), yearly and year

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
        assert name in known, f"say in tests/access/things.py with what <{name}> may be tried"
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
