"""Who may keep the members and events of Satlinmas (`orgs.gate`)."""

from janji.orgs.gate import HERE, row
from janji.orgs.roles import Permission

KEEP = Permission.KEEP_RECORDS
MEMBER, EVENT = row("linmas.Member"), row("linmas.Event")
FILE = row("linmas.EventFile", "event__org_unit")

POLICIES = {
    "members": HERE.page(),
    "new-member": HERE.form(KEEP),
    "new-in-task-force": HERE.form(KEEP),
    "member": MEMBER.page(),
    "correct": MEMBER.form(KEEP),
    "end": MEMBER.form(KEEP),
    "new-decree": MEMBER.form(KEEP),
    "withdraw": row("linmas.Decree", "member__org_unit").form(KEEP),
    "events": HERE.page(),
    "new-event": HERE.form(KEEP),
    "event": EVENT.page(change=KEEP),
    "correct-event": EVENT.form(KEEP),
    "cancel-event": EVENT.form(KEEP),
    "restore-event": EVENT.form(KEEP),
    "results": EVENT.form(KEEP),
    "add-file": EVENT.deed(KEEP),
    "file": FILE.page(),
    "withdraw-file": FILE.form(KEEP),
    "waiting": HERE.page(),
    "settle": row("linmas.Attendance", "event__org_unit").page(change=KEEP),
    "untrained": HERE.page(),
    "report": HERE.page(),
    "composition": HERE.page(),
}
