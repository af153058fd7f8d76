"""Who may see and record figures (`orgs.gate`)."""

from janji.core.agreement_life import State
from janji.orgs.gate import HERE, SIGNED_IN, row
from janji.orgs.roles import Permission

AGREEMENT = row("agreements.Agreement", state="state")
TARGET = row("agreements.Target", "objective__agreement__org_unit")
EVIDENCE = row("measurements.Evidence", "measurement__target__objective__agreement__org_unit")
QUARTER = (
    Permission.SUBMIT_QUARTER,
    Permission.VERIFY_QUARTER,
    Permission.APPROVE_QUARTER,
    Permission.ACCEPT_QUARTER,
    Permission.REOPEN_QUARTER,
)
"""One address for all deeds of a quarter: which of them, its action asks."""

POLICIES = {
    "places": SIGNED_IN.page(),
    "enter": TARGET.form(Permission.RECORD_ACTUAL),
    "year": HERE.page(),
    "quarter": HERE.page(change=QUARTER),
    "complement": AGREEMENT.form(Permission.DRAFT_AGREEMENT, open_in={State.ENDED}),
    "indicator": TARGET.page(),
    "account-pdf": TARGET.page(),
    "rows": TARGET.page(),
    "lacking": TARGET.page(),
    "definitions": TARGET.page(),
    "propose": TARGET.form(Permission.DEFINE_INDICATOR),
    "sign": TARGET.deed(Permission.SIGN_DEFINITION),
    "end": TARGET.deed(Permission.SIGN_DEFINITION),
    "evidence": EVIDENCE.page(),
    "scoring": HERE.page(change=Permission.SET_SCORING),
}
