"""Who may work at the counter and on its catalogue (`orgs.gate`)."""

from janji.orgs.gate import HERE, row
from janji.orgs.roles import Permission

SERVE, MANAGE = Permission.SERVE_COUNTER, Permission.MANAGE_SERVICES
SERVICE = row("services.Service")
REQUEST = row("services.ServiceRequest", state="stage")
COMPLAINT = row("services.Complaint")

POLICIES = {
    "register": HERE.page(),
    "counter": HERE.page(change=SERVE),
    "requirements": HERE.page(),
    "catalogue": HERE.page(),
    "new-service": HERE.form(MANAGE),
    "complaints": HERE.page(),
    "new-complaint": HERE.form(SERVE),
    "report": HERE.page(),
    "service": SERVICE.page(),
    "new-standard": SERVICE.form(MANAGE),
    "close-service": SERVICE.deed(MANAGE),
    "reopen-service": SERVICE.deed(MANAGE),
    "request": REQUEST.page(change=SERVE),
    "receipt": REQUEST.page(),
    "pause": REQUEST.form(SERVE),
    "resume": REQUEST.form(SERVE),
    "correct": REQUEST.form(SERVE),
    "complaint": COMPLAINT.page(change=MANAGE),
}
