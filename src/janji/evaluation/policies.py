"""Who may settle how an office is judged, and who may judge it (`orgs.gate`)."""

from dataclasses import dataclass

from janji.agreements.models import Agreement, Target
from janji.core.evaluation_life import State
from janji.evaluation.access import settles_weights
from janji.evaluation.models import Evaluation
from janji.orgs.gate import HERE, SIGNED_IN, Asked, Needs, Row, row
from janji.orgs.roles import Permission

EVALUATE = Permission.EVALUATE
SETTLE = (Permission.DRAFT_AGREEMENT, Permission.SET_SCORING)
TARGET = row("agreements.Target", "objective__agreement__org_unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Row):
    """Weights and grids: in a draft whoever drafts settles them, afterwards whoever sets the scoring."""

    def narrowed(self, asked: Asked, needs: Needs) -> Needs:
        """What the agreement's state asks for; one query."""
        del needs
        key = asked.kwargs["pk"]
        if self.model == "agreements.Target":
            target = Target.objects.select_related("objective__agreement").get(pk=key)
            return frozenset({settles_weights(target.objective.agreement)})
        return frozenset({settles_weights(Agreement.objects.get(pk=key))})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(Row):
    """An evaluation: while it is a draft it is there for evaluators alone."""

    def narrowed(self, asked: Asked, needs: Needs) -> Needs:
        """What the evaluation's state asks for; one query."""
        found = Evaluation.objects.get(pk=asked.kwargs["pk"])
        return frozenset({EVALUATE}) if found.state == State.DRAFT else needs


JUDGED = Judged(
    model="evaluation.Evaluation", office="agreement__org_unit", state="state", hidden=True
)

POLICIES = {
    "offices": SIGNED_IN.page(),
    "year": HERE.page(),
    "signals": HERE.page(),
    "choice": HERE.page(change=Permission.SET_SCORING),
    "weights": Settled(model="agreements.Agreement", state="state").page(change=SETTLE),
    "grid": Settled(model="agreements.Target", office="objective__agreement__org_unit").page(
        change=SETTLE
    ),
    "reached-day": TARGET.page(change=Permission.RECORD_ACTUAL),
    "mid-term": TARGET.page(change=Permission.DRAFT_AGREEMENT),
    "explanation": TARGET.page(change=Permission.EXPLAIN_ACHIEVEMENT),
    "write": HERE.form(EVALUATE),
    "published": JUDGED.page(Permission.VIEW),
    "publish": JUDGED.deed(EVALUATE),
    "correct": JUDGED.deed(EVALUATE),
}
