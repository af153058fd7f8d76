"""Who may define figures and answer for them (`orgs.gate`)."""

from janji.orgs.gate import HERE, row
from janji.orgs.roles import Permission

KEEP, CHECK = Permission.KEEP_RECORDS, Permission.CHECK_RECORDS
FIGURE, ENTRY = row("figures.Figure"), row("figures.Entry")

POLICIES = {
    "figures": HERE.page(),
    "fill": HERE.form(KEEP),
    "define": HERE.form(CHECK),
    # What an office above asks for is open to those who answer.
    "figure": HERE.page(),
    "change": FIGURE.form(CHECK),
    "end": FIGURE.form(CHECK),
    "entry": ENTRY.page(change=KEEP),
    "evidence": row("figures.EntryEvidence", "entry__org_unit").page(),
}
