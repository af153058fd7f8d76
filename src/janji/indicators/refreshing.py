"""Facts kept fresh before anyone asks, and held against the rows they came from."""

from collections.abc import Iterator
from datetime import date

from janji.indicators.queries import wanted_ever, wanted_for
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Difference
from janji.registers.facts.models import Ledger


def refresh_ledger(ledger: Ledger, *, as_of: date) -> bool:
    """Counts a stale ledger anew for the definitions that hold, in one transaction; whether it did."""
    return keeping.refresh(ledger, wanted_for(ledger.org_unit), as_of=as_of)


def refresh_facts(*, as_of: date) -> int:
    """Counts every stale ledger anew; how many there were. Others write in between."""
    stale = list(keeping.stale_ledgers(as_of=as_of))
    return sum(refresh_ledger(ledger, as_of=as_of) for ledger in stale)


def differing_facts() -> Iterator[Difference]:
    """Every fresh fact that its rows do not bear out."""
    return keeping.differences(wanted_ever())
