"""Someone else was faster: what stands now beside what was typed, and a form that can be sent again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from janji.core.differing import apart
from janji.core.numbers import written_exactly
from janji.core.refusals import Refused
from janji.kit import dates, refusals
from janji.kit.editions import CHANGED, OUTDATED, edition_of
from janji.kit.fields import EditionField

EMPTY = "kosong"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says something else now than what was typed."""

    label: str
    now: str
    typed: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who was faster and when, in a sentence, and what differs."""

    sentence: str
    differences: Sequence[Difference]


class EditForm(forms.Form):
    """A form that changes a record and carries the edition it shows.

    On its own it serves a button, or a page of several forms that change one record.
    """

    based_on = EditionField()
    conflict: Conflict | None = None

    @classmethod
    def carrying(cls, row: models.Model | None) -> "EditForm":
        """The edition of a record as it stands."""
        return EditForm(initial={"based_on": edition_of(row)})

    def meet(self, conflict: Conflict, now: forms.Form) -> None:
        """Shows a conflict. What was typed stays, upon the edition of now: sending it again is meant."""
        self.conflict = conflict
        edition = now.initial["based_on"]
        self.resend(based_on="" if edition is None else str(edition))

    def resend(self, **changed: str) -> None:
        """What the answered form sends when nothing more is typed."""
        sent: Any = self.data
        self.data = sent = sent.copy()
        sent.update({self.add_prefix(name): said for name, said in changed.items()})


def based_on(data: Mapping[str, Any]) -> int | None:
    """The edition that a button's page carries."""
    form = EditForm(data)
    form.full_clean()
    edition: int | None = form.cleaned_data["based_on"]
    return edition


def status_of(*asked: Any) -> int:
    """How forms are answered: 409 when someone was faster, 422 when something is wrong."""
    if any(getattr(form, "conflict", None) for form in asked):
        return 409
    return 422 if any(form.errors for form in asked) else 200


@contextmanager
def shown_on(
    form: EditForm,
    *,
    now: Callable[[], forms.Form],
    beside: Callable[[], Iterable[Difference]] | None = None,
) -> Iterator[None]:
    """Turns a refusal inside the block into an error of the form, or into a conflict above it.

    `now` makes the form as it would be opened at this moment. `beside` gives the differences
    where they lie in more forms than this one.
    """
    try:
        yield
    except Refused as refusal:
        if refusal.code == OUTDATED:
            raise
        if refusal.code != CHANGED:
            refusals.show(refusal, form)
            return
        fresh = now()
        found = beside() if beside else differences(form, fresh)
        form.meet(Conflict(refusals.sentence(refusal), tuple(found)), fresh)


def plainly(bound: forms.BoundField) -> str:
    """A field as its form calls it."""
    return str(bound.label)


def under(about: str) -> Callable[[forms.BoundField], str]:
    """A field as its form calls it, after what the form is about."""
    return lambda bound: f"{about}: {bound.label}"


def differences(
    typed: forms.Form, now: forms.Form, *, called: Callable[[forms.BoundField], str] = plainly
) -> Iterator[Difference]:
    """Fields of a sent form that say something else than the form as it would be opened now.

    Only what the record itself says is compared, which is what `now` begins with; a reason for a
    change is not. `called` names a field where a page has several forms alike.
    """
    for bound in now.visible_fields():
        if bound.name not in now.initial or bound.name not in typed.fields:
            continue
        field, data = bound.field, typed[bound.name].data
        if field.has_changed(bound.initial, data):
            said = _said(field, bound.initial), _said(field, data)
            yield Difference(called(bound), *apart(*said))


def _said(field: forms.Field, value: Any) -> str:
    """A value of a field in words."""
    try:
        value = field.to_python(field.prepare_value(value))
    except ValidationError:
        return str(value)
    if isinstance(field, forms.ModelChoiceField):
        return EMPTY if value is None else field.label_from_instance(value)
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        labels = dict(_flat(choices))
        chosen = value if isinstance(value, list) else [value or ""]
        return ", ".join(labels.get(str(one), str(one)) for one in chosen) or EMPTY
    return _written(value) or EMPTY


def _flat(choices: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)


def _written(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ya" if value else "tidak"
        case Decimal():
            return written_exactly(value)
        case datetime():
            return dates.moment(value)
        case date():
            return dates.day(value)
        case time():
            return f"{value:%H.%M}"
        case _:
            return str(value)
