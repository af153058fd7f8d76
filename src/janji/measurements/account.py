"""The account of a number: every step from what was counted to the band, as lines to read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from janji.agreements.models import Target
from janji.core.accumulation import LAST_QUARTER, YearEnd
from janji.core.achievement import Achievement, Direction, LowerVariant, Undefined
from janji.core.bands import Band
from janji.core.counted import Counted, percent_ratio
from janji.core.formulas.explaining import steps as steps_of
from janji.core.formulas.explaining import with_numbers
from janji.core.kept_figures import Kept
from janji.core.measuring import MeasuringPlan
from janji.core.numbers import Exact, rounded, written, written_exactly
from janji.core.periods import Window
from janji.core.target_counts import target_counts
from janji.indicators.counting import kept_terms, open_terms
from janji.indicators.models import OperationalDefinition
from janji.indicators.wording import YEAR_ENDS
from janji.measurements.counting import CountedIndicator
from janji.measurements.kept import OfficialFigure
from janji.measurements.queries import IndicatorYear, ScoringRule
from janji.measurements.wording import REASONS
from janji.registers.catalogue import Names
from janji.registers.facts.keeping import Cover
from janji.registers.variables import AnyVariable, Term, TermValue

SHOWN_DECIMALS = 2
MOST_DECIMALS = 12
MOST_SHARE = 1000
"""Parts into which a number is still written as a share."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what is done, and how it reads with the numbers in place."""

    title: str
    said: str
    source: str = ""


def steps(year: IndicatorYear, rule: ScoringRule) -> list[Step]:
    """From the counts to the band, for the year so far."""
    judged = [*_judgement(year), *_class(year.achievement, year.band, rule)]
    return [*_value(year), *_in_counts(year), *judged]


def steps_beside(targets: Sequence[Target]) -> dict[int, list[Step]]:
    """What rooms above say of some figures, by the key of the target; nothing where they say nothing.

    A room says it in its `account_steps`, because this one must not know those that stand on it.
    """
    found: dict[int, list[Step]] = {one.pk: [] for one in targets}
    for say in _rooms_above():
        for key, said in say(targets).items():
            found[key] += said
    return found


Sayer = Callable[[Sequence[Target]], Mapping[int, Sequence[Step]]]


@cache
def _rooms_above() -> tuple[Sayer, ...]:
    names = [f"{one.name}.account_steps" for one in apps.get_app_configs()]
    own = [one for one in names if one.startswith("janji.") and find_spec(one)]
    return tuple(import_module(one).steps_of for one in own)


def _in_counts(year: IndicatorYear) -> Iterator[Step]:
    """What the year's target means in what is counted, as far as it stands now."""
    direction = Direction(year.plan.direction)
    counts = target_counts(year.promised.value, year.to_date.denominator, direction)
    if counts is None:
        return
    edge = "paling sedikit" if direction is Direction.HIGHER else "paling banyak"
    said = f"{edge} {number(counts.needed)} dari {number(counts.of)}"
    missed = counts.missed_share
    if counts.missed is not None and missed is not None:
        # A share that is rounded up to the target would seem to reach it.
        shown = _share(missed, Fraction(year.promised.value or 0))
        said += f"; {number(counts.missed)} = {shown} belum mencapainya"
    yield Step("Arti target", said)


def _share(value: Fraction, target: Fraction) -> str:
    """A percentage with as many decimals as tell it from the target."""
    decimals = SHOWN_DECIMALS
    while rounded(value, decimals) == rounded(target, decimals) and decimals < MOST_DECIMALS:
        decimals += 1
    return f"{written(value, decimals)}\u00a0%"


def equation(year: IndicatorYear) -> str | None:
    """The figure as one line with its numbers: `258 ÷ 300 × 100 = 86,00 %`."""
    figure = year.to_date
    if figure.value is None:
        return None
    if figure.numerator is None or figure.denominator is None:
        return f"{number(figure.value)}{year.unit}"
    return (
        f"{number(figure.numerator)} ÷ {number(figure.denominator)} × 100"
        f" = {written(figure.value, SHOWN_DECIMALS)}\u00a0%"
    )


def number(value: Exact) -> str:
    """A number with the decimals it has, at most two."""
    exact = Fraction(value)
    whole = exact.denominator == 1
    return written(exact, 0) if whole else written(exact, SHOWN_DECIMALS)


def written_whole(value: Fraction) -> str:
    """A number in a formula, never rounded where that would tell another: `1/9`, not `0,11`."""
    scaled: Fraction = value * 10**SHOWN_DECIMALS
    if scaled.denominator == 1 or value.denominator > MOST_SHARE:
        return number(value)
    return f"{value.numerator}/{value.denominator}"


def _value(year: IndicatorYear) -> Iterator[Step]:
    if year.official is not None:
        yield _approved(year.official)
        if not _as_counted_now(year):
            yield from _frozen(year, year.official.kept)
            return
    if year.counted is not None:
        yield from _counted(year, year.counted)
        return
    figure = year.to_date
    rule = YearEnd(year.plan.year_end or YearEnd.STOCK_LAST)
    quarters = ", ".join(f"TW {('I', 'II', 'III', 'IV')[q - 1]}" for q in figure.quarters)
    yield Step(
        "Nilai setahun", YEAR_ENDS[rule], f"Triwulan yang dipakai: {quarters or 'belum ada'}"
    )
    if figure.numerator is not None and len(figure.quarters) > 1:
        used = [c.measurement for c in year.cells if c.quarter in figure.quarters and c.measurement]
        for title, parts, total in (
            ("Pembilang", [one.numerator for one in used], figure.numerator),
            ("Penyebut", [one.denominator for one in used], figure.denominator),
        ):
            said = " + ".join(number(part) for part in parts if part is not None)
            yield Step(title, f"{said} = {number(total or 0)}")
    if said_equation := equation(year):
        yield Step("Realisasi", said_equation)


def _approved(official: OfficialFigure) -> Step:
    """Which frozen figure the year's figure is."""
    quarter = official.row.office_quarter.quarter
    said = f"Angka TW {('I', 'II', 'III', 'IV')[quarter - 1]} yang dibekukan saat disampaikan"
    return Step("Disetujui", said, f"Sidik {official.row.digest}")


def _as_counted_now(year: IndicatorYear) -> bool:
    """Whether a frozen figure came about by the definition that holds now, or was typed as others are."""
    if year.official is None or year.official.kept.definition is None:
        return year.counted is None
    return (
        year.counted is not None and year.counted.definition.pk == year.official.row.definition_id
    )


def _frozen(year: IndicatorYear, kept: Kept) -> Iterator[Step]:
    """A frozen figure that came about in another way than figures do now."""
    if kept.definition is not None:
        yield Step("Rumus", kept.definition.formula, f"Definisi {kept.definition.number}")
    if said_equation := equation(year):
        yield Step("Realisasi", said_equation)


def _counted(year: IndicatorYear, counted: CountedIndicator) -> Iterator[Step]:
    """From the records to the figure, by the definition that was signed."""
    definition, tree = counted.definition, counted.counting.tree
    signed = f"Definisi {definition.number}, ditetapkan {definition.signed_by}"
    yield Step("Rumus", definition.formula, f"{signed}. {definition.wording or ''}".strip())
    rule = YearEnd(year.plan.year_end or YearEnd.STOCK_LAST)
    yield Step("Nilai setahun", YEAR_ENDS[rule], f"Rentang: {window_said(counted)}")
    result = counted.year.deciding(LAST_QUARTER)
    if result is None:
        return
    yield from _gaps(counted, result.window)
    yield Step("Dengan angkanya", with_numbers(tree, result.values, written_whole))
    # Of a plain ratio the line with its numbers says it all.
    inner = [] if percent_ratio(tree) else steps_of(tree, result.values)
    for text, value in inner:
        if value.value is not None and text != definition.formula:
            yield Step("Langkah", f"{text} = {number(value.value)}")
    if result.value is None:
        yield Step("Realisasi", f"{REASONS[result.reason or Undefined.NOT_MEASURED].capitalize()}.")
    elif said_equation := equation(year):
        yield Step("Realisasi", said_equation)


def _gaps(counted: CountedIndicator, window: Window) -> Iterator[Step]:
    """Answers that are still owed, so that nobody takes a part for the whole."""
    covers = counted.counting.covers_in(counted.facts, window)
    for one in counted.counting.wanted:
        cover = covers.get(one.variable.code)
        if cover is not None and not cover.is_whole:
            yield Step("Belum lengkap", f"{one.variable.code}: {cover_said(cover)}")


def cover_said(cover: Cover) -> str:
    """`37 dari 40 isian masuk`, with those among them that have no number."""
    said = f"{written(cover.answers, 0)} dari {written(cover.owed, 0)} isian masuk"
    without = cover.answers - cover.numbers
    return f"{said}, {written(without, 0)} di antaranya tidak tersedia" if without > 0 else said


def window_said(counted: CountedIndicator) -> str:
    """What the year's figure is counted over: `TW I–III`."""
    result = counted.year.deciding(LAST_QUARTER)
    if result is None:
        return "setiap triwulan sendiri"
    return window_name(result.window)


def window_name(window: Window) -> str:
    """`TW II`, or `TW I–III` for several quarters."""
    first, last = (("I", "II", "III", "IV")[q - 1] for q in (window.first, window.last))
    return f"TW {last}" if first == last else f"TW {first}–{last}"


@dataclass(frozen=True, slots=True)
class NumberUsed:
    """One number of a counted figure: what it counts, in which window, how much.

    Of a number made from answers `cover` says how far it is whole; while it waits for some there is
    no value.
    """

    variable: AnyVariable
    window: Window
    value: Fraction | None
    cover: Cover | None = None


def numbers_of(year: IndicatorYear) -> list[NumberUsed]:
    """The numbers that the year's figure was made from; none when it was typed or frozen otherwise."""
    if year.counted is None or (year.official is not None and not _as_counted_now(year)):
        return []
    return numbers_used(year.counted)


def numbers_used(counted: CountedIndicator) -> list[NumberUsed]:
    """The numbers that the year's figure was made from, in the order of the formula."""
    result = counted.year.deciding(LAST_QUARTER)
    return [] if result is None else numbers_behind(counted, result)


def numbers_behind(counted: CountedIndicator, result: Counted) -> list[NumberUsed]:
    """The numbers that one result of a count was made from, in the order of the formula."""
    covers = counted.counting.covers_in(counted.facts, result.window)
    return [
        NumberUsed(
            one.variable,
            result.window,
            result.values[one.variable.code],
            covers.get(one.variable.code),
        )
        for one in counted.counting.wanted
    ]


def number_said(used: NumberUsed) -> str:
    """How much, and how far it is whole where answers are missing."""
    said = "belum ada" if used.value is None else number(used.value)
    if used.cover is None or used.cover.is_whole:
        return said
    return f"{said} ({cover_said(used.cover)})"


def terms_of(counted: CountedIndicator) -> list[tuple[str, str]]:
    """What the definition of a counted figure says of each term."""
    return terms_said(counted.definition, counted.counting.names)


def terms_said(
    definition: OperationalDefinition, names: Names | None = None
) -> list[tuple[str, str]]:
    """What a definition says of each term it leaves open, as title and value to read.

    `names` are those its formula may use.
    """
    terms = kept_terms(definition.formula, definition.terms, names)
    return [
        (term.title, _term_value(term, terms[term.code]))
        for term in open_terms(definition.formula, names)
    ]


def _term_value(term: Term, value: TermValue) -> str:
    named = dict(term.choices)
    if isinstance(value, tuple):
        return "semua" if set(value) == set(named) else ", ".join(named[one] for one in value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return written_exactly(value) if isinstance(value, Decimal) else named[value]


def _judgement(year: IndicatorYear) -> Iterator[Step]:
    reached = year.achievement
    if reached.reason is not None:
        yield Step("Capaian", REASONS[reached.reason].capitalize() + ".")
        return
    if reached.raw is None or year.to_date.value is None:
        return
    yield Step("Capaian", f"{_formula(year)} = {written(reached.raw, SHOWN_DECIMALS)}\u00a0%")
    if reached.is_capped and reached.cap is not None:
        yield Step(
            "Batas atas",
            f"{written(reached.raw, SHOWN_DECIMALS)}\u00a0% dihitung sebagai {number(reached.cap)}\u00a0%",
        )
    elif reached.raw < 0:
        yield Step("Batas bawah", "Capaian negatif ditampilkan sebagai 0\u00a0%")


def _formula(year: IndicatorYear) -> str:
    """The achievement's formula with numbers in place."""
    actual = number(year.to_date.value or 0)
    plan = year.plan
    if plan.direction == Direction.RANGE:
        return f"{actual} terhadap rentang {_bounds(plan)}"
    promised = written_exactly(year.promised.value) if year.promised.value is not None else "–"
    if plan.direction == Direction.HIGHER:
        return f"{actual} ÷ {promised} × 100"
    if plan.lower_variant == LowerVariant.INVERSE:
        return f"{promised} ÷ {actual} × 100"
    return f"(2 × {promised} − {actual}) ÷ {promised} × 100"


def _bounds(plan: MeasuringPlan) -> str:
    low, high = (
        "–" if bound is None else written_exactly(bound) for bound in (plan.low, plan.high)
    )
    return f"{low}–{high}"


def _class(reached: Achievement, band: Band | None, rule: ScoringRule) -> Iterator[Step]:
    if band is None or reached.shown is None:
        return
    yield Step(
        "Predikat", f"{band.label}: {edges(band)}", f"{rule.scale.title}. {rule.scale.source}."
    )


def edges(band: Band) -> str:
    """The edges of a class in words."""
    low = f"{'di atas' if band.low_open else 'mulai'} {written_exactly(band.low)}\u00a0%"
    if band.high is None:
        return low
    high = f"{'di bawah' if band.high_open else 'sampai'} {written_exactly(band.high)}\u00a0%"
    return high if band.low == 0 else f"{low} {high}"
