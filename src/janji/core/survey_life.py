"""The life of a survey period, why a response is looked at again, and what may be shown of groups."""

from collections.abc import Mapping
from enum import StrEnum

from janji.core.refusals import Refused

LEAST_SHOWN = 5
"""Our design: nothing about fewer respondents than this is broken down in public."""
RUN_LENGTH = 3
"""Our design: so many equal straight lines in a row are looked at, one or two are opinions."""
BURST_LENGTH = 20
"""Our design: more open answers than this within `BURST_MINUTES` are looked at."""
BURST_MINUTES = 10


class PeriodState(StrEnum):
    """Where a survey period stands. The values are what the register keeps."""

    DRAFT = "draft"
    RUNNING = "running"
    CLOSED = "closed"
    PUBLISHED = "published"


class PeriodDeed(StrEnum):
    """What moves a period from one state to another."""

    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


MOVES: dict[tuple[PeriodState, PeriodDeed], PeriodState] = {
    (PeriodState.DRAFT, PeriodDeed.OPEN): PeriodState.RUNNING,
    (PeriodState.RUNNING, PeriodDeed.CLOSE): PeriodState.CLOSED,
    (PeriodState.CLOSED, PeriodDeed.REOPEN): PeriodState.RUNNING,
    (PeriodState.CLOSED, PeriodDeed.PUBLISH): PeriodState.PUBLISHED,
    (PeriodState.PUBLISHED, PeriodDeed.WITHDRAW): PeriodState.CLOSED,
}
NEEDS_REASON = frozenset({PeriodDeed.REOPEN, PeriodDeed.WITHDRAW})
"""What goes back needs its reason."""


def after(state: PeriodState, deed: PeriodDeed) -> PeriodState:
    """The state after a deed; refuses with `survey-move-not-now`."""
    if (state, deed) not in MOVES:
        raise Refused("survey-move-not-now", state=state.value, deed=deed.value)
    return MOVES[state, deed]


def deeds_now(state: PeriodState) -> frozenset[PeriodDeed]:
    """What can be done in a state."""
    return frozenset(deed for from_state, deed in MOVES if from_state is state)


class Doubt(StrEnum):
    """Why a response waits for a person before it counts."""

    BLANKS = "blanks"
    REPEAT = "repeat"
    RUN = "run"
    BURST = "burst"


def shown_counts(counts: Mapping[str, int], *, least: int = LEAST_SHOWN) -> dict[str, int | None]:
    """Respondents by group as they may be published; `None` stands for fewer than `least`.

    A single hidden group could be computed from the total, so the smallest shown group is then
    hidden with it.
    """
    hidden = {group for group, count in counts.items() if 0 < count < least}
    if hidden and sum(counts[group] for group in hidden) < least:
        shown = [group for group, count in counts.items() if count >= least]
        hidden |= {min(shown, key=lambda group: counts[group])} if shown else set()
    return {group: None if group in hidden else count for group, count in counts.items()}
