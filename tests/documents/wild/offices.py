"""Random agreements of offices that do not exist."""

from dataclasses import dataclass
from random import Random

from janji.core.agreement import (
    Accumulation,
    AgreementText,
    IndicatorText,
    ObjectiveText,
    Party,
)
from tests.documents.wild import words
from tests.documents.wild.budgets import BudgetPart, random_budget
from tests.documents.wild.promises import Promise, promised


@dataclass(frozen=True, slots=True)
class Draft:
    """An agreement, and how its figures stand on paper: one promise for each indicator."""

    agreement: AgreementText
    promises: tuple[tuple[Promise, ...], ...]
    budget: BudgetPart

    @property
    def unsure(self) -> frozenset[str]:
        """Paths at which even the right value needs a person to look."""
        aims = {
            f"objectives[{i}].indicators[{j}].target"
            for i, promises in enumerate(self.promises)
            for j, promise in enumerate(promises)
            if not promise.sure
        }
        sums = {
            f"programmes[{k}].amount"
            for k, (_, money) in enumerate(self.budget.programmes)
            if not money.sure or money.amount is None
        }
        return frozenset(aims | sums)


def random_draft(chance: Random) -> Draft:
    """An agreement of some office for some year."""
    budget = random_budget(chance)
    objectives, promises = _objectives(chance)
    unit, position, superior, region = _office(chance)
    year = chance.randrange(2015, 2027)
    agreement = AgreementText(
        year=year,
        revision=chance.choice((0, 0, 0, 0, 1, 2)),
        org_unit=unit,
        region=region,
        place=chance.choice(words.TOWNS),
        date_text=_date(year, chance),
        first_party=_official(position, chance),
        second_party=_superior(superior, chance),
        objectives=objectives,
        programmes=budget.lines(),
        total=budget.printed_total(),
    )
    return Draft(agreement, promises, budget)


def _office(chance: Random) -> tuple[str, str, str, str]:
    """The office, its head's position, the superior's position, the region."""
    place = chance.choice(words.PLACES)
    kind = chance.choice(("Kabupaten", "Kabupaten", "Kota", "Provinsi"))
    region = f"{kind} {place}"
    ruler = {"Kabupaten": "Bupati", "Kota": "Wali Kota", "Provinsi": "Gubernur"}[kind] + f" {place}"
    town, matter = chance.choice(words.TOWNS), chance.choice(words.MATTERS)
    agency, division = chance.choice(words.AGENCIES), chance.choice(words.DIVISIONS)
    unit, head, superior = chance.choice(
        (
            (f"Kecamatan {town}", f"Camat {town}", ruler),
            (f"Dinas {matter}", f"Kepala Dinas {matter}", ruler),
            (f"Dinas {matter}", f"Kepala Dinas {matter} {region}", ruler),
            (f"Badan {agency}", f"Kepala Badan {agency}", ruler),
            (f"Badan {agency}", f"Sekretaris Badan {agency}", f"Kepala Badan {agency}"),
            (f"Kelurahan {town}", f"Lurah {town}", f"Camat {chance.choice(words.TOWNS)}"),
            (f"RSUD {town}", f"Direktur RSUD {town}", f"Kepala Dinas Kesehatan {region}"),
            ("Inspektorat", "Inspektur", ruler),
            (f"Bagian {division}", f"Kepala Bagian {division}", "Sekretaris Daerah"),
        )
    )
    return unit, head, superior, region


def _name(chance: Random) -> str:
    bare = f"{chance.choice(words.FIRST_NAMES)} {chance.choice(words.LAST_NAMES)}"
    return chance.choice(words.TITLES) + bare + chance.choice(words.DEGREES)


def _official(position: str, chance: Random) -> Party:
    born = f"{chance.randrange(1960, 1990)}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"
    since = f"{chance.randrange(1990, 2015)}{chance.randrange(1, 13):02}"
    nip = f"{born}{since}{chance.randrange(1, 3)}{chance.randrange(1, 30):03}"
    return Party(_name(chance), position, nip, chance.choice(words.RANKS))


def _superior(position: str, chance: Random) -> Party:
    if position.startswith(("Bupati", "Wali Kota", "Gubernur")):
        return Party(_name(chance), position)
    return _official(position, chance)


def _date(year: int, chance: Random) -> str:
    month = chance.choice(words.MONTHS[:3])
    return chance.choice(
        (f"{month} {year}", f"   {month} {year}", f"     {year}", f"{chance.randrange(1, 29)} {month} {year}",
         f"{chance.randrange(10, 32)} Desember {year - 1}", f"2 November {year}")
    )  # fmt: skip


def _objectives(
    chance: Random,
) -> tuple[tuple[ObjectiveText, ...], tuple[tuple[Promise, ...], ...]]:
    subjects = chance.sample(words.SUBJECTS, chance.choice((1, 2, 2, 3, 3, 4, 5, 8)))
    counted = [f"{thing} {state}" for thing in words.COUNTED for state in words.STATES]
    chance.shuffle(counted)
    objectives, promises = [], []
    for place, subject in enumerate(subjects, 1):
        text = f"{chance.choice(words.BEGINNINGS)} {subject}{chance.choice(words.TAILS)}"
        drawn = [
            _indicator(counted.pop(), chance) for _ in range(chance.choice((1, 1, 2, 2, 3, 4, 6)))
        ]
        objectives.append(ObjectiveText(str(place), text, tuple(one for one, _ in drawn)))
        promises.append(tuple(promise for _, promise in drawn))
    return tuple(objectives), tuple(promises)


def _indicator(matter: str, chance: Random) -> tuple[IndicatorText, Promise]:
    beginning, promise = promised(chance)
    thing = matter.split(" yang ")[0].split(" dalam ")[0]
    formula = chance.choice(
        (
            f"Jumlah {matter} dibagi jumlah {thing} yang ada X 100%",
            f"Realisasi {matter} dibagi target X 100 %",
            f"(Jumlah {matter} / Jumlah {thing} seluruhnya) x 100%",
            f"Jumlah {matter} dalam satu tahun",
            f"Nilai rata-rata dari {matter}",
            f"({matter} tahun n - {matter} tahun n-1) / {matter} tahun n-1 X 100% = 100",
        )
    )
    indicator = IndicatorText(
        number=None,
        text=f"{beginning} {matter}",
        formula_text=formula,
        accumulation=chance.choice((*Accumulation, None)),
        data_source=chance.choice((*words.SOURCES, None)),
        notes=chance.choice((*words.NOTES, None, None, None, None)),
        target=promise.target,
    )
    return indicator, promise
