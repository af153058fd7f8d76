"""What the style of a saved page hides, strikes out or raises above its line.

Only rules for classes are looked at, as editors export them, and none that hold for some media.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

LONGEST_SHEET = 200_000
"""Characters of a page's own rules; what stands behind them says nothing here."""

_BRACES = re.compile(r"([{}])")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_OF_CLASS = re.compile(r"([\w-]*)\.([\w-]+)")
_RAISING = {"super", "sub"}

Element = Any
"""lxml has no types of its own."""

Marks = Mapping[str, bool]
"""Whether something is `hidden` or `raised`, as far as it is said at all."""


def is_hidden(element: Element) -> bool:
    """Whether an element's own style hides its text, or strikes it out."""
    return _marks(element.get("style", "")).get("hidden", False)


def is_raised(element: Element) -> bool:
    """Whether text stands above or below its line."""
    if element.tag in {"sup", "sub"} or element.get("data-raised") is not None:
        return True
    return _marks(element.get("style", "")).get("raised", False)


def give_styles(root: Element) -> None:
    """Marks every element that the page's own rules for its classes hide or raise."""
    classes: dict[tuple[str, str], dict[str, bool]] = {}
    for sheet in root.iter("style"):
        for selectors, said in _rules((sheet.text or "")[:LONGEST_SHEET]):
            for one in map(_OF_CLASS.fullmatch, map(str.strip, selectors.split(","))):
                if one:
                    classes.setdefault((one[1], one[2]), {}).update(_marks(said))
    for element in root.iter(etree.Element) if classes else ():
        marks: dict[str, bool] = {}
        for name in element.get("class", "").split():
            marks |= classes.get(("", name), {})
            marks |= classes.get((element.tag, name), {})
        if marks.get("hidden"):
            element.set("hidden", "")
        if marks.get("raised"):
            element.set("data-raised", "")


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The selectors and declarations of a sheet, without those inside of `@media` and its like."""
    before = selectors = ""
    depth = inside_at = 0
    for piece in _BRACES.split(_COMMENT.sub("", sheet)):
        if piece == "{":
            depth += 1
            if before.lstrip().startswith("@") and not inside_at:
                inside_at = depth
            selectors = before
        elif piece == "}":
            if not inside_at:
                yield selectors, before
            inside_at = 0 if inside_at == depth else inside_at
            depth = max(depth - 1, 0)
        before = "" if piece in "{}" else piece


def _marks(declarations: str) -> dict[str, bool]:
    """What declarations say; the last one of a kind holds."""
    marks: dict[str, bool] = {}
    for one in declarations.lower().split(";"):
        name, _, said = (part.strip() for part in one.partition(":"))
        if name in {"display", "visibility", "mso-hide"}:
            marks["hidden"] = said.split("!")[0].strip() in {"none", "hidden", "all"}
        elif name.startswith("text-decoration") and "line-through" in said:
            marks["hidden"] = True
        elif name == "vertical-align":
            marks["raised"] = said.split("!")[0].strip() in _RAISING
    return marks
