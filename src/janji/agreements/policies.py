"""Who may read, write and sign agreements (`orgs.gate`)."""

from janji.core.agreement_life import State
from janji.orgs.gate import SIGNED_IN, Own, Somewhere, row
from janji.orgs.roles import Permission

DRAFT = Permission.DRAFT_AGREEMENT
SIGN = (Permission.SIGN_AS_FIRST, Permission.SIGN_AS_SECOND)

WHERE_ONE_DRAFTS = Somewhere(hidden=False)
READING = Own("agreements.Reading", "read_by")
AGREEMENT = row("agreements.Agreement", state="state")
TARGET = row("agreements.Target", "objective__agreement__org_unit")

POLICIES = {
    "list": SIGNED_IN.page(),
    "new": WHERE_ONE_DRAFTS.form(DRAFT),
    "read": WHERE_ONE_DRAFTS.form(DRAFT),
    "review": READING.form(DRAFT),
    "source": READING.page(DRAFT),
    "discard-reading": READING.deed(DRAFT),
    "agreement": AGREEMENT.page(),
    "edit": AGREEMENT.form(DRAFT, open_in={State.DRAFT}),
    "plans": AGREEMENT.form(DRAFT, open_in={State.DRAFT}),
    "plan": TARGET.page(),
    "sign": AGREEMENT.form(*SIGN, open_in={State.DRAFT, State.SIGNED_BY_FIRST}),
    "return": AGREEMENT.form(*SIGN, open_in={State.SIGNED_BY_FIRST}),
    "delete": AGREEMENT.form(DRAFT, open_in={State.DRAFT}),
    "pdf": AGREEMENT.page(),
    "docx": AGREEMENT.page(),
}
