"""Who may follow the budgets of villages: the office above them (`orgs.gate`)."""

from janji.orgs.gate import HERE, Here, Reach, row
from janji.orgs.models import OrgUnitKind
from janji.orgs.roles import Permission

KEEP, CHECK = Permission.KEEP_RECORDS, Permission.CHECK_RECORDS
VILLAGE = Here(kinds=frozenset({OrgUnitKind.VILLAGE.value}))
ENTERING = Here(reach=Reach.DECIDING)
CYCLE = row("village_budgets.BudgetCycle", reach=Reach.ABOVE)
VISIT = row("village_budgets.Visit", reach=Reach.ABOVE)
FILE = row("village_budgets.VisitFile", "visit__org_unit")
HANDED_IN = row("village_budgets.HandedIn", reach=Reach.ABOVE)

POLICIES = {
    "villages": HERE.page(),
    "village": VILLAGE.page(),
    "indicator": HERE.page(),
    "limits": HERE.page(),
    "cycles": HERE.page(),
    "new-cycle": ENTERING.form(KEEP),
    "cycle": CYCLE.page(),
    "course": CYCLE.form(KEEP),
    "summary": CYCLE.form(KEEP),
    "realised": CYCLE.form(KEEP),
    "answers": CYCLE.form(KEEP),
    "letter-pdf": CYCLE.page(),
    "letter-docx": CYCLE.page(),
    "visits": HERE.page(),
    "new-visit": ENTERING.form(KEEP),
    "visit": VISIT.page(),
    "correct-visit": VISIT.form(KEEP),
    "follow-up": VISIT.form(KEEP),
    "withdraw": VISIT.form(CHECK),
    "attach": VISIT.form(KEEP),
    "file": FILE.page(),
    "duties": HERE.page(),
    "receive": ENTERING.form(KEEP),
    "handed-in": HANDED_IN.page(change=KEEP),
}
