"""Checking a performance report: every printed achievement against what its figures give."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from janji.core.numbers import rounded
from janji.core.printed_achievement import Checked, Reason, Verdict, check_total, check_years
from janji.core.refusals import Refused
from janji.documents.reading.report import ReportRow, report_rows
from janji.documents.reading.report_labels import less_is_better
from janji.documents.reading.sources import content_of

SHOWN_DECIMALS = 2
MOST_TOTALS = 50
"""Totals of one table that may be of all its rows; more are only of the rows right above them."""
_UNCLEAR = Checked(Verdict.NOT_COMPUTABLE, reason=Reason.UNCLEAR)
_AVERAGE = re.compile(r"rata\W{0,3}rata|rerata|rata2", re.IGNORECASE)
_TOTAL = re.compile(rf"jumlah|(?:.*\W)?(?:total|{_AVERAGE.pattern})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row of a report with what the check found."""

    row: ReportRow
    found: Checked

    @property
    def recomputed(self) -> str | None:
        """The achievement in percent with two decimals and a dot."""
        exact = self.found.recomputed
        return None if exact is None else f"{rounded(exact, SHOWN_DECIMALS):f}"


def check_bytes(data: bytes, name: str) -> list[CheckedRow]:
    """The checked rows of a report in a file's bytes, in reading order.

    Refuses with `document-…` what cannot be read, with `report-without-table` what prints no
    achievement beside target and actual.
    """
    rows = _rows(data, name)
    if not rows:
        raise Refused("report-without-table", name=name)
    return list(_checked(rows))


def _rows(data: bytes, name: str) -> list[ReportRow]:
    blocks = content_of(data, name)
    if b"%PDF-" in data[:1024]:
        from janji.documents.reading.report_pages import (  # noqa: PLC0415 -- slow to load
            ruled_tables,
        )

        if rows := report_rows(ruled_tables(data)):
            return rows
    return report_rows(blocks)


@dataclass(slots=True)
class _Above:
    """The achievements above a total that are of the same time and table."""

    printed: list[str] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    since: int = 0

    def scopes(self) -> tuple[Sequence[str], ...]:
        """What a total may be of: the last goal, all of them, or the goals' own totals."""
        last = self.printed[self.since :]
        return (last, self.printed, self.totals) if len(self.totals) < MOST_TOTALS else (last,)

    def add_total(self, printed: str) -> None:
        """A total ends what the next one is of."""
        self.totals.append(printed)
        self.since = len(self.printed)


def _checked(rows: Iterable[ReportRow]) -> Iterator[CheckedRow]:
    """The years of an indicator are judged together, totals by the rows above them."""
    above: dict[object, _Above] = defaultdict(_Above)
    for _, group in groupby(rows, key=lambda row: row.line):
        years = list(group)
        if all(_is_total(row) for row in years):
            for row in years:
                same = above[_together(row)]
                yield CheckedRow(row, _total(row, same))
                same.add_total(row.triple.printed)
            continue
        triples = [row.triple for row in years if not row.unclear]
        checks = iter(check_years(triples, less_is_better=less_is_better(years[0].indicator)))
        for row in years:
            above[_together(row)].printed.append(row.triple.printed)
            yield CheckedRow(row, _UNCLEAR if row.unclear else next(checks))


def _is_total(row: ReportRow) -> bool:
    nothing = row.number is None and not (row.triple.target or row.triple.actual)
    return nothing and bool(_TOTAL.match(row.indicator))


def _total(row: ReportRow, above: _Above) -> Checked:
    """By the rows that explain it, if any do; else by those that show how it went wrong."""
    average = _AVERAGE.search(row.indicator) is not None
    found = (check_total(row.triple.printed, one, average=average) for one in above.scopes())
    return min(found, key=_likelihood)


def _likelihood(found: Checked) -> tuple[int, bool]:
    order = (Verdict.OK, Verdict.WRONG, Verdict.NOT_COMPUTABLE)
    return order.index(found.verdict), found.cause is None


def _together(row: ReportRow) -> object:
    """Of one time, in one table, or on one sheet, where an empty row does not end a table."""
    return row.time, row.place.page or f"table {row.place.table}"


def to_json(rows: Sequence[CheckedRow]) -> dict[str, object]:
    """The plain form that `janji check --json` writes."""
    return {"rows": [_as_json(one) for one in rows]}


def _as_json(checked: CheckedRow) -> Mapping[str, object]:
    row, found = checked.row, checked.found
    times = {"year": row.year, "quarter": row.quarter, "part": row.part}
    return {
        "number": row.number,
        **{name: value for name, value in times.items() if value is not None},
        "indicator": row.indicator,
        "target": row.triple.target,
        "actual": row.triple.actual,
        "printed": row.triple.printed,
        "verdict": found.verdict,
        "recomputed": checked.recomputed,
        "rule": found.rule,
        "rounding": found.rounding,
        "cause": found.cause,
        "reason": found.reason,
        "where": {
            "page": row.place.page,
            "table": row.place.table,
            "row": row.place.row,
            "cell": row.place.cell,
        },
    }
