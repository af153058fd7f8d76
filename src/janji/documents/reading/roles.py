"""What a column is for, by its heading; the words of officials are data (`roles.toml`)."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from janji.documents.reading.content import one_line

LONGEST_HEADING = 80
"""Longer texts are sentences, not headings."""
_ALIKE = 0.86
"""So alike (of 1) a whole heading must be to a word to pass as its misspelling."""
_SLASH = re.compile(r"\s*/\s*")
_NOT_LETTERS = re.compile(r"[^\w/() ]+")
_PART_OF_YEAR = re.compile(
    r"\b(?:tw|triwulan|semester|smt|caturwulan|bulan|januari|februari|maret|april|mei|juni|juli|agustus|september"
    r"|oktober|november|desember|jan|feb|mar|apr|jun|jul|agu|agt|ags|sep|sept|okt|nov|des)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(20\d\d)\b")

Words = Mapping[str, Sequence[str]]


@cache
def words(kind: str) -> Words:
    """The headings of `annex` or `budget`, by role."""
    text = (files("janji.documents.reading") / "roles.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)[kind])


def plain_heading(text: str) -> str:
    """A heading in small letters, without stops and figures of notes: `No.` is `no`."""
    said = _SLASH.sub("/", one_line(text).lower().replace("_", " "))
    return " ".join(_NOT_LETTERS.sub(" ", said).split()).strip("() ")


@lru_cache(maxsize=16384)
def role_of(text: str, kind: str) -> str | None:
    """The role of one heading, or none."""
    heading = plain_heading(text)
    if not heading or len(heading) > LONGEST_HEADING:
        return None
    beginning = _by_first_letter(kind).get(heading[0], ())
    named = [(len(word), role) for word, role in beginning if _is_named(heading, role, word)]
    return max(named)[1] if named else _misspelled(heading, kind)


@cache
def _by_first_letter(kind: str) -> Mapping[str, Sequence[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for role, known in words(kind).items():
        for word in map(plain_heading, known):
            found.setdefault(word[0], []).append((word, role))
    return found


def _is_named(heading: str, role: str, word: str) -> bool:
    if role == "number" or len(word) <= 3:
        return heading == word
    if not heading.startswith(word):
        return False
    behind = heading[len(word) : len(word) + 1]
    return not (behind.isalnum() or behind == "_")


def _misspelled(heading: str, kind: str) -> str | None:
    """The role of the word that a heading is nearly; what cannot be alike is not compared."""
    best: tuple[float, str] | None = None
    heading = heading.partition(" (")[0]
    for word, letters, role in _comparable(kind).get(len(heading), ()):
        # So many letters match at most: cheap to know, and it spares nearly every comparison.
        shared = sum(map(letters.__contains__, heading))
        if 2 * shared < _ALIKE * (len(heading) + len(word)):
            continue
        match = SequenceMatcher(None, heading, word)
        if match.quick_ratio() >= _ALIKE and (alike := match.ratio()) >= _ALIKE:
            best = max(best or (0.0, role), (alike, role))
    return best[1] if best else None


@cache
def _comparable(kind: str) -> Mapping[int, Sequence[tuple[str, frozenset[str], str]]]:
    """The words long enough to be misspelled, with their letters, by the lengths they may take."""
    found: dict[int, list[tuple[str, frozenset[str], str]]] = {}
    for role, known in words(kind).items():
        for word in known:
            for length in range(len(word) - 3, len(word) + 4) if len(word) > 4 else ():
                found.setdefault(length, []).append((word, frozenset(word), role))
    return found


def is_heading(text: str, *, whole: bool = False) -> bool:
    """Whether a text names an indicator or a programme column; `whole`: whether it is exactly one
    of the known headings, a year or a note in brackets behind it."""
    if not whole:
        roles = {role_of(text, kind) for kind in ("annex", "budget")}
        return bool(roles & {"indicator", "programme", "objective"})
    bare = re.sub(r"\(.*\)|\b(?:tahun|pk|20\d\d|ke)\b", " ", text, flags=re.IGNORECASE)
    return plain_heading(bare) in _all_words()


@cache
def _all_words() -> frozenset[str]:
    return frozenset(
        word for kind in ("annex", "budget") for known in words(kind).values() for word in known
    )


def roles_of(row: Sequence[str], kind: str) -> dict[str, int]:
    """For each role the first column whose heading has it; parts of a year are no targets."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        role = role_of(cell, kind)
        if role is None or (role == "target" and names_part_of_year(cell)):
            continue
        found.setdefault(role, place)
    return found


def names_part_of_year(text: str) -> bool:
    """Whether a heading speaks of a quarter or a month."""
    return _PART_OF_YEAR.search(text) is not None


def year_named(text: str) -> int | None:
    """The one year a heading names."""
    years = set(_YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 else None


def is_column_count(row: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 or (1), (2), (3), (5)."""
    said = [one_line(cell).strip("(). ") for cell in row if one_line(cell)]
    if len(said) < 2 or not all(re.fullmatch(r"\d{1,2}", one) for one in said):
        return False
    numbers = [int(one) for one in said]
    return numbers[0] == 1 and all(a < b for a, b in pairwise(numbers))
