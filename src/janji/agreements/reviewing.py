"""A reading under review: what to look at first, and for every field where it was read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.forms import BoundField, Form

from janji.agreements.editor import AgreementEditor
from janji.agreements.shown_source import Source
from janji.core.agreement import AgreementText
from janji.core.origins import Confidence, Origin
from janji.core.refusals import Problem

DOUBTS = {
    Confidence.HIGH: None,
    Confidence.MEDIUM: ("none", "Cukup pasti"),
    Confidence.LOW: ("warn", "Kurang pasti"),
}
"""How sure a reading is, as tone and word; what is sure says nothing."""


@dataclass(frozen=True, slots=True)
class ShownOrigin:
    """Where a field leads, if the place is on the page, and how sure its reading is."""

    address: str | None
    doubt: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at, the field it is about, and whether that was changed since."""

    sentence: str
    field_id: str | None
    is_done: bool


class Review:
    """The forms of a review with their remarks and origins; both stand beside the fields, too."""

    def __init__(
        self, editor: AgreementEditor, office_form: Form, text: AgreementText, source: Source | None
    ) -> None:
        self.source = source
        self._editor, self._office, self._text = editor, office_form, text
        # Only what was sent can differ from what was read.
        self._opened = AgreementEditor.from_text(text) if office_form.is_bound else None
        self._lead()

    def remarks(self, say: Callable[[Problem], str]) -> list[Remark]:
        """Every problem in a sentence, beside its field as well; what is said twice is said once."""
        found: dict[tuple[str, str | None], Remark] = {}
        for problem in self._text.problems:
            sentence, bound = say(problem), self._field_at(problem.where)
            field_id = bound.id_for_label if bound is not None else None
            if (sentence, field_id) in found:
                continue
            if bound is not None:
                before = getattr(bound.field, "remarks", ())
                bound.field.remarks = (*before, sentence)  # type: ignore[attr-defined]
            is_done = self._is_changed(problem.where)
            found[sentence, field_id] = Remark(sentence, field_id, is_done)
        return list(found.values())

    @property
    def unsure(self) -> int:
        """How many values were read less than surely, besides those that a problem speaks of."""
        told = {problem.where for problem in self._text.problems}
        return sum(
            origin.confidence is not Confidence.HIGH
            for path, origin in self._text.origins.items()
            if path not in told
        )

    def _field_at(self, where: str) -> BoundField | None:
        if where in self._office.fields:
            return self._office[where]
        return self._editor.field_at(where)

    def _is_changed(self, where: str) -> bool:
        """Whether a sent field says something else than was read; rows keep their places."""
        now = self._editor.field_at(where)
        opened = self._opened.field_at(where) if self._opened else None
        if now is None or opened is None:
            return False
        return now.field.has_changed(opened.initial, now.field.prepare_value(now.value()))

    def _lead(self) -> None:
        for path, bound in self._fields():
            origin = _origin_of(path, bound, self._text.origins)
            if origin is None:
                continue
            address = self.source.find(origin.place) if self.source else None
            if self.source and address:
                self.source.led_from(address, bound.id_for_label, str(bound.label))
            shown = ShownOrigin(address, DOUBTS[origin.confidence])
            bound.field.origin = shown  # type: ignore[attr-defined]

    def _fields(self) -> Iterator[tuple[str, BoundField]]:
        yield from ((bound.name, bound) for bound in self._office)
        yield from self._editor.paths()


def _origin_of(path: str, bound: BoundField, origins: Mapping[str, Origin]) -> Origin | None:
    """Where a field was read; what says something without a place of its own, where its row was."""
    exact = origins.get(path)
    if exact is not None or bound.value() in (None, ""):
        return exact
    return origins.get(path.rpartition(".")[0])
