"""Everything that changes agreements."""

from janji.agreements.actions.changes import (
    Basis,
    draft_complement,
    end_agreement,
    revise_agreement,
)
from janji.agreements.actions.drafts import (
    delete_draft,
    draft_agreement,
    note_budget_day,
    rewrite_draft,
    set_measuring_plans,
)
from janji.agreements.actions.readings import (
    discard_reading,
    forget_habit,
    keep_reading,
    restore_reading,
    store_reading,
)
from janji.agreements.actions.signing import (
    propose_agreement,
    return_to_draft,
    sign_as_first,
    sign_as_second,
)

__all__ = [
    "Basis",
    "delete_draft",
    "discard_reading",
    "draft_agreement",
    "draft_complement",
    "end_agreement",
    "forget_habit",
    "keep_reading",
    "note_budget_day",
    "propose_agreement",
    "restore_reading",
    "return_to_draft",
    "revise_agreement",
    "rewrite_draft",
    "set_measuring_plans",
    "sign_as_first",
    "sign_as_second",
    "store_reading",
]
