"""From a code to a sentence: the only place where a refusal becomes Indonesian."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django import forms
from django.apps import apps

from janji.core.refusals import Problem, Refused


@cache
def sentences(kind: str) -> dict[str, str]:
    """All sentences of the house of one kind (`REFUSALS` or `PROBLEMS`), from each room's wording."""
    found: dict[str, str] = {}
    rooms = [
        "janji.documents",
        *(c.name for c in apps.get_app_configs() if c.name.startswith("janji.")),
    ]
    for room in rooms:
        if find_spec(f"{room}.wording"):
            found |= getattr(import_module(f"{room}.wording"), kind, {})
    return found


def _filled(sentence: str, facts: Mapping[str, object]) -> str:
    return sentence.format_map({name: str(value) for name, value in facts.items()})


def sentence(refusal: Refused) -> str:
    """The reader's sentence for a refusal."""
    return _filled(sentences("REFUSALS")[refusal.code], refusal.facts)


def problem_sentence(problem: Problem) -> str:
    """The reader's sentence for a problem."""
    return _filled(sentences("PROBLEMS")[problem.code], problem.facts)


def deed_name(deed: str) -> str:
    """What a deed of the audit chain is called; every room names its own in `DEEDS`."""
    return sentences("DEEDS").get(deed, deed)


@contextmanager
def shown_on(form: forms.BaseForm) -> Iterator[None]:
    """Turns a refusal inside the block into an error of the form; `field` in its facts places it."""
    try:
        yield
    except Refused as refusal:
        show(refusal, form)


def show(refusal: Refused, form: forms.BaseForm) -> None:
    """A refusal as an error of the form."""
    field = refusal.facts.get("field")
    # A fact may name a field that this form does not show.
    place = field if isinstance(field, str) and field in form.fields else None
    form.add_error(place, sentence(refusal))
