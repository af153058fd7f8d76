"""Numbers that Word counts itself: they stand on the page, but not in the text of its paragraphs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from janji.documents.reading.packages import Element

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%([1-9])")
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


_Levels = Mapping[int, _Level]


@dataclass(slots=True)
class Lists:
    """The numbered lists of a document; asked in the order of its paragraphs, it counts them."""

    _levels: Mapping[str, tuple[str, _Levels]]
    _styled: Mapping[str, Element] = field(default_factory=dict)
    _counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def number_of(self, paragraph: Element) -> str:
        """`1.` or `a)` in front of a paragraph; empty for one without a number."""
        place = paragraph.find("{*}pPr/{*}numPr")
        if place is None:
            # A style may count as well.
            style = _attribute(paragraph.find("{*}pPr/{*}pStyle"), "val")
            place = self._styled.get(style)
        if place is None:
            return ""
        level = int(_attribute(place.find("{*}ilvl"), "val", "0"))
        one, levels = self._levels.get(_attribute(place.find("{*}numId"), "val"), ("", {}))
        if level not in levels:
            return ""
        counted = self._counted.setdefault(one, {})
        counted[level] = min(counted.get(level, levels[level].start - 1) + 1, MOST_COUNTED)
        for deeper in [k for k in counted if k > level]:
            del counted[deeper]
        if levels[level].form in {"bullet", "none"}:
            return ""
        return _PLACE.sub(lambda found: _at(int(found[1]) - 1, counted, levels), levels[level].text)


def lists_of(numbering: Element | None, styles: Element | None = None) -> Lists:
    """The lists that a document defines; none where it has no part for them."""
    if numbering is None:
        return Lists({})
    outlines = {
        _attribute(one, "abstractNumId"): {
            int(_attribute(level, "ilvl", "0")): _level(level) for level in one.iterfind("{*}lvl")
        }
        for one in numbering.iterfind("{*}abstractNum")
    }
    levels = {}
    for one in numbering.iterfind("{*}num"):
        number = _attribute(one, "numId")
        outline = _attribute(one.find("{*}abstractNumId"), "val")
        # Lists of one outline are counted together, unless one of them begins anew.
        anew = one.find("{*}lvlOverride/{*}startOverride") is not None
        levels[number] = (f"{outline}/{number}" if anew else outline, outlines.get(outline, {}))
    return Lists(levels, _styled(styles))


def _styled(styles: Element | None) -> dict[str, Element]:
    """What counts the paragraphs of a style, by its name."""
    found = styles.iterfind("{*}style") if styles is not None else ()
    places = {_attribute(one, "styleId"): one.find("{*}pPr/{*}numPr") for one in found}
    return {name: place for name, place in places.items() if place is not None}


def _level(element: Element) -> _Level:
    def said(name: str, otherwise: str) -> str:
        return _attribute(element.find(f"{{*}}{name}"), "val", otherwise)

    return _Level(said("numFmt", "decimal"), said("lvlText", ""), int(said("start", "0")))


def _at(level: int, counted: Mapping[int, int], levels: _Levels) -> str:
    if level not in levels:
        return ""
    return _written(counted.get(level, levels[level].start), levels[level].form)


def _written(number: int, form: str) -> str:
    letter = form in {"lowerLetter", "upperLetter"} and 1 <= number <= 26
    if letter:
        said = chr(ord("a") + number - 1)
    elif form in {"lowerRoman", "upperRoman"} and 1 <= number < 40:
        said = _roman(number)
    else:
        return str(number)
    return said.upper() if form.startswith("upper") else said


def _roman(number: int) -> str:
    said = ""
    for worth, sign in _ROMAN:
        said += sign * (number // worth)
        number %= worth
    return said


def _attribute(element: Element | None, name: str, otherwise: str = "") -> str:
    if element is None:
        return otherwise
    return next((value for key, value in element.items() if key.endswith(f"}}{name}")), otherwise)
