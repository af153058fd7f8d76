"""What a draft says, as facts of the audit chain: two of them beside each other tell what changed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import Any

from janji.agreements import queries
from janji.agreements.templatetags.agreements import path
from janji.agreements.wording import ACCUMULATIONS
from janji.core.agreement import AgreementText, IndicatorText, ObjectiveText, Party
from janji.core.measuring import MeasuringPlan
from janji.documents.official import rupiah
from janji.indicators.wording import DIRECTIONS, LOWER_VARIANTS, SHAPES, YEAR_ENDS
from janji.kit import audit

LONGEST = 60
"""Letters by which an indicator is named before what changed of it."""
PARTIES = ("Pihak Pertama", "Pihak Kedua")
OF_PERSON = {"name": "nama", "nip": "NIP", "rank": "pangkat"}
PERSONAL = frozenset(f"{who}: {what}" for who in PARTIES for what in OF_PERSON.values())


def rewritten(
    before: AgreementText,
    after: AgreementText,
    keys: Sequence[int],
    kept: Sequence[int | None],
) -> audit.Changes:
    """What differs between two texts of a draft, without the words about people."""
    return audit.changes(*_both(before, after, keys, kept), personal=PERSONAL)


def differing(
    before: AgreementText, after: AgreementText, keys: Sequence[int], kept: Sequence[int | None]
) -> Iterator[tuple[str, Any, Any]]:
    """The same for the eyes of who may read both texts: what, as it was, as it is."""
    found = audit.changes(*_both(before, after, keys, kept))
    yield from ((name, said, found["after"][name]) for name, said in found["before"].items())


def _both(
    before: AgreementText,
    after: AgreementText,
    keys: Sequence[int],
    kept: Sequence[int | None],
) -> list[dict[str, Any]]:
    """What two texts of a draft say.

    `keys` are the targets of the indicators before, `kept` those that go on as the indicators after.
    One that goes on is named as it was called, whatever it is called now. One that was taken out and
    written down anew in the same words reads like one that goes on.
    """
    old = list(_names(one.text for one in before.indicators))
    known: dict[int | None, str] = dict(zip(keys, old, strict=True))
    goes_on = [known[key] for key in kept if key in known]
    fresh = _names((one.text for one in after.indicators), besides=goes_on)
    new = [
        known.get(key, name) for key, name in zip(chain(kept, repeat(None)), fresh, strict=False)
    ]
    both = {*old} & {*new}
    said = [_text(one, names, both) for one, names in ((before, old), (after, new))]
    order = [[one for one in names if one in both] for names in (old, new)]
    if order[0] != order[1]:
        for one, names in zip(said, order, strict=True):
            one["order"] = names
    return said


def outline(text: AgreementText) -> dict[str, Any]:
    """How much a draft says, without its words."""
    return {
        "objectives": len(text.objectives),
        "indicators": len(text.indicators),
        "programmes": len(text.programmes),
        "printed_total": text.total.printed,
    }


def ways(rows: Sequence[queries.TargetRow]) -> dict[str, Any]:
    """How every target is measured, and its path through the quarters."""
    found: dict[str, Any] = {}
    names = _names(row.target.indicator_version.text for row in rows)
    for name, row in zip(names, rows, strict=True):
        found |= {f"{name}: {what}": said for what, said in _plan(row.plan).items()}
    return found


def _plan(plan: MeasuringPlan) -> dict[str, object]:
    said = (
        _word(DIRECTIONS, plan.direction),
        _word(LOWER_VARIANTS, plan.lower_variant),
        _word(SHAPES, plan.shape),
        _word(YEAR_ENDS, plan.year_end),
    )
    return {
        # The history of the indicator tells each of them by itself.
        "cara ukur": "; ".join(one for one in said if one),
        "batas bawah": plan.low,
        "batas atas": plan.high,
        "TW I – IV": path(plan),
        "penanggung jawab data": plan.owner,
    }


def _word(words: Mapping[Any, str], code: str | None) -> str | None:
    return words.get(code, code)


def _text(text: AgreementText, names: Sequence[str], both: Collection[str]) -> dict[str, Any]:
    """What a text says; of an indicator that the other text does not have only what it promises."""
    said: dict[str, Any] = {
        "place": text.place,
        "date_text": text.date_text,
        "printed_total": rupiah(text.total.printed) if text.total.printed is not None else None,
    }
    for who, party in zip(PARTIES, (text.first_party, text.second_party), strict=True):
        said |= _party(who, party)
    objectives = _names(one.text for one in text.objectives)
    for name, objective in zip(objectives, text.objectives, strict=True):
        said[f"sasaran “{name}”"] = objective.number or "ada"
    within = ((one, each) for one in text.objectives for each in one.indicators)
    for name, (objective, indicator) in zip(names, within, strict=True):
        words = _indicator(objective, indicator)
        if name in both:
            said |= {f"{name}: {what}": one for what, one in words.items()}
        else:
            said[f"indikator “{name}”"] = words["target"] or "ada"
    programmes = _names(one.name for one in text.programmes)
    for name, line in zip(programmes, text.programmes, strict=True):
        said[f"program “{name}”"] = rupiah(line.amount)
    return said


def _party(who: str, party: Party) -> dict[str, str | None]:
    of_person = {f"{who}: {what}": getattr(party, name) for name, what in OF_PERSON.items()}
    return {f"{who}: jabatan": party.position} | of_person


def _indicator(objective: ObjectiveText, indicator: IndicatorText) -> dict[str, str | None]:
    accumulation = indicator.accumulation
    return {
        "sasaran": objective.text,
        "nomor": indicator.number,
        "bunyi": indicator.text,
        "formulasi": indicator.formula_text,
        "tipe perhitungan": ACCUMULATIONS[accumulation] if accumulation else None,
        "sumber data": indicator.data_source,
        "keterangan": indicator.notes,
        "target": (indicator.target.raw or None) if indicator.target else None,
    }


def _names(texts: Iterable[str], *, besides: Iterable[str] = ()) -> Iterator[str]:
    """Texts as names, short and no two alike."""
    taken = set(besides)
    for text in texts:
        short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
        names = chain([short], (f"{short} ({number})" for number in range(2, len(taken) + 3)))
        name = next(one for one in names if one not in taken)
        taken.add(name)
        yield name
