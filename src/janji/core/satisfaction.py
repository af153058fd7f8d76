"""The survey of public satisfaction (SKM): from four-point answers to the index (IKM).

Source: PermenPANRB 14/2017, Lampiran V; registers section 1. Sums and counts are kept, never
rounded means. The formula's weight is 1 ÷ n; the annex prints 0,11 in its example and offices
also use 0,111, so the weighting is chosen and shown. Names, options, weightings and cut-offs are
data in `parameters/satisfaction.toml`.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from janji.core.numbers import Exact, rounded
from janji.core.refusals import Refused

LOWEST_ANSWER, HIGHEST_ANSWER = 1, 4
CONVERSION = 25
"""Turns the scale 1–4 into 25–100 (Lampiran V.A.1)."""

INDEX_DECIMALS = 2
LEAST_INDEX = Decimal("24.75")
"""All answers 1 under the smallest weighting, 0,11; below it nothing is an index."""
MOST_INDEX = Decimal(100)

DEFAULT_WEIGHTING = "equal"
DEFAULT_CUTOFFS = "2017"
DEFAULT_MAX_BLANK = 1
"""Our design: the regulation sets no limit of unanswered questions."""

Answers = Sequence[int | None]
"""One respondent's answers 1–4 in the order asked; `None` where nothing was answered."""


class NoIndex(StrEnum):
    """Why there is no index."""

    NO_RESPONDENTS = "no-respondents"
    ELEMENT_UNANSWERED = "element-unanswered"


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that is asked (unsur).

    `options` are the answers for 1 to 4. `asked` is its place in the questionnaire, `listed` in
    the regulation's list. `replaceable` says when another question may stand in its place.
    `words` mark it in the heading of a spreadsheet.
    """

    code: str
    name: str
    question: str
    options: tuple[str, ...]
    asked: int
    listed: int
    replaceable: str | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighting:
    """How much each element counts; without `fixed` it is 1 ÷ n.

    A fixed weight was rounded for a certain number of `elements` and means nothing for another.
    """

    code: str
    title: str
    source: str
    evidence: str
    fixed: Fraction | None = None
    elements: int | None = None

    def weight(self, count: int) -> Fraction:
        """The weight of one of `count` elements; refuses with `weighting-count`."""
        if count < 1 or (self.elements is not None and count != self.elements):
            raise Refused("weighting-count", title=self.title, count=count)
        return Fraction(1, count) if self.fixed is None else self.fixed


@dataclass(frozen=True, slots=True)
class Grade:
    """A quality (mutu) with the index it begins at; `level` is its value from 1 to 4."""

    mark: str
    label: str
    level: int
    low: Decimal
    evidence: str


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """The qualities of one regulation, highest first."""

    code: str
    title: str
    source: str
    evidence: str
    grades: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class ElementTally:
    """What the answers for one element add up to; `filled` counts the answers that were given."""

    code: str
    total: int
    filled: int

    @property
    def mean(self) -> Fraction | None:
        """The mean of those who answered, from 1 to 4; `None` when nobody did."""
        return Fraction(self.total, self.filled) if self.filled else None


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums and counts of a survey, elements in the order asked."""

    respondents: int
    elements: tuple[ElementTally, ...]


def tally(responses: Iterable[Answers], codes: Sequence[str] | None = None) -> Tally:
    """Adds up responses; `codes` names the elements if they are not the nine of the questionnaire.

    A blank answer is left out of its own element only. Refuses with `survey-answers-count` or
    `survey-answer-outside`.
    """
    named = asked_codes() if codes is None else tuple(codes)
    totals, filled = [0] * len(named), [0] * len(named)
    respondents = 0
    for answers in responses:
        if len(answers) != len(named):
            raise Refused("survey-answers-count", count=len(answers), expected=len(named))
        respondents += 1
        for place, answer in enumerate(answers):
            if answer is None:
                continue
            if not LOWEST_ANSWER <= answer <= HIGHEST_ANSWER:
                raise Refused("survey-answer-outside", answer=answer, element=named[place])
            totals[place] += answer
            filled[place] += 1
    return Tally(respondents, tuple(map(ElementTally, named, totals, filled)))


def pooled(tallies: Iterable[Tally]) -> Tally:
    """Several services or periods as one survey; refuses other elements with `tallies-differ`.

    It is not the mean of their indices: each respondent counts once, not each service.
    """
    several = list(tallies)
    codes = several[0].elements if several else ()
    named = [one.code for one in codes]
    if any([one.code for one in each.elements] != named for each in several):
        raise Refused("tallies-differ")
    together = [
        ElementTally(
            code,
            sum(each.elements[place].total for each in several),
            sum(each.elements[place].filled for each in several),
        )
        for place, code in enumerate(named)
    ]
    return Tally(sum(each.respondents for each in several), tuple(together))


def survey_index(counted: Tally, how: Weighting) -> Fraction | NoIndex:
    """The index (IKM), exact, from 25 to 100 with equal weights; or why there is none.

    An element that nobody answered leaves the index undefined: it is neither zero nor left out.
    """
    if not counted.respondents:
        return NoIndex.NO_RESPONDENTS
    means = [one.mean for one in counted.elements]
    known = [mean for mean in means if mean is not None]
    if not known or len(known) < len(means):
        return NoIndex.ELEMENT_UNANSWERED
    return index_of_means(known, how)


def index_of_means(means: Sequence[Exact], how: Weighting) -> Fraction:
    """The index of means on the scale 1–4, such as published ones; as exact as they are."""
    weight = how.weight(len(means))
    return sum((weighted_mean(mean, weight) for mean in means), Fraction(0)) * CONVERSION


def weighted_mean(mean: Exact, weight: Exact) -> Fraction:
    """What one element adds to the index before its conversion (NRR tertimbang).

    Printed rounded beside the others, but never added up once rounded.
    """
    return Fraction(mean) * Fraction(weight)


def quality(index: Exact, cutoffs: Cutoffs) -> Grade:
    """The quality of an index: rounded half up to two decimals first, then looked up.

    The printed intervals leave gaps such as 76,60–76,61; rounding first closes them. What no
    survey can give is refused with `index-outside`.
    """
    shown = rounded(index, INDEX_DECIMALS)
    if not LEAST_INDEX <= shown <= MOST_INDEX:
        raise Refused("index-outside", index=shown)
    # Weights that add up to less than 1 reach down to 24,75: still the lowest quality.
    return next((one for one in cutoffs.grades if shown >= one.low), cutoffs.grades[-1])


def element_quality(mean: Exact, cutoffs: Cutoffs) -> Grade:
    """The quality of one element's mean from 1 to 4, by the same cut-offs once converted."""
    return quality(Fraction(mean) * CONVERSION, cutoffs)


def weakest(counted: Tally, count: int = 3) -> tuple[ElementTally, ...]:
    """The elements with the lowest means, lowest first; equal ones in the order asked.

    An element that nobody answered has no mean and is not among them.
    """
    known = [(mean, one) for one in counted.elements if (mean := one.mean) is not None]
    return tuple(one for _, one in sorted(known, key=lambda pair: pair[0])[:count])


BLANK_MARKS = "0-."
"""What stands for a question left unanswered when a form is typed in."""


def read_digits(text: str) -> tuple[int | None, ...]:
    """The nine answers of a paper form as typed, `344343443`; blanks as one of `BLANK_MARKS`.

    Spaces do not count. Refuses with `survey-digits-count` or `survey-digit-outside`.
    """
    typed = "".join(text.split())
    if len(typed) != len(asked_codes()):
        raise Refused("survey-digits-count", count=len(typed), expected=len(asked_codes()))
    wrong = next((mark for mark in typed if mark not in f"1234{BLANK_MARKS}"), None)
    if wrong is not None:
        raise Refused("survey-digit-outside", digit=wrong, place=typed.index(wrong) + 1)
    return tuple(None if mark in BLANK_MARKS else int(mark) for mark in typed)


def blanks(answers: Answers) -> int:
    """How many questions were left unanswered."""
    return sum(answer is None for answer in answers)


def is_valid(answers: Answers, max_blank: int = DEFAULT_MAX_BLANK) -> bool:
    """Whether a response counts: at most `max_blank` questions unanswered."""
    return blanks(answers) <= max_blank


def straight_line(answers: Answers) -> bool:
    """Whether every question got the same answer: a reason to look again, not to delete."""
    return None not in answers and len(set(answers)) == 1


def fits_whole_totals(
    means: Iterable[Exact], respondents: int, decimals: int, *, factor: Exact = 1
) -> bool:
    """Whether published means can come from whole answers of so many respondents.

    `decimals` is how many the means were rounded to; `factor` is 25 when they were published on
    the scale 25–100. Assumes that everybody answered every question.
    """
    if respondents < 1:
        return False
    return all(_fits(Fraction(mean), respondents, decimals, Fraction(factor)) for mean in means)


def _fits(mean: Fraction, respondents: int, decimals: int, factor: Fraction) -> bool:
    near = mean * respondents / factor // 1
    return any(
        rounded(total * factor / respondents, decimals) == mean
        for total in (near, near + 1)
        if LOWEST_ANSWER * respondents <= total <= HIGHEST_ANSWER * respondents
    )


@cache
def elements() -> tuple[Element, ...]:
    """The nine elements in the order asked."""
    return tuple(
        sorted((_element(one) for one in parameters()["element"]), key=lambda one: one.asked)
    )


@cache
def asked_codes() -> tuple[str, ...]:
    """Codes of the nine elements in the order of the questionnaire."""
    return tuple(one.code for one in elements())


@cache
def listed_codes() -> tuple[str, ...]:
    """Codes of the nine elements in the order of the regulation's list."""
    return tuple(one.code for one in sorted(elements(), key=lambda one: one.listed))


def element(code: str) -> Element:
    """An element by its code; refuses with `survey-element-unknown`."""
    for one in elements():
        if one.code == code:
            return one
    raise Refused("survey-element-unknown", code=code)


def weighting(code: str = DEFAULT_WEIGHTING) -> Weighting:
    """A weighting by its code; refuses with `weighting-unknown`."""
    if code not in weightings():
        raise Refused("weighting-unknown", code=code)
    return weightings()[code]


def cutoffs(code: str = DEFAULT_CUTOFFS) -> Cutoffs:
    """A version of the cut-offs by its code; refuses with `cutoffs-unknown`."""
    if code not in all_cutoffs():
        raise Refused("cutoffs-unknown", code=code)
    return all_cutoffs()[code]


@cache
def weightings() -> Mapping[str, Weighting]:
    """All weightings by code."""
    return MappingProxyType({one["code"]: _weighting(one) for one in parameters()["weighting"]})


@cache
def all_cutoffs() -> Mapping[str, Cutoffs]:
    """All versions of the cut-offs by code."""
    return MappingProxyType({one["code"]: _cutoffs(one) for one in parameters()["cutoffs"]})


@cache
def parameters() -> Mapping[str, Any]:
    """The survey's data as the file has it."""
    raw = (files("janji.core.parameters") / "satisfaction.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(raw))


def _element(entry: Mapping[str, Any]) -> Element:
    return Element(
        **{key: entry[key] for key in ("code", "name", "question", "asked", "listed")},
        options=tuple(entry["options"]),
        replaceable=entry.get("replaceable"),
        words=tuple(entry["words"]),
    )


def _weighting(entry: Mapping[str, Any]) -> Weighting:
    return Weighting(
        **{key: entry[key] for key in ("code", "title", "source", "evidence")},
        fixed=Fraction(entry["weight"]) if "weight" in entry else None,
        elements=entry.get("elements"),
    )


def _cutoffs(entry: Mapping[str, Any]) -> Cutoffs:
    grades = tuple(
        Grade(
            **{key: one[key] for key in ("mark", "label", "level")},
            low=Decimal(one["low"]),
            evidence=one.get("evidence", entry["evidence"]),
        )
        for one in entry["grades"]
    )
    named = {key: entry[key] for key in ("code", "title", "source", "evidence")}
    return Cutoffs(**named, grades=grades)
