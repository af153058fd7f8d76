"""Who may read and keep the budget of an office (`orgs.gate`)."""

from janji.orgs.gate import HERE, SIGNED_IN
from janji.orgs.roles import Permission

KEEP = Permission.KEEP_BUDGET

POLICIES = {
    "offices": SIGNED_IN.page(),
    "office": HERE.page(),
    "year": HERE.page(),
    "new": HERE.form(KEEP),
    "history": HERE.page(Permission.SEE_HISTORY),
    "spending": HERE.form(KEEP),
    "correct": HERE.page(change=KEEP),
    "document": HERE.page(change=KEEP),
    "add-line": HERE.deed(KEEP),
    "line": HERE.form(KEEP),
    "remove-line": HERE.deed(KEEP),
    "approve": HERE.form(KEEP),
    "reopen": HERE.form(KEEP),
    "discard": HERE.deed(KEEP),
}
