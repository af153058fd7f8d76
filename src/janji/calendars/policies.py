"""Who may see and keep the working calendar (`orgs.gate`)."""

from janji.orgs.gate import HERE
from janji.orgs.roles import Permission

MANAGE = Permission.MANAGE_CALENDAR

POLICIES = {
    "here": HERE.page(),
    "year": HERE.page(change=MANAGE),
    "hours": HERE.page(change=MANAGE),
    "seed": HERE.deed(MANAGE),
    "verify": HERE.deed(MANAGE),
    "remove": HERE.deed(MANAGE),
}
