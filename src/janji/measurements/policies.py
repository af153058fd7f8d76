"""Who may see and record figures (`orgs.gate`)."""

from janji.core.agreement_life import State
from janji.orgs.gate import HERE, SIGNED_IN, row
from janji.orgs.roles import Permission

TARGET = row("agreements.Target", "objective__agreement__org_unit")
AGREEMENT = row("agreements.Agreement", state="state")
EVIDENCE = row("measurements.Evidence", "measurement__target__objective__agreement__org_unit")

STEPS = (
    Permission.SUBMIT_QUARTER,
    Permission.VERIFY_QUARTER,
    Permission.APPROVE_QUARTER,
    Permission.ACCEPT_QUARTER,
    Permission.REOPEN_QUARTER,
)
"""Whoever may take one of a quarter's steps; which of them when, its action says."""

POLICIES = {
    "places": SIGNED_IN.page(),
    "enter": TARGET.form(Permission.RECORD_ACTUAL),
    "year": HERE.page(),
    "quarter": HERE.page(change=STEPS),
    "indicator": TARGET.page(),
    "account-pdf": TARGET.page(),
    "rows": TARGET.page(),
    "lacking": TARGET.page(),
    "definitions": TARGET.page(),
    "propose": TARGET.form(Permission.DEFINE_INDICATOR),
    "sign": TARGET.deed(Permission.SIGN_DEFINITION),
    "end": TARGET.deed(Permission.SIGN_DEFINITION),
    "complement": AGREEMENT.form(Permission.DRAFT_AGREEMENT, open_in={State.ENDED}),
    "evidence": EVIDENCE.page(),
    "scoring": HERE.page(change=Permission.SET_SCORING),
}
