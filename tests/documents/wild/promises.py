"""Targets in all the writings that were seen, each with what it says."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from janji.core.agreement import TargetKind, TargetText


@dataclass(frozen=True, slots=True)
class Promise:
    """A target as printed: `said` with its unit inside, `bare` and `unit` in two columns.

    `sure` is false where even the right reading needs a person to look at it.
    """

    said: str
    bare: str
    unit: str
    target: TargetText
    sure: bool = True


PERCENTS = (
    "%",
    "Persen",
    "persen",
    "PERSEN",
    "Persentase",
    "Prosentase",
    "Presentase",
    "Pesentase",
)
INDEXES = ("Angka", "Nilai", "Indeks", "Poin", "indeks")
UNITS = {
    "Dokumen": (
        "Dokumen",
        "dokumen",
        "DOKUMEN",
        "Dok",
        "Doklumen",
        "Dokumenn",
        "Dikumen",
        "dokuemen",
    ),
    "Laporan": ("Laporan", "laporan", "LAPORAN", "Lap"),
    "Unit": ("Unit", "Unir"),
    "Unit Kerja": ("Unit Kerja", "unit kerja"),
    "Orang": ("Orang", "orang"),
    "Bulan": ("Bulan", "bulan"),
    "Paket": ("Paket",),
    "Kegiatan": ("Kegiatan", "kegiatan"),
    "Event": ("Event",),
    "Kelompok": ("Kelompok", "kelompok"),
    "Usulan": ("Usulan",),
    "Berita Acara": ("Berita Acara",),
    "Rumah Tangga": ("Rumah Tangga",),
    "Desa": ("Desa",),
}


def _decimals(chance: Random, most: int) -> str:
    """Digits of a number below `most`, with a comma or a dot as decimal sign."""
    whole = str(chance.randrange(1, most))
    behind = chance.choice((0, 0, 0, 1, 2, 2, 3, 4))
    if not behind:
        return whole
    # A dot before three digits would be one between thousands: nobody wrote it as a decimal sign.
    sign = "," if behind == 3 else chance.choice(",,.")
    digits = "".join(chance.choices("0123456789", k=behind))
    return f"{whole}{sign}{digits}"


def value_of(digits: str) -> Decimal:
    """What digits with one decimal sign say."""
    return Decimal(digits.replace(",", "."))


def percent(chance: Random) -> Promise:
    digits = chance.choice(("100", "100,00", "95", _decimals(chance, 100), _decimals(chance, 100)))
    unit = chance.choice(PERCENTS)
    inside = unit if unit.lower() in {"%", "persen"} else "%"
    said = f"{digits}{chance.choice(('', ' '))}%" if inside == "%" else f"{digits} {inside}"
    return Promise(said, digits, unit, TargetText(said, TargetKind.PERCENT, value_of(digits), "%"))


def index(chance: Random) -> Promise:
    digits = chance.choice(
        (_decimals(chance, 100), "0,9", "0.8273", "0,8900", "104,319", "3,500", "82")
    )
    unit = chance.choice(INDEXES)
    plain = chance.random() < 0.4
    said = digits if plain else f"{digits} {unit}"
    wanted = TargetText(said, TargetKind.NUMBER, value_of(digits), None if plain else unit.title())
    return Promise(said, digits, "-" if plain else unit, wanted)


def count(chance: Random) -> Promise:
    number = chance.choice((1, 2, 3, 4, 6, 12, 25, 45, 140, 1250, 10400))
    digits = f"{number:,}".replace(",", ".")
    unit, written = _unit(chance)
    wanted = TargetText("", TargetKind.COUNT, Decimal(number), unit)
    return Promise(f"{digits} {written}", digits, written, wanted)


def _unit(chance: Random) -> tuple[str, str]:
    unit = chance.choice(sorted(UNITS))
    return unit, chance.choice(UNITS[unit])


def money(chance: Random) -> Promise:
    amount = chance.randrange(1, 90_000) * 250_000
    digits = f"{amount:,}".replace(",", ".")
    return Promise(
        f"Rp {digits}", f"{digits}", "Rupiah",
        TargetText(f"Rp {digits}", TargetKind.MONEY, Decimal(amount), "Rp"),
    )  # fmt: skip


def grade(chance: Random) -> Promise:
    word = chance.choice(("BB", "B", "A", "CC", "AA", "Tinggi", "Sangat Baik", "Baik"))
    return Promise(word, word, "Predikat", TargetText(word, TargetKind.GRADE))


def opinion(chance: Random) -> Promise:
    return Promise(
        "WTP", "WTP", chance.choice(("Opini", "Predikat")), TargetText("WTP", TargetKind.OPINION)
    )


def level(chance: Random) -> Promise:
    step = chance.randrange(1, 6)
    word = f"Level {step}"
    return Promise(word, word, "Level", TargetText(word, TargetKind.LEVEL, Decimal(step)))


def level_plus(chance: Random) -> Promise:
    """More than the level it names: to read it as that level would be wrong."""
    word = f"Level {chance.randrange(1, 5)} Plus"
    return Promise(word, word, "Level", TargetText(word, TargetKind.LEVEL), sure=False)


def share(chance: Random) -> Promise:
    whole = chance.randrange(20, 200)
    word = f"{chance.randrange(1, whole)} dari {whole} {chance.choice(('Organisasi Kepemudaan', 'desa'))}"
    return Promise(word, word, "Persen", TargetText(word, TargetKind.SHARE), sure=False)


def with_note(chance: Random) -> Promise:
    groups = chance.randrange(10, 200)
    said = f"{groups} Kelompok ({groups * 10} orang)"
    wanted = TargetText(said, TargetKind.COUNT, Decimal(groups), "Kelompok")
    return Promise(said, said, chance.choice(("Kelompok", "Kelompok / Organisasi")), wanted)


def rank(chance: Random) -> Promise:
    """A place in a competition, with a broken year behind it."""
    place = chance.randrange(1, 6)
    wanted = TargetText("", TargetKind.NUMBER, Decimal(place), "Peringkat")
    return Promise(f"{place} Peringkat (POPNAS 201)", f"{place} (POPNAS 201)", "Peringkat", wanted)


def swapped(chance: Random) -> Promise:
    """The unit before the number, as it comes out of a recognised picture."""
    number = chance.randrange(10, 100)
    wanted = TargetText("", TargetKind.PERCENT, Decimal(number), "%")
    return Promise(f"Persen {number}", f"{number}", "Persen", wanted)


def scaled(chance: Random) -> Promise:
    """A number whose scale stands only in the indicator's name."""
    digits = f"{chance.randrange(1, 30)},{chance.randrange(10, 100)}"
    wanted = TargetText(digits, TargetKind.NUMBER, value_of(digits))
    return Promise(digits, digits, "-", wanted, sure=False)


def nothing(chance: Random) -> Promise:
    said = chance.choice(("N/A", "-", "", "0,00%"))
    return Promise(said, said, "%", TargetText(said, TargetKind.NONE))


KINDS: dict[str, tuple[tuple[str, ...], Callable[[Random], Promise]]] = {
    "percent": (("Persentase", "Cakupan", "Tingkat"), percent),
    "index": (("Indeks", "Nilai", "Rasio"), index),
    "count": (("Jumlah", "Banyaknya"), count),
    "money": (("Nilai rupiah",), money),
    "grade": (("Predikat SAKIP",), grade),
    "opinion": (("Opini BPK atas",), opinion),
    "level": (("Level kematangan",), level),
    "level_plus": (("Tingkat kapabilitas",), level_plus),
    "share": (("Persentase keaktifan",), share),
    "with_note": (("Jumlah pembinaan",), with_note),
    "rank": (("Peringkat kejuaraan",), rank),
    "swapped": (("Persentase",), swapped),
    "scaled": (("Nilai investasi (Rp. Triliun) bagi",), scaled),
    "nothing": (("Persentase rintisan",), nothing),
}
WEIGHTS = {"percent": 40, "index": 20, "count": 20, "money": 2, "grade": 4, "opinion": 2, "level": 3,
           "level_plus": 1, "share": 1, "with_note": 2, "nothing": 2}  # fmt: skip


def promised(chance: Random) -> tuple[str, Promise]:
    """With which word an indicator begins, and its target."""
    kind = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    beginnings, make = KINDS[kind]
    return chance.choice(beginnings), make(chance)
