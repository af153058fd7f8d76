"""Who may keep the bodies of a village (`orgs.gate`)."""

from janji.orgs.gate import HERE, row
from janji.orgs.roles import Permission

KEEP = Permission.KEEP_RECORDS
COMMUNITY = row("communities.Community")
ACTIVITY = row("communities.Activity", "plan__community__org_unit")

POLICIES = {
    "communities": HERE.page(),
    "matrix": HERE.page(),
    "expiring": HERE.page(),
    "new-community": HERE.form(KEEP),
    "community": COMMUNITY.page(),
    "change": COMMUNITY.form(KEEP),
    "status": COMMUNITY.form(KEEP),
    "new-officer": COMMUNITY.form(KEEP),
    "end-tenure": row("communities.Tenure", "community__org_unit").form(KEEP),
    "plan": COMMUNITY.form(KEEP),
    "plan-file": COMMUNITY.page(),
    "new-activity": COMMUNITY.form(KEEP),
    "activity": ACTIVITY.form(KEEP),
    "activity-file": row("communities.ActivityFile", "activity__plan__community__org_unit").page(),
}
