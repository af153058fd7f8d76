"""An entry of the audit chain as people read it: a sentence, what changed from what to what, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from janji.core.audit_chain import HOME
from janji.core.numbers import written, written_exactly
from janji.kit import dates
from janji.kit.audit import PERSONAL
from janji.kit.fields import ExactDecimalField
from janji.kit.models import AuditEntry
from janji.kit.refusals import deed_name, sentences

NOBODY = "Sistem"
"""Who did what follows from something else, what a citizen did, and what was done at the machine."""
REASONS = ("why", "reason")
"""A reason was called so before 0.2.0, too."""
CHANGED = ("before", "after")
KEYS = frozenset({HOME, "org_unit", "parent", "target", "agreement", "administrator", "forum"})
KEYS |= {"cycle", "member", "decree", "file", "cycles", "completes", "corrects", "by_which"}
KEYS |= {"indicator", "rule"}
"""Facts that are keys of records, which tell a reader nothing."""
LONGEST = 200
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Change:
    """One detail, what it said, and what it says."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in words. `details` are facts that are no change."""

    entry: AuditEntry
    who: str
    deed: str
    changes: tuple[Change, ...]
    details: tuple[tuple[str, str], ...]
    why: str

    @property
    def sentence(self) -> str:
        """`Sri Lestari mengubah kantor pada 14 Agustus 2026 pukul 14.05.`"""
        return f"{self.who} {self.deed} pada {dates.moment(self.entry.at)}."


def told(entry: AuditEntry) -> Told:
    """One entry; `by` should have been read with it."""
    facts: Mapping[str, Any] = entry.facts if isinstance(entry.facts, dict) else {}
    told_otherwise = {*REASONS, *CHANGED}
    model = entry.subject.partition(":")[0]
    return Told(
        entry=entry,
        who=str(entry.by or NOBODY),
        deed=deed_name(entry.deed),
        changes=tuple(_changes(facts, model)),
        details=tuple(
            (label(name), said(in_words(model, name, facts[name])))
            for name in facts
            if name not in told_otherwise and not _is_key(name, facts[name])
        ),
        why=next((str(facts[name]) for name in REASONS if facts.get(name)), ""),
    )


def all_told(entries: Iterable[AuditEntry]) -> list[Told]:
    """Several, in their order."""
    return [told(entry) for entry in entries]


def _is_key(name: str, value: Any) -> bool:
    # What a record is called by people may go by the same name, such as a decree.
    return name in KEYS and not isinstance(value, str)


def _changes(facts: Mapping[str, Any], model: str) -> Iterable[Change]:
    if not any(name in facts for name in CHANGED):
        return
    before, after = (_by_name(facts, name) for name in CHANGED)
    for name in before | after:
        stood, stands = (said(in_words(model, name, one.get(name))) for one in (before, after))
        # Entries from before 0.2.0 may say only what stood there.
        yield Change(label(name), stood, stands if "after" in facts else "(tidak dicatat)")


def _by_name(facts: Mapping[str, Any], when: str) -> dict[str, Any]:
    if when not in facts:
        return {}
    value = facts[when]
    return value if isinstance(value, dict) else {"value": value}


def in_words(model: str, name: str, value: Any) -> Any:
    """A value as its record's pages show it: codes in words, numbers and moments as they are written here."""
    kind, words = _field(model, name)
    if isinstance(value, int) and issubclass(kind, models.BigIntegerField):
        return written(value, 0)
    if not isinstance(value, str) or value == PERSONAL:
        return value
    if value in words:
        return words[value]
    try:
        if issubclass(kind, models.DateTimeField):
            return dates.moment(datetime.fromisoformat(value))
        if issubclass(kind, models.TimeField):
            return f"{time.fromisoformat(value):%H.%M}"
        if issubclass(kind, models.DecimalField | ExactDecimalField):
            return written_exactly(Decimal(value))
    except (ValueError, InvalidOperation):
        # Written by another release, or at the machine.
        return value
    return value


@cache
def _field(model: str, name: str) -> tuple[type[object], Mapping[str, str]]:
    """What sort of field a fact is of, and what its codes are called: a room says it in `CODES`, or the field.

    A fact that is no field of its record is found in `CODES` by its own name.
    """
    codes: Mapping[str, Any] = sentences("CODES")
    words = codes.get(f"{model}.{name}", codes.get(name, {}))
    try:
        field = apps.get_model(model)._meta.get_field(name)  # noqa: SLF001 -- Django's documented way
    except (LookupError, ValueError, FieldDoesNotExist):
        return object, words
    shown = {str(code): str(said) for code, said in getattr(field, "flatchoices", None) or ()}
    return type(field), shown | words


def label(name: str) -> str:
    """What a fact is called; every room names its own in `FACTS`."""
    known = sentences("FACTS").get(name)
    return known or name.replace("_", " ")


def said(value: Any) -> str:
    """A value of a fact in words."""
    match value:
        case None | "" | [] | {}:
            return NOTHING
        case bool():
            return "ya" if value else "tidak"
        case list():
            return _short(", ".join(map(said, value)))
        case dict():
            return _short("; ".join(f"{label(key)}: {said(one)}" for key, one in value.items()))
        case str() if value == PERSONAL:
            return "(data pribadi, lihat pada rekamnya)"
        case str():
            return _short(_day_in(value) or value)
        case _:
            return str(value)


def _day_in(text: str) -> str | None:
    try:
        return dates.day(date.fromisoformat(text)) if len(text) == len("2026-01-31") else None
    except ValueError:
        return None


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
