"""How a number of a spreadsheet reads once its format is laid over it, in Indonesian writing.

Formats as ECMA-376 part 1, 18.8.31, has them: sections for above, below and at zero; places for
digits; text in quotes. What a format says about colours and widths leaves no trace.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Context, Decimal

from openpyxl.styles.numbers import is_date_format

from janji.core.numbers import rounded, written, written_exactly
from janji.core.periods import MONTHS

GENERAL = "General"
_EXACT = Context(prec=15, Emin=-324, Emax=308)
"""A spreadsheet keeps binary numbers and shows fifteen digits of them; what is behind is noise."""
_SECTION_END = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<room>.)|\*(?P<filler>.)'
    r"|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<digits>General|[0#?][0#?,.]*|\.[0#?]+)|(?P<other>.)",
    re.DOTALL,
)
_SHOWN = re.compile(r"\d[\d.]*(?:,\d+)?")
_SCALED = re.compile(r",(?:\.|$)")
_LARGEST_DAY = 2_958_465
"""31 December 9999."""


def exact(text: str) -> Decimal:
    """The number that a file's digits mean, without what binary arithmetic added to them.

    Raises `ValueError` or `ArithmeticError` for what no spreadsheet can hold.
    """
    value = _EXACT.create_decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return value


def shown(value: Decimal, form: str, *, since_1904: bool = False) -> str:
    """What a reader sees of a number in this format."""
    if is_date_format(form):
        return _day_or_time(value, form, since_1904=since_1904)
    section, value = _section(value, form)
    pieces = list(_pieces(section))
    digits = [text for kind, text in pieces if kind == "digits"]
    if _is_beyond_us(section, pieces, digits):
        return _digits(value, GENERAL)
    percents = sum(text.count("%") for kind, text in pieces if kind == "other")
    number = _digits(abs(value) * 100**percents, digits[0]) if digits else ""
    text = "".join(number if kind == "digits" else text for kind, text in pieces)
    negative = value < 0 and any(digit in number for digit in "123456789")
    return f"{'-' if negative else ''}{text}".strip()


def behind(seen: str, value: Decimal) -> str | None:
    """The number that is kept where a sheet shows it rounded: `95,6` behind `96`, `95,6%` too,
    and the zero behind a dash."""
    found = _SHOWN.search(seen)
    if found is None:
        return "0" if value == 0 and "-" in seen else None
    percent = "%" if "%" in seen else ""
    kept = abs(value) * (100 if percent else 1)
    number = Decimal(found[0].replace(".", "").replace(",", "."))
    decimals = len(found[0].partition(",")[2])
    if number == kept or abs(number - kept) >= Decimal(1).scaleb(-decimals):
        return None
    return f"{'-' if value < 0 else ''}{written_exactly(kept)}{percent}"


def is_scaled(form: str) -> bool:
    """Whether a format leaves thousands or millions out of what it shows: `#,##0,,`."""
    return any(_SCALED.search(text) for kind, text in _pieces(form) if kind == "digits")


def _section(value: Decimal, form: str) -> tuple[str, Decimal]:
    """The section for a number, and the number as that section writes it."""
    sections = _SECTION_END.split(form)
    if value < 0 and len(sections) > 1:
        # A section for what is below zero brings its own sign, or brackets.
        return sections[1], abs(value)
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _pieces(section: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(section):
        kind = found.lastgroup or "other"
        text = found[kind] if kind in found.groupdict() else ""
        yield kind, {"room": " ", "filler": " ", "bracket": ""}.get(kind, text)


def _is_beyond_us(section: str, pieces: list[tuple[str, str]], digits: list[str]) -> bool:
    """Text, fractions, powers of ten, conditions, and digits in groups of their own."""
    others = {text for kind, text in pieces if kind == "other"}
    conditional = re.search(r"\[[<>=]", section) is not None
    return bool(others & set("Ee@/")) or conditional or len(digits) > 1


def _digits(value: Decimal, places: str) -> str:
    if places == GENERAL:
        return written_exactly(value).replace(".", "")
    whole, _, behind = places.partition(".")
    scaled = whole.rstrip(",") if not behind else whole
    value = value / 1000 ** (len(whole) - len(scaled))
    most, least = len(behind.replace(",", "")), behind.count("0")
    number = rounded(value, most)
    text = written(number, most) if "," in scaled else f"{number:f}".replace(".", ",")
    front, _, rest = text.partition(",")
    rest = rest[:least] + rest[least:].rstrip("0")
    front = front.rjust(scaled.count("0"), "0")
    return f"{front},{rest}" if rest else front


def _day_or_time(value: Decimal, form: str, *, since_1904: bool) -> str:
    """`14 Januari 2019`, `Januari 2019` or `08.30`: the parts that the format shows."""
    marks = "".join(text for kind, text in _pieces(form) if kind == "other").lower()
    if not 0 <= value <= _LARGEST_DAY:
        return _digits(value, GENERAL)
    if "y" not in marks and "d" not in marks and ("h" in marks or "s" in marks):
        minutes = int(rounded(value * 24 * 60, 0))
        return f"{minutes // 60:02}.{minutes % 60:02}"
    # The first spreadsheets took 1900 for a leap year; only its first two months notice.
    begun = date(1904, 1, 1) if since_1904 else date(1899, 12, 30 if value >= 60 else 31)
    day = begun + timedelta(days=int(value))
    parts = (
        str(day.day) if "d" in marks else "",
        MONTHS[day.month - 1] if "m" in marks else "",
        str(day.year) if "y" in marks else "",
    )
    return " ".join(part for part in parts if part)
