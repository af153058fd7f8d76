"""Programmes with their budget and the printed total, from tables and from lists."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, islice

from janji.core.agreement import ProgrammeLine, Total, budget_sum
from janji.core.numbers import written
from janji.core.refusals import Problem
from janji.core.targets import any_money, read_money, rough_money
from janji.documents.reading.annex import copies_of
from janji.documents.reading.content import Row, Said
from janji.documents.reading.headings import Heading
from janji.documents.reading.roles import is_column_count, role_of

_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]+)[.)]?\s+", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:(?:\W|\d{1,2}[.)])*)(?:(?:grand|sub)\s*-?\s*)?(?:jumlah|total|jml)\b(?!\s+(?:penduduk|desa|orang))"
    r"|(?:pagu|anggaran)?\s*(?:ke)?seluruh(?:nya|an)\b",
    re.IGNORECASE,
)
_ACTIVITY = re.compile(r"(?:sub\s*[- ]?)?kegiatan\b", re.IGNORECASE)
_PART = re.compile(r"[-•–]\s|belanja\b", re.IGNORECASE)
_LETTERED = re.compile(r"[a-z][.)]\s+(?!program\b)", re.IGNORECASE)
_MONEY_IN = re.compile(
    r"(?:rp|anggaran)\s*[.:]?\s*(?:rp\s*\.?\s*)*[\d.,]+|(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?(?!\d)",
    re.IGNORECASE,
)
_AMOUNT_LINE = re.compile(r"(?:rp\s*\.?\s*)*(?:\d[\d.,]*|-)(?:,-)?", re.IGNORECASE)
_RUPIAH = re.compile(r"(?:rp\s*\.?\s*)+", re.IGNORECASE)
SOURCE_OF_MONEY = r"(?:apb[dn]|dau|dak|dbh|pad|blud|bok|bkk)\b.*"
_NUMBERED_NAME = re.compile(
    r"(?P<number>(?:\d{1,2}|[a-z])[.)]\s+)(?P<name>[A-Z].*)(?P<amount>(?!))?"
)
_ALONE = re.compile(
    r"(?:rp\s*\.?\s*)+(?:[\d.,]+|-)(?:,-)?|\d{1,3}(?:[.,]\d{3}){2,}(?:[.,]\d\d)?", re.IGNORECASE
)
_HOLDS_MONEY = re.compile(r"\brp\b|\d[\d.,]{4,}", re.IGNORECASE)
_WORDS = re.compile(r"[^\d]*[^\W\d_]{3}")
_LONGEST_CAPTION = 80
_SCALE = re.compile(r"dalam\s+(?:ribu|juta|mil[iy]ar)", re.IGNORECASE)
_LEAST_FULL = Decimal(10_000_000)
"""Below a heading in thousands, amounts smaller than this are taken to be in thousands."""
_SPEAKS = re.compile(r"\b(?:program|jumlah|total|anggaran)\b", re.IGNORECASE)
_LIST = re.compile(
    r"(?:no\.?\s+)?program\s*(?:/|dan|&)?\s*(?:kegiatan\s*(?:/|dan|&)?\s*)?(?:pagu\s+)?(?:anggaran|pagu)"
    r"(?:\s*\(.*\))?(?:\s+(?:ket\w*|sumber.*))?\s*:?",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\(?1\)?(?:\s+\(?\d\)?)+")
_ANY_LISTED = re.compile(
    r"(?P<number>(?:\d{1,2}|[a-z])[.)]?\s+)?(?P<name>[^\W\d].*?)\s*:?\s*"
    r"(?P<amount>(?<![\d.,])(?:rp\s*\.?\s*)+(?:\d[\d.,]*|-)(?:,-)?|(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?:[.,]\d\d)?)"
    rf"(?:\s+{SOURCE_OF_MONEY})?",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?P<number>(?:\d{1,2}|[a-z])[.)]?\s+)?(?P<name>(?:program|(?:sub\s*)?kegiatan)\b.*?)"
    r"(?:\s*:?\s*(?P<amount>(?<![\d.,])(?:rp\s*\.?\s*)+(?:[\d.,]+|-)(?:,-)?|(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?:[.,]\d\d)?)"
    rf"(?:\s+{SOURCE_OF_MONEY})?)?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Line:
    name: str
    cell: Said
    amount: Said | None
    is_activity: bool = False


class Budget:
    """Collects programmes; activities below them are read, and never added to them."""

    def __init__(self) -> None:
        self.heading: Heading | None = None
        self._lines: list[_Line] = []
        self._total: Said | None = None
        self._unlabelled = False
        self._open = False
        self._waits = False
        self._total_waits = False
        self._below_table = False
        self._number = ""
        self._other_money = self._beside_activities = False
        self._caption = ""

    def begin(self, heading: Heading) -> None:
        """The columns of the rows that follow."""
        self.heading = heading
        columns = [k for k, text in enumerate(heading.texts) if _is_programme(text)]
        self._beside_activities |= len(columns) > 1

    def goes_on_in(self, row: Row) -> bool:
        """Whether a table without a heading continues: as wide, and money where money stood."""
        if self.heading is None or len(row) != self.heading.width or self._total is not None:
            return False
        amount = self._cell(row, "amount")
        return bool(amount.line) and _amount(amount.line) is not None

    def _cell(self, row: Row, role: str) -> Said:
        place = self.heading.roles.get(role) if self.heading else None
        return row[place] if place is not None and place < len(row) else Said("")

    def add(self, row: Row) -> None:
        """Takes one row of a table."""
        self._below_table = True
        texts = [cell.text for cell in row]
        if is_column_count(texts) or role_of(self._cell(row, "amount").text, "budget") == "amount":
            return
        amount = _money_beside(row, self.heading.roles["amount"]) if self.heading else Said("")
        self._other_money |= bool(amount.line) and self._has_other_money(row, amount)
        name = self._cell(row, "programme")
        label = self._total_label(row)
        if label and not _ACTIVITY.match(label):
            self._total = amount if amount.line or amount.unclear else _last_money(row)
        elif not amount.line and _ALONE.fullmatch(name.line) and self._lines:
            self._total, self._unlabelled = name, True  # its label was an empty cell
        elif name.line:
            self._programme(name, amount, self._cell(row, "number").line)
        elif amount.line and _amount(amount.line) is not None and self._lines:
            beside = next((cell for cell in row if _WORDS.match(cell.line)), None)
            if self._beside_activities and beside:
                self._lines.append(_Line(beside.line, beside, amount, is_activity=True))
            else:
                self._total, self._unlabelled = amount, True

    def _has_other_money(self, row: Row, amount: Said) -> bool:
        """Whether a column that nothing was known of holds money as well."""
        known = set(self.heading.roles.values()) if self.heading else set()
        return any(
            place not in known
            and cell.origin != amount.origin
            and _HOLDS_MONEY.search(cell.line) is not None
            and _amount(cell.line) is not None
            for place, cell in enumerate(row)
        )

    def _total_label(self, row: Row) -> str:
        """The words beside a total: where a number or a programme stands, or left of the amount
        where there is no programme; what an indicator or a source begins with is none."""
        number, name = self._cell(row, "number").line, self._cell(row, "programme").line
        place = self.heading.roles["amount"] if self.heading else len(row)
        beside = [] if name else [cell.line for cell in row[:place]]
        return next((text for text in (number, name, *beside) if _TOTAL.match(text)), "")

    def _programme(self, name: Said, amount: Said, number: str = "") -> None:
        if not amount.line and not _starts(name.line) and self._lines:
            self._lines[-1].name += f" {name.line}"
            return
        text = _NUMBER.sub("", name.line, count=1) if _NUMBER.match(name.line) else name.line
        below = any(not one.is_activity and not _ACTIVITY.match(one.name) for one in self._lines)
        activity = below and (
            _LETTERED.match(name.line) is not None
            or _ACTIVITY.match(text) is not None
            or _PART.match(text) is not None
            or bool(self._number and number.startswith(f"{self._number}."))
        )
        if not activity:
            self._number = number.rstrip(". )")
        self._lines.append(_Line(text, name, amount if amount.line else None, activity))

    def hear(self, line: str) -> None:
        """Remembers a line that says by how much the amounts are to be multiplied."""
        if _SCALE.search(line) and len(line) < _LONGEST_CAPTION:
            self._caption = line

    def takes_line(self, said: Said) -> bool:
        """Whether a line of running text belongs to a list of programmes, amounts in pieces."""
        line = said.line
        if _LIST.fullmatch(line):
            self._open = True
            return True
        below, self._below_table = self._below_table and self._total is None, False
        if below and _NUMBERED_NAME.fullmatch(line):
            # A last row with nothing beside its name looks like running text.
            self._programme(said, Said(""))
            self._below_table = True
            return True
        if not self._open:
            return False
        if (label := _TOTAL.match(line)) is not None:
            return self._listed_total(said, line[label.end() :])
        if self._total_waits and _AMOUNT_LINE.fullmatch(line):
            self._total = said
            self._open = self._total_waits = False
            return True
        if (self._waits or self._total_waits) and _RUPIAH.fullmatch(line):
            return True
        if self._waits and _AMOUNT_LINE.fullmatch(line):
            self._lines[-1].amount = said
            self._waits = False
            return True
        if _NUMBERS.fullmatch(line):
            return True
        found = (
            _LISTED.fullmatch(line) or _ANY_LISTED.fullmatch(line) or _NUMBERED_NAME.fullmatch(line)
        )
        if found is None:
            self._open = self._waits = self._total_waits = False
            return False
        amount = Said(found["amount"], said.origin, said.unclear) if found["amount"] else None
        text = f"{found['number'] or ''}{found['name'].strip(' :')}"
        name = Said(text, said.origin, said.unclear or _HOLDS_MONEY.search(text) is not None)
        self._programme(name, amount or Said(""))
        self._waits = amount is None
        return True

    def _listed_total(self, said: Said, rest: str) -> bool:
        found = _MONEY_IN.search(rest)
        self._total_waits = found is None
        if found:
            self._total = Said(found[0], said.origin, said.unclear)
            self._open = False
        return True

    @property
    def lines(self) -> list[_Line]:
        """The programmes without their activities, in the order of the paper; those of an annex
        that is printed again stand once."""
        found = [one for one in self._lines if not one.is_activity]
        said = [(one.name.lower(), one.amount.line if one.amount else "") for one in found]
        return found[: len(found) // copies_of(said)]

    def programmes(self) -> tuple[ProgrammeLine, ...]:
        """The programmes; an amount that could not be read is missing, never zero."""
        return tuple(
            ProgrammeLine(one.name, _amount(one.amount.line) if one.amount else None)
            for one in self.lines
        )

    def total(self) -> Total:
        """The printed total beside the sum."""
        printed = _amount(self._total.line) if self._total else None
        computed = budget_sum(self.programmes()) if self.lines else None
        return Total(printed, computed)

    @property
    def total_cell(self) -> Said | None:
        """Where the printed total stands."""
        return self._total

    def problems(self) -> Iterator[Problem]:
        """Amounts that could not be read, and sums that are not what is printed."""
        if any(one.cell.unclear for one in self._lines):
            yield Problem("programmes-unsure", "programmes")
        for order, one in enumerate(self.lines):
            if one.cell.unclear:
                yield Problem("cell-unclear", f"programmes[{order}].name", {"said": one.name})
            if code := self._doubt(one):
                said = one.amount.line if one.amount else ""
                facts = {"programme": one.name, "said": said}
                yield Problem(code, f"programmes[{order}].amount", facts)
        names = [one.name.casefold() for one in self.lines]
        for order, name in enumerate(names):
            if name in names[:order]:
                yield Problem("programme-repeated", f"programmes[{order}].name", {"said": name})
        yield from self._sums()

    def _doubt(self, one: _Line) -> str | None:
        """Why an amount needs a person to look, the gravest reason first."""
        said = one.amount.line if one.amount else ""
        reasons = {
            "amount-unreadable": _amount(said) is None,
            "amount-rough": _is_rough(said),
            "cell-unclear": bool(one.amount and one.amount.unclear),
            "amount-columns": self._has_columns,
            "amount-of-activity": self._beside_activities,
        }
        return next((code for code, holds in reasons.items() if holds), None)

    @property
    def _has_columns(self) -> bool:
        """Whether more than one column holds amounts."""
        return self._other_money or bool(self.heading and self.heading.amount_unsure)

    def _sums(self) -> Iterator[Problem]:
        total = self.total()
        yield from self._looks_summed()
        yield from self._scaled()
        unread = self._total and (self._total.line or self._total.unclear)
        if self._total and unread and total.printed is None:
            yield Problem("total-unreadable", "total", {"said": self._total.line})
        elif self._total is not None and self._has_columns:
            yield Problem("amount-columns", "total", {"said": self._total_said()})
        if self._unlabelled:
            yield Problem("total-unlabelled", "total", {"said": self._total_said()})
        if total.agrees is False and total.printed is not None and total.computed is not None:
            facts = {"printed": written(total.printed, 0), "computed": written(total.computed, 0)}
            yield Problem("total-disagrees", "total", facts)
        for order, name, own, parts in self._activities():
            if own is not None and parts > own:
                facts = {
                    "programme": name,
                    "own": written(own, 0),
                    "parts": written(parts, 0),
                    "more": written(parts - own, 0),
                }
                yield Problem("activities-exceed-programme", f"programmes[{order}].amount", facts)

    def _looks_summed(self) -> Iterator[Problem]:
        """Lines that are the sum of those around them: a total or a head that nobody labelled."""
        known = [one.amount or Decimal(0) for one in self.programmes()]
        whole = sum(known)
        if known and whole and known[::2] == known[1::2]:
            # A head or a programme above its only activity.
            yield Problem("amounts-paired", "programmes")
            return
        for place, amount in enumerate(known):
            # The first follower alone would only be an equal amount.
            sums = islice(accumulate(known[place + 1 :]), 1, None)
            if amount and len(known) > 2 and (amount == whole - amount or amount in sums):
                yield Problem("programmes-unsure", "programmes")
                return

    def _scaled(self) -> Iterator[Problem]:
        """Amounts below a heading that says thousands or millions, or with a part of a rupiah."""
        place = self.heading.roles["amount"] if self.heading else 0
        head = f"{self.heading.texts[place]} {self._caption}".strip() if self.heading else ""
        amounts = [one.amount for one in self.programmes() if one.amount]
        small = "000" in head and bool(amounts) and max(amounts) < _LEAST_FULL
        if re.search(r"juta|ribu|mil[iy]ar", head, re.IGNORECASE) or small:
            for where in [*(f"programmes[{k}].amount" for k in range(len(self.lines))), "total"]:
                yield Problem("amount-scale", where, {"heading": head})

    def _total_said(self) -> str:
        return self._total.line if self._total else ""

    def _activities(self) -> Iterator[tuple[int, str, Decimal | None, Decimal]]:
        """Each programme with the sum of the activities printed under it."""
        sums: list[tuple[str, Decimal | None, Decimal]] = []
        for one in self._lines:
            amount = _amount(one.amount.line) if one.amount else None
            if not one.is_activity:
                sums.append((one.name, amount, Decimal(0)))
            elif sums and amount is not None and not re.match(r"sub", one.name, re.IGNORECASE):
                name, own, parts = sums[-1]
                sums[-1] = (name, own, parts + amount)
        yield from ((order, *one) for order, one in enumerate(sums))


def _is_programme(heading: str) -> bool:
    return role_of(heading, "budget") == "programme"


def _starts(text: str) -> bool:
    return text[:1].isupper() or _NUMBER.match(text) is not None


def _money_beside(row: Row, place: int) -> Said:
    """The amount of a row; `Rp` may stand in a cell of its own, with the figure beside it."""
    cell = row[place] if place < len(row) else Said("")
    beside = row[place + 1] if place + 1 < len(row) else Said("")
    if cell.line and not _RUPIAH.fullmatch(cell.line):
        return cell
    if _amount(beside.line) is None:
        return cell
    joined = f"{cell.line} {beside.line}".strip()
    return Said(joined, beside.origin, cell.unclear or beside.unclear)


def _last_money(row: Row) -> Said:
    """The amount of a total whose cells stand one column too early."""
    return next((cell for cell in reversed(row) if _amount(cell.line) is not None), Said(""))


def _is_rough(said: str) -> bool:
    return read_money(said) is None and rough_money(said) is not None


def _amount(said: str) -> Decimal | None:
    amount = any_money(said)
    return amount.quantize(Decimal(1)) if amount is not None and amount == int(amount) else amount


def unread_amounts(lines: Iterable[Said], *, has_total: bool) -> Iterator[Problem]:
    """Lines of running text that speak of programmes and money and were read as neither."""
    found = [
        one
        for one in lines
        if (_SPEAKS.search(one.line) and _MONEY_IN.search(one.line)) or _ALONE.fullmatch(one.line)
    ]
    if found:
        yield Problem("amounts-unread", "programmes", {"said": found[0].line[:120]})
    if found and not has_total:
        yield Problem("amounts-unread", "total", {"said": found[-1].line[:120]})
