"""Units of measure: many writings, one name; what was written is kept by whoever asks.

The names and writings are those seen in published plans (documents in the wild, section 2.5).
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from janji.core.agreement import TargetKind
from janji.core.numbers import clean

_WORD = re.compile(r"[^\W\d_][^\d;,%]*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its name, with the kind of target it makes of a number."""

    name: str
    kind: TargetKind


@cache
def _words() -> dict[str, Any]:
    text = (files("janji.core.parameters") / "units.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _known() -> dict[str, Unit]:
    known: dict[str, Unit] = {}
    for one in _words()["units"]:
        unit = Unit(one["name"], TargetKind(one["kind"]))
        known |= {_plain(word): unit for word in (one["name"], *one["written"])}
    return known


def _plain(text: str) -> str:
    return " ".join(clean(text).lower().replace("/", " / ").split()).strip(" .:")


def known_unit(text: str) -> Unit | None:
    """The unit that a text writes in any of its known ways."""
    plain = _plain(text)
    # A narrow column breaks `Persent|ase` anywhere.
    return _known().get(plain) or _known().get(plain.replace(" ", ""))


def unit_of(text: str) -> Unit:
    """The unit a text names; one that is not known stays as written and counts things."""
    return known_unit(text) or Unit(" ".join(clean(text).split()).strip(" .:"), TargetKind.COUNT)


def is_clear(text: str) -> bool:
    """Whether a text can be one unit: words without figures, commas or semicolons, none of which
    says something about the number itself."""
    plain = _plain(text)
    if known_unit(text) is not None:
        return True
    telling = set(re.split(r"[\s/.]+", plain)) & set(_words()["no_unit"]["words"])
    return _WORD.fullmatch(plain) is not None and not telling
