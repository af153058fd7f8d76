"""Writes the tables of `docs/manual/akses.md` anew from what the rooms declare.

`.venv/bin/python -m tools.access_table`; a test says when the tables have fallen behind.
"""

import os
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "janji.site.settings")
if __name__ == "__main__":
    django.setup()

from django.apps import apps
from django.urls import URLResolver, get_resolver

from janji.orgs.gate import Needs, OfOffice, Policy, Reach, Row, policies
from janji.orgs.roles import Permission, Role

PAGE = Path(__file__).parents[1] / "docs" / "manual" / "akses.md"
BEGIN, END = "<!-- tabel: {} -->", "<!-- akhir tabel -->"
WORDS = {
    "slug": "kantor",
    "pk": "nomor",
    "year": "tahun",
    "plan_year": "tahun",
    "quarter": "triwulan",
    "number": "ke",
    "code": "kode",
    "register": "register",
    "variable": "variabel",
    "invitation": "undangan",
    "token": "kode",
    "key": "kode",
    "office": "kantor",
    "place": "ke",
}


def _routes(
    resolver: URLResolver | None = None, space: tuple[str, ...] = (), before: str = ""
) -> Iterator[tuple[str, str]]:
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*space, entry.namespace) if entry.namespace else space
            yield from _routes(entry, inner, route)
        else:
            yield ":".join((*space, str(entry.name))), route


def _address(route: str) -> str:
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda one: f"‹{WORDS.get(one[1], one[1])}›", route)


def _said(needs: Needs | None, policy: Policy) -> str:
    if needs is None:
        return "–"
    if needs:
        return " atau ".join(one.value for one in Permission if one in needs)
    return Permission.VIEW.value if isinstance(policy.about, OfOffice) else policy.about.label


def _where(policy: Policy) -> str:
    about = policy.about
    if not isinstance(about, OfOffice):
        return about.label if policy.read or policy.change else "–"
    if about.reach is Reach.HERE:
        return about.label
    return f"{about.label}; mengubah {about.reach.value}"


def _states(policy: Policy) -> str:
    about = policy.about
    if not policy.open_in or not isinstance(about, Row) or about.state is None:
        return "–"
    choices = dict(apps.get_model(about.model)._meta.get_field(about.state).flatchoices)  # noqa: SLF001
    return ", ".join(str(label) for value, label in choices.items() if value in policy.open_in)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return [*lines, *("| " + " | ".join(row) + " |" for row in rows)]


def roles() -> list[str]:
    """What each permission is called, and the roles that have it."""
    rows = [
        (one.value, ", ".join(role.label for role in Role if one in role.permissions))
        for one in Permission
    ]
    return _table(("Izin", "Peran"), rows)


def addresses() -> list[str]:
    """Every address with who may open it, by its first word."""
    declared, found = policies(), []
    rows = sorted((route, declared[name]) for name, route in _routes() if name in declared)
    head = ("Alamat", "Melihat", "Mengubah", "Berlaku di", "Hanya dalam keadaan")
    for first, some in groupby(rows, key=lambda row: _heading(row[0])):
        lines = [
            (
                f"`{_address(route)}`",
                _said(one.read, one),
                _said(one.change, one),
                _where(one),
                _states(one),
            )
            for route, one in some
        ]
        found += [f"### {first}", "", *_table(head, lines), ""]
    return found[:-1]


def _heading(route: str) -> str:
    words = [word for word in route.split("/") if word and "<" not in word]
    deep = words[:2] if words[:1] in (["catatan"], ["pengaturan"]) else words[:1]
    return "/" + "/".join(deep)


def written(page: str) -> str:
    """The page with its tables as they have to be."""
    for name, lines in (("peran", roles()), ("alamat", addresses())):
        begin = BEGIN.format(name)
        before, _, rest = page.partition(begin)
        _, _, after = rest.partition(END)
        page = "\n".join((before + begin, "", *lines, "", END + after))
    return page


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text()))
