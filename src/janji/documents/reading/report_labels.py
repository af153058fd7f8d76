"""What a label of a report's table says: the role of its column, its time, what it is not about."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from janji.core.periods import MONTHS
from janji.documents.reading.content import one_line
from janji.documents.reading.report_pairing import When

LONGEST_LABEL = 90

_RANGE_OF_YEARS = re.compile(r"20\d\d\s*(?:-|–|s\.?\s?d\.?|sampai|/)\s*(?:20)?\d\d", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_CUT_YEAR = re.compile(r"\b(2)\s?(0)\s?(\d)\s?(\d)\b")
_CUT_WORD = re.compile(r"(?<=[^\W\d])-\s+(?=[^\W\d])")
_ORDINAL = re.compile(r"(?:tahun\s*)?(?:ke\s*-?\s*)?([1-9])", re.IGNORECASE)
_OF_QUARTERS = re.compile(r"\b(?:triwulan|tw)\b", re.IGNORECASE)
_QUARTER = re.compile(r"(?:triwulan|tw\.?|q)\s*-?\s*(iv|i{1,3}|[1-4])\b", re.IGNORECASE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_HALF = re.compile(r"\b(?:semester|smt\.?)\s*-?\s*(ii?|[12])\b", re.IGNORECASE)
_PLAN = re.compile(r"\b(?:renstra|rpjmd|rkpd|pk)\b", re.IGNORECASE)
_MONTH_NAMES = {name.casefold()[:length] for name in MONTHS for length in (3, len(name))}
_BENEATH = re.compile(r"\(?(?:%|rp|k|persen|satuan|ribu|juta|tahun)\.?\)?|\(?%\)?", re.IGNORECASE)


@cache
def words() -> dict[str, Any]:
    """The words of headings, by what they say."""
    raw = (files("janji.documents.reading") / "report_words.toml").read_text("utf-8")
    return tomllib.loads(raw)


@lru_cache(maxsize=4096)
def role_of(label: str) -> str | None:
    """What a single label says its column is for."""
    said = _CUT_WORD.sub("", one_line(label)).lower().strip(" .:")
    if not said or len(said) > LONGEST_LABEL:
        return None
    bare = " ".join(re.sub(r"[().:]", " ", said).split())
    exact = [role for role, known in words()["is"].items() if bare in known]
    if exact:
        return str(exact[0])
    fitting = [
        (len(word), str(role))
        for role, known in words()["begins"].items()
        for word in known
        if said.removeprefix("(").startswith(word)
    ]
    return max(fitting)[1] if fitting else None


def role_under(heading: Sequence[str]) -> str | None:
    """The lowest label that names a role decides; money is passed over, performance is not."""
    for label in reversed(heading):
        said = label.lower().strip(" .:()")
        if said in words()["performance"]["words"]:
            break
        if _is_never(said):
            return None
    roles = list(filter(None, map(role_of, reversed(heading))))
    # `(%)` or `Tahun` below a figure's name says nothing new.
    telling = (role_of(label) for label in reversed(heading) if not _BENEATH.fullmatch(label))
    role = next(filter(None, telling), roles[0] if roles else None)
    if "indicator" in roles:
        # What is called an indicator may be parted into its words and its unit.
        has_unit = len(heading) > 1 and heading[-1].lower().strip(" .:()") == "satuan"
        return None if has_unit else "indicator" if role == "objective" else role
    return role


def _is_never(said: str) -> bool:
    return _names(said, "never")


def _names(said: str, kind: str) -> bool:
    """Whether a word of a text begins with one of these words."""
    return any(re.search(rf"\b{re.escape(word)}", said) for word in words()[kind]["words"])


def is_aside(role: str, heading: Sequence[str]) -> bool:
    """Whether another figure than the year's own is meant, if there is one."""
    said = " ".join(heading).lower()
    named = role != "printed" or "capai" in said
    return not named or _names(said, "aside")


def is_share(heading: Sequence[str]) -> bool:
    """Whether a heading speaks of a percentage, or of what it is measured against."""
    return re.search(r"%|persen|rasio|tingkat|terhadap|thd", " ".join(heading).lower()) is not None


def may_be_actual(heading: Sequence[str]) -> bool:
    """Whether what is called an achievement may be what was reached."""
    begins = tuple(words()["either"]["actual"])
    return any(one.lower().startswith(begins) for one in heading) and not is_share(heading)


def may_stand_beneath(label: str) -> bool:
    """What parts a figure's column: times, a total of them, performance and money, units."""
    said = label.lower().strip(" .:()")
    parting = said in (*words()["performance"]["words"], *words()["whole"]["words"])
    figure = bool(when_of([label])) or role_of(label) is not None
    return parting or figure or bool(_BENEATH.fullmatch(label)) or _is_never(said)


def less_is_better(indicator: str) -> bool:
    """Whether the name of an indicator suggests so."""
    return _names(indicator.lower(), "lower")


def when_of(heading: Sequence[str]) -> When:
    """The lowest label that names a time decides."""
    year = ordinal = quarter = None
    part: str | None = None
    for label in reversed(heading):
        text = _CUT_YEAR.sub(r"\1\2\3\4", label)
        quarter = quarter or _quarter(text)
        years = [] if _RANGE_OF_YEARS.search(text) else _YEAR.findall(text)
        year = year or (int(years[-1]) if years else None)
        alone = _ORDINAL.fullmatch(text.strip(" .()"))
        ordinal = ordinal or (int(alone[1]) if alone else None)
        part = part or _part(text)
    return When(year, None if year else ordinal, quarter, part)


def speaks_of_quarters(heading: Sequence[str]) -> bool:
    """Whether plain numbers below a heading are quarters."""
    return any(map(_OF_QUARTERS.search, heading))


def _quarter(label: str) -> int | None:
    said = label.strip(" .()").lower()
    found = _QUARTER.search(label)
    return _ROMAN.get(said) or (_ROMAN.get(found[1].lower()) or int(found[1]) if found else None)


def _part(label: str) -> str | None:
    """A half of the year, a month, or the plan that a figure belongs to."""
    if half := _HALF.search(label):
        return f"semester {_ROMAN.get(half[1].lower()) or half[1]}"
    said = label.strip(" .()").casefold()
    plan = _PLAN.search(label)
    return said if said in _MONTH_NAMES else plan[0].casefold() if plan else None
