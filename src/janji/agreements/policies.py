"""Who may read, write and sign agreements (`orgs.gate`)."""

from janji.core.agreement_life import State
from janji.orgs.gate import HERE, SIGNED_IN, Own, Somewhere, row
from janji.orgs.roles import Permission

DRAFT = Permission.DRAFT_AGREEMENT
SIGN = (Permission.SIGN_AS_FIRST, Permission.SIGN_AS_SECOND)
PROPOSE = Permission.PROPOSE_AGREEMENT

WHERE_ONE_DRAFTS = Somewhere(hidden=False)
READING = Own("agreements.Reading", "read_by")
AGREEMENT = row("agreements.Agreement", state="state")
TARGET = row("agreements.Target", "objective__agreement__org_unit")

POLICIES = {
    "list": SIGNED_IN.page(),
    "new": WHERE_ONE_DRAFTS.form(DRAFT),
    "read": WHERE_ONE_DRAFTS.form(DRAFT),
    "readings": WHERE_ONE_DRAFTS.page(DRAFT),
    "review": READING.form(DRAFT),
    "source": READING.page(DRAFT),
    "discard-reading": READING.deed(DRAFT),
    "restore-reading": READING.deed(DRAFT),
    "habits": HERE.page(DRAFT),
    "forget-habit": row("agreements.ReadingHabit").deed(DRAFT),
    "agreement": AGREEMENT.page(),
    "edit": AGREEMENT.form(DRAFT, open_in={State.DRAFT}),
    "plans": AGREEMENT.form(DRAFT, open_in={State.DRAFT}),
    "plan": TARGET.page(),
    "propose": AGREEMENT.deed(PROPOSE, open_in={State.DRAFT}),
    "budget-day": AGREEMENT.form(DRAFT),
    "revise": AGREEMENT.form(DRAFT, open_in={State.IN_FORCE}),
    "compare": AGREEMENT.page(),
    "end": AGREEMENT.form(Permission.END_AGREEMENT, open_in={State.IN_FORCE}),
    "basis-file": row("agreements.BasisFile", "agreement__org_unit").page(),
    "sign": AGREEMENT.form(*SIGN, open_in={State.PROPOSED, State.SIGNED_BY_FIRST}),
    "return": AGREEMENT.form(PROPOSE, *SIGN, open_in={State.PROPOSED, State.SIGNED_BY_FIRST}),
    "delete": AGREEMENT.form(DRAFT, open_in={State.DRAFT}),
    "pdf": AGREEMENT.page(),
    "docx": AGREEMENT.page(),
}
