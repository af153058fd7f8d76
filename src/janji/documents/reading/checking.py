"""Checking a performance report: every printed achievement against what its figures give."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from janji.core.numbers import rounded
from janji.core.origins import Place
from janji.core.printed_achievement import Checked, Reason, Verdict, check_total, check_years
from janji.core.refusals import Refused
from janji.documents.reading.report import ReportRow, report_rows
from janji.documents.reading.report_labels import less_is_better
from janji.documents.reading.sources import content_of

SHOWN_DECIMALS = 2
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


def _checked(rows: Iterable[ReportRow]) -> Iterator[CheckedRow]:
    """The years of an indicator are judged together, totals by the rows above them."""
    above: list[ReportRow] = []
    totals: list[ReportRow] = []
    since = 0
    for _, group in groupby(rows, key=lambda row: row.line):
        years = list(group)
        if all(_is_total(row) for row in years):
            # Of the last goal, of all of them, or of the goals' own totals.
            scopes = (above[since:], above, list(totals))
            yield from (CheckedRow(row, _total(row, scopes)) for row in years)
            totals += years
            since = len(above)
            continue
        above += years
        triples = [row.triple for row in years if not row.unclear]
        checks = iter(check_years(triples, less_is_better=less_is_better(years[0].indicator)))
        yield from (CheckedRow(row, _UNCLEAR if row.unclear else next(checks)) for row in years)


def _is_total(row: ReportRow) -> bool:
    nothing = row.number is None and not (row.triple.target or row.triple.actual)
    return nothing and bool(_TOTAL.match(row.indicator))


def _total(row: ReportRow, scopes: Iterable[Sequence[ReportRow]]) -> Checked:
    """By the rows that explain it, if any do; else by those that show how it went wrong."""
    average = _AVERAGE.search(row.indicator) is not None
    found = (
        check_total(row.triple.printed, _printed_of(row, above), average=average)
        for above in scopes
    )
    return min(found, key=_likelihood)


def _likelihood(found: Checked) -> tuple[int, bool]:
    order = (Verdict.OK, Verdict.WRONG, Verdict.NOT_COMPUTABLE)
    return order.index(found.verdict), found.cause is None


def _printed_of(row: ReportRow, above: Sequence[ReportRow]) -> list[str]:
    return [
        one.triple.printed
        for one in above
        if one.time == row.time and _together(one.place, row.place)
    ]


def _together(one: Place, other: Place) -> bool:
    """In one table, or on one sheet, where an empty row does not end a table."""
    return one.table == other.table or (one.page is not None and one.page == other.page)


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
