"""Dated parameters of rewards and sanctions, each with its source and how well that is known."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from janji.core.periods import months_after
from janji.core.refusals import Refused
from janji.core.workdays import Limit, LimitUnit


@dataclass(frozen=True, slots=True)
class ObjectionRule:
    """How one may object to a decision: how long, to whom, and what silence means.

    `starts` is `announced` (the day of the decision) or `received`. Without `answer_limit` the text names
    no time for an answer; without `appeal_limit` the answer is final.
    """

    code: str
    title: str
    from_day: date
    starts: str
    limit: Limit
    answer_limit: Limit | None
    appeal_limit: Limit | None
    silence_grants: bool
    answered_by: str
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """What follows when an official is assessed poorly, step by step."""

    code: str
    title: str
    predicates: tuple[str, ...]
    improve_months: int
    steps: tuple[str, ...]
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut of an allowance in percent, for one of some numbers of months."""

    code: str
    percent: int
    months: tuple[int, ...]
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Division:
    """How an allowance is divided, in percent."""

    code: str
    productivity: int
    discipline: int
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with a deadline of whole months after its year."""

    code: str
    title: str
    months_after_year: int
    source: str
    status: str

    def due_on(self, year: int) -> date:
        """The last day in time: two months after 2026 end on 28 February 2027."""
        return months_after(date(year + 1, 1, 1), self.months_after_year) - timedelta(days=1)


@cache
def _parameters() -> Mapping[str, Any]:
    return tomllib.loads((files("janji.core.parameters") / "rewards.toml").read_text("utf-8"))


def _limit(one: Mapping[str, Any], value: str, unit: str) -> Limit | None:
    return Limit(one[value], LimitUnit(one[unit])) if value in one else None


@cache
def objection_rules() -> Mapping[str, ObjectionRule]:
    """Every way to object, by its code."""
    return {
        one["code"]: ObjectionRule(
            code=one["code"],
            title=one["title"],
            from_day=one["from_day"],
            starts=one["starts"],
            limit=Limit(one["days"], LimitUnit(one["unit"])),
            answer_limit=_limit(one, "answer_days", "answer_unit"),
            appeal_limit=_limit(one, "appeal_days", "appeal_unit"),
            silence_grants=one["silence_grants"],
            answered_by=one["answered_by"],
            source=one["source"],
            status=one["status"],
        )
        for one in _parameters()["objection"]
    }


def objection_rule(code: str, on: date) -> ObjectionRule:
    """A way to object as it holds on a day; refuses with `objection-rule-not-yet` before its time."""
    one = objection_rules()[code]
    if on < one.from_day:
        raise Refused("objection-rule-not-yet", title=one.title, day=f"{one.from_day:%d-%m-%Y}")
    return one


@cache
def sequences() -> Mapping[str, Sequence]:
    """What follows a poor assessment, by the class of the official."""
    return {
        one["code"]: Sequence(
            **one | {"predicates": tuple(one["predicates"]), "steps": tuple(one["steps"])}
        )
        for one in _parameters()["sequence"]
    }


def improves_until(official_class: str, assessed: str, since: date) -> date | None:
    """The last day to improve for an official assessed so, from a day on; `None` when nothing follows."""
    one = sequences()[official_class]
    if assessed not in one.predicates:
        return None
    return months_after(since, one.improve_months)


@cache
def cuts() -> Mapping[str, Cut]:
    """Cuts of an allowance by their code."""
    return {
        one["code"]: Cut(**one | {"months": tuple(one["months"])}) for one in _parameters()["cut"]
    }


@cache
def divisions() -> Mapping[str, Division]:
    """How allowances are divided, by code."""
    return {one["code"]: Division(**one) for one in _parameters()["division"]}


@cache
def papers() -> Mapping[str, Paper]:
    """Papers with a deadline, by their code."""
    return {one["code"]: Paper(**one) for one in _parameters()["paper"]}


def paper(code: str) -> Paper | None:
    """One paper, if it is known."""
    return papers().get(code)
