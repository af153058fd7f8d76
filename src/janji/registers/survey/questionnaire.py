"""The questionnaire as values: what is asked about each element, and the regulation's own wording."""

from collections.abc import Iterable
from dataclasses import dataclass

from janji.core.satisfaction import elements
from janji.registers.survey.models import Question

STANDARD_NAME = "Kuesioner SKM"
STANDARD_SOURCE = "PermenPANRB 14/2017, Lampiran III; kalimat pertanyaan disusun Janji"


@dataclass(frozen=True, slots=True)
class QuestionText:
    """What is asked about an element; `options` are the answers for 1 to 4."""

    element: str
    name: str
    text: str
    options: tuple[str, ...]


def standard_questions() -> tuple[QuestionText, ...]:
    """The nine questions in the order of the regulation's questionnaire."""
    return tuple(QuestionText(one.code, one.name, one.question, one.options) for one in elements())


def as_texts(questions: Iterable[Question]) -> tuple[QuestionText, ...]:
    """The questions of a stored questionnaire."""
    return tuple(
        QuestionText(one.element, one.name, one.text, tuple(one.options)) for one in questions
    )
