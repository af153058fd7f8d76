"""What a label of a report's table says: the role of its column, its time, what it is not about."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from janji.core.periods import MONTHS
from janji.documents.reading.content import one_line
from janji.documents.reading.report_pairing import FIGURES, When

QUARTERS = 4
LONGEST_LABEL = 90
LONGEST_FIGURE = 24
"""Letters of a figure's name, without spaces."""

_RANGE_OF_YEARS = re.compile(r"20\d\d\s*(?:-|–|s\.?\s?d\.?|sampai|/)\s*(?:20)?\d\d", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_CUT_YEAR = re.compile(r"\b(2)\s?(0)\s?(\d)\s?(\d)\b")
_BUDGET_YEAR = re.compile(r"\btahun\s+anggaran\b")
_BEFORE = re.compile(
    r"^(?:(?:tahun\s+)?20\d\d|nilai|jumlah|total)\s+(?=target|realisasi|capaian|rencana)"
)
_CUT_WORD = re.compile(r"(?<=[^\W\d])-\s+(?=[^\W\d])")
_ORDINAL = re.compile(
    r"(?:ke\s*-?\s*)?([1-9])|(?:tahun|th\.?|thn\.?)\s*(?:ke\s*-?\s*)?([1-9]|iv|v?i{0,3})|(pertama|kedua|ketiga|keempat|kelima)",
    re.IGNORECASE,
)
_OF_YEARS = re.compile(r"\btahun\s+ke\b", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"['’‘](\d\d)")
_OF_QUARTERS = re.compile(r"\b(?:triwulan|tw)\b", re.IGNORECASE)
_QUARTER = re.compile(r"(?:triwulan|tw\.?|q)\s*-?\s*(iv|i{1,3}|[1-4])\b", re.IGNORECASE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
_ORDER = {"pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5}
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
    # A narrow column breaks words anywhere, and some titles are spaced out.
    return _role_said(said) or _role_said(_BEFORE.sub("", said)) or _role_squeezed(said)


def _role_said(said: str) -> str | None:
    bare = _YEAR.sub(" ", re.sub(r"[().:\[\]]", " ", said))
    words_alone = " ".join(bare.removeprefix("tahun ").split())
    exact = [role for role, known in words()["is"].items() if words_alone in known]
    if exact:
        return str(exact[0])
    fitting = [
        (len(word), str(role))
        for role, known in words()["begins"].items()
        for word in known
        if said.removeprefix("(").startswith(word)
    ]
    return max(fitting)[1] if fitting else None


def _role_squeezed(said: str) -> str | None:
    whole = re.sub(r"\s", "", said)
    if whole == said or len(whole) > LONGEST_FIGURE:
        return None
    role = _role_said(whole)
    return role if role in FIGURES else None


def role_under(heading: Sequence[str], *, whosever: bool = False) -> str | None:
    """The lowest label that names a role decides; money is passed over, performance is not.

    `whosever` also takes figures that are none of an indicator's own year.
    """
    roles = list(filter(None, map(role_of, reversed(heading))))
    # `(%)` or `Tahun` below a figure's name says nothing new.
    telling = (role_of(label) for label in reversed(heading) if not _BENEATH.fullmatch(label))
    figures = (role for role in roles if role in FIGURES)
    role = next(filter(None, telling), None) or next(figures, roles[0] if roles else None)
    if "indicator" in roles:
        # What is called an indicator may be parted into its words and its unit.
        has_unit = len(heading) > 1 and heading[-1].lower().strip(" .:()") == "satuan"
        return None if has_unit else "indicator" if role == "objective" else role
    passed = is_of_money(heading) if whosever else _is_passed_over(heading)
    return None if role in FIGURES and passed else role


def _is_passed_over(heading: Sequence[str]) -> bool:
    """Whether a figure is none of an indicator's own year. A group above it may name an office."""
    named = False
    for label in reversed(heading):
        said = label.lower().strip(" .:()")
        if said in words()["performance"]["words"]:
            return False
        about = _names(said, "performance") or "capaian" in said
        if (_is_money(said) and not (named and about)) or (not named and _is_never(said)):
            return True
        named = named or role_of(label) in FIGURES
    return False


def is_of_money(heading: Sequence[str]) -> bool:
    """Whether a column holds amounts of a budget."""
    said = " ".join(heading).lower()
    return _is_money(said) and not _names(said, "performance")


def _is_money(said: str) -> bool:
    return _names(_BUDGET_YEAR.sub("tahun", said), "money")


def _is_never(said: str) -> bool:
    return _names(said, "never") or _is_money(said)


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
    of_years = any(map(_OF_YEARS.search, heading))
    for label in reversed(heading):
        text = _SHORT_YEAR.sub(r"20\1", _CUT_YEAR.sub(r"\1\2\3\4", label))
        ordinal = ordinal or _ordinal(text, of_years=of_years)
        quarter = quarter or (None if of_years else _quarter(text))
        years = [] if _RANGE_OF_YEARS.search(text) else _YEAR.findall(text)
        year = year or (int(years[-1]) if years else None)
        part = part or _part(text)
    return When(year, None if year else ordinal, quarter, part)


def _ordinal(label: str, *, of_years: bool) -> int | None:
    """Which year of a period a label names; Roman numerals do only where years are spoken of."""
    said = label.strip(" .()").lower()
    if of_years and said in _ROMAN:
        return _ROMAN[said]
    found = _ORDINAL.fullmatch(said)
    if found is None:
        return None
    number = found[1] or found[2] or found[3]
    return _ROMAN.get(number) or _ORDER.get(number) or (int(number) if number else None)


def speaks_of_quarters(heading: Sequence[str]) -> bool:
    """Whether plain numbers below a heading are quarters."""
    return any(map(_OF_QUARTERS.search, heading))


def _quarter(label: str) -> int | None:
    said = label.strip(" .()").lower()
    found = _QUARTER.search(label)
    number = found[1].lower() if found else said
    quarter = _ROMAN.get(number) or (int(number) if found else None)
    return quarter if quarter and quarter <= QUARTERS else None


def _part(label: str) -> str | None:
    """A half of the year, a month, or the plan that a figure belongs to."""
    if half := _HALF.search(label):
        return f"semester {_ROMAN.get(half[1].lower()) or half[1]}"
    said = label.strip(" .()").casefold()
    plan = _PLAN.search(label)
    return said if said in _MONTH_NAMES else plan[0].casefold() if plan else None
