"""Who may hold a survey, enter its papers and read what it brought (`orgs.gate`)."""

from janji.orgs.gate import HERE, row
from janji.orgs.roles import Permission

ENTER, MANAGE = Permission.ENTER_SURVEY, Permission.MANAGE_SURVEY
PERIOD = row("survey.Period", state="state")
RESPONSE = row("survey.Response")
PLAN = row("survey.FollowUpPlan", "period__org_unit")

POLICIES = {
    "periods": HERE.page(),
    "new-period": HERE.page(change=MANAGE),
    "instruments": HERE.page(),
    "new-instrument": HERE.page(change=MANAGE),
    "period": PERIOD.page(),
    "move": PERIOD.deed(MANAGE),
    "scoring": PERIOD.deed(MANAGE),
    "sampling": PERIOD.deed(MANAGE),
    "publish": PERIOD.deed(MANAGE),
    "withdraw": PERIOD.deed(MANAGE),
    "paper": PERIOD.page(change=ENTER),
    "review": PERIOD.page(),
    "suggestions": PERIOD.page(),
    "poster": PERIOD.page(),
    "invitations": PERIOD.page(change=ENTER),
    "invitation": PERIOD.page(),
    "export": PERIOD.page(),
    "report-pdf": PERIOD.page(),
    "report-docx": PERIOD.page(),
    "report-xlsx": PERIOD.page(),
    "plan": PERIOD.page(change=MANAGE),
    "update-plan": PLAN.deed(MANAGE),
    "undo": RESPONSE.deed(ENTER),
    "settle": RESPONSE.deed(MANAGE),
    "suggestion": RESPONSE.page(change=MANAGE),
}
