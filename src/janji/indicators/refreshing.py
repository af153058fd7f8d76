"""Facts kept fresh before anyone asks, and held against the rows they came from."""

from collections.abc import Iterator
from datetime import date

from janji.indicators.queries import wanted_ever, wanted_for
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Difference


def refresh_facts(*, as_of: date) -> int:
    """Counts every stale ledger anew for the definitions that hold; how many there were.

    One ledger is one transaction, so others write in between.
    """
    refreshed = 0
    for ledger in keeping.stale_ledgers(as_of=as_of):
        refreshed += keeping.refresh(ledger, wanted_for(ledger.org_unit), as_of=as_of)
    return refreshed


def differing_facts() -> Iterator[Difference]:
    """Every fresh fact that its rows do not bear out."""
    return keeping.differences(wanted_ever())
