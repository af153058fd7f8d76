"""Rules, effects and facts in Indonesian words, the same on pages and papers."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from janji.core.bands import band_sets
from janji.core.numbers import written, written_exactly
from janji.core.reward_parameters import papers
from janji.core.reward_rules import (
    Condition,
    ConditionKind,
    Delivery,
    Effect,
    Found,
    LegalBasis,
    Outcome,
    PublishedFacts,
    QuarterFacts,
    Share,
)
from janji.kit.dates import day
from janji.rewards.wording import EFFECTS, LACKS

ROMAN = ("I", "II", "III", "IV")
WHOLE_YEAR = "tahun"
AGREEMENT = "Penandatanganan perjanjian"
FOLLOWED_UP = "Temuan yang ditindaklanjuti"
OVERDUE = "Temuan yang lewat tenggat"
BORNE_OUT = "Realisasi dengan bukti terverifikasi"


_CONDITIONS = {
    ConditionKind.ACHIEVEMENT_BELOW: "Capaian perjanjian di bawah {limit} dalam {run}",
    ConditionKind.ACHIEVEMENT_FROM: "Capaian perjanjian paling sedikit {limit} dalam {run}",
    ConditionKind.UNCAPPED_FROM: "Capaian perjanjian tanpa batas atas paling sedikit {limit} dalam {run}",
    ConditionKind.BAND_IS: "Predikat capaian {band} dalam {run}",
    ConditionKind.AGREEMENT_LATE: "Perjanjian ditandatangani terlambat",
    ConditionKind.QUARTERS_LATE: "Pengukuran paling sedikit {quarters} triwulan disampaikan terlambat",
    ConditionKind.PAPER_LATE: "{paper} disampaikan terlambat",
    ConditionKind.FOLLOWED_UP_BELOW: "Temuan yang ditindaklanjuti di bawah {limit}",
    ConditionKind.FOLLOWED_UP_FROM: "Temuan yang ditindaklanjuti paling sedikit {limit}",
    ConditionKind.FINDINGS_OVERDUE: "Ada temuan pengawasan yang lewat tenggat",
    ConditionKind.VERIFIED_BELOW: "Realisasi dengan bukti terverifikasi di bawah {limit}",
    ConditionKind.VERIFIED_FROM: "Realisasi dengan bukti terverifikasi paling sedikit {limit}",
}


def condition_said(one: Condition) -> str:
    """A condition as a sentence without its full stop."""
    return _CONDITIONS[one.kind].format(
        limit=f"{written_exactly(one.percent)} %" if one.percent is not None else "",
        run=f"{one.quarters} triwulan berturut-turut"
        if (one.quarters or 0) > 1
        else "satu triwulan",
        quarters=one.quarters,
        band=band_label(one.band or ""),
        paper=papers()[one.paper].title if one.paper else "",
    )


@cache
def band_labels() -> dict[str, str]:
    """Every class of every scale by its code."""
    return {one.code: one.label for scale in band_sets().values() for one in scale.bands}


def band_label(code: str) -> str:
    """A class in words; its code where no scale has it any more."""
    return band_labels().get(code, code)


def effect_said(one: Effect) -> str:
    """What is recommended; of an allowance with its factor."""
    if one.factor is None:
        return EFFECTS[one.kind]
    return f"{EFFECTS[one.kind]} {factor_said(one.factor)}"


def factor_said(factor: Fraction) -> str:
    """`0,95`."""
    decimals = 4 if factor * 100 != int(factor * 100) else 2
    return written(factor, decimals)


def basis_said(one: LegalBasis) -> str:
    """`Perbup 41/2024, Pasal 7`."""
    if not one.document:
        return "belum diisi"
    return ", ".join(part for part in (one.document, one.article) if part)


def quarter_said(quarter: int) -> str:
    """`TW III`."""
    return f"TW {ROMAN[quarter - 1]}"


def stands_on(condition: Condition, found: Found) -> str:
    """What a recommendation stands on, short: which quarters, which paper, or the whole year."""
    if condition.paper:
        return condition.paper
    return ",".join(str(one) for one in found.quarters) or WHOLE_YEAR


@dataclass(frozen=True, slots=True)
class FactSaid:
    """One fact with its exact value, if it has one, and where it was measured."""

    label: str
    said: str
    quarter: int | None = None
    value: Fraction | None = None


def facts_said(condition: Condition, found: Found, facts: PublishedFacts) -> list[FactSaid]:
    """The facts that a found condition stands on."""
    if condition.paper:
        delivery = (facts.papers or {})[condition.paper]
        return [FactSaid(papers()[condition.paper].title, delivery_said(delivery))]
    if condition.kind is ConditionKind.AGREEMENT_LATE and facts.agreement is not None:
        return [FactSaid(AGREEMENT, signed_said(facts.agreement))]
    if condition.kind is ConditionKind.FINDINGS_OVERDUE:
        return [
            FactSaid(OVERDUE, f"{facts.overdue or 0} temuan", None, Fraction(facts.overdue or 0))
        ]
    if condition.kind is ConditionKind.QUARTERS_LATE:
        return list(_late(found, facts))
    if found.quarters:
        by_quarter = {one.quarter: one for one in facts.quarters}
        return [
            _quarter(by_quarter[number], condition.kind is ConditionKind.UNCAPPED_FROM)
            for number in found.quarters
        ]
    return [_share(condition, facts)]


def _late(found: Found, facts: PublishedFacts) -> Iterator[FactSaid]:
    for number in found.quarters:
        delivery = (facts.deliveries or {})[number]
        yield FactSaid(f"Pengukuran {quarter_said(number)}", delivery_said(delivery), number)


def _quarter(one: QuarterFacts, is_uncapped: bool) -> FactSaid:
    label = f"Capaian perjanjian {quarter_said(one.quarter)}"
    value = one.uncapped if is_uncapped else one.achievement
    return FactSaid(label, quarter_facts_said(one), one.quarter, value)


def quarter_facts_said(one: QuarterFacts) -> str:
    """`54,99 %, predikat Rendah (9 dari 9 indikator)`, or why there is none."""
    counted = f"({one.counted} dari {one.of} indikator)"
    if one.achievement is None:
        return f"tidak dapat dihitung {counted}"
    band = f", predikat {band_label(one.band)}" if one.band else ""
    raw = ""
    if one.uncapped is not None and one.uncapped != one.achievement:
        raw = f", tanpa batas atas {written(one.uncapped, 2)} %"
    return f"{written(one.achievement, 2)} %{raw}{band} {counted}"


def other_facts(facts: PublishedFacts) -> list[FactSaid]:
    """What else is published of a year, whether a rule asks for it or not."""
    found = []
    if facts.agreement is not None:
        found.append(FactSaid(AGREEMENT, signed_said(facts.agreement)))
    found += [
        FactSaid(f"Pengukuran {quarter_said(number)}", delivery_said(one), number)
        for number, one in sorted((facts.deliveries or {}).items())
    ]
    for label, share in ((FOLLOWED_UP, facts.followed_up), (BORNE_OUT, facts.verified)):
        if share is not None and share.of:
            found.append(FactSaid(label, _share_said(share), None, share.percent))
    if facts.overdue is not None:
        found.append(FactSaid(OVERDUE, f"{facts.overdue} temuan"))
    return found


def signed_said(one: Delivery) -> str:
    """`ditandatangani 5 Februari 2019, batas 31 Januari 2019, terlambat 5 hari`."""
    if one.delivered_on is None:
        return f"belum ditandatangani, batas {day(one.due_on)}"
    return delivery_said(one).replace("disampaikan", "ditandatangani", 1)


def _share_said(share: Share) -> str:
    percent = share.percent
    said = f"{share.done} dari {share.of}"
    return said if percent is None else f"{said} ({written(percent, 2)} %)"


def _share(condition: Condition, facts: PublishedFacts) -> FactSaid:
    verified = condition.kind in {ConditionKind.VERIFIED_BELOW, ConditionKind.VERIFIED_FROM}
    label = BORNE_OUT if verified else FOLLOWED_UP
    share = (facts.verified if verified else facts.followed_up) or Share(0, 0)
    return FactSaid(label, _share_said(share), None, share.percent)


def delivery_said(one: Delivery) -> str:
    """`disampaikan 1 Maret 2027, batas 28 Februari 2027, terlambat 1 hari`."""
    if one.delivered_on is None:
        return f"belum disampaikan, batas {day(one.due_on)}"
    late = f", terlambat {one.days_late} hari" if one.days_late else ", tepat waktu"
    return f"disampaikan {day(one.delivered_on)}, batas {day(one.due_on)}{late}"


def found_said(found: Found) -> tuple[str, str]:
    """A tone and words for what a condition came to."""
    if found.outcome is Outcome.HOLDS:
        return "warn", "terpenuhi"
    if found.lack is not None:
        return "none", LACKS[found.lack]
    return "none", "tidak terpenuhi"
