"""Who may see which registers there are (`orgs.gate`)."""

from janji.orgs.gate import HERE, SOMEWHERE
from janji.orgs.roles import Permission

POLICIES = {
    "home": SOMEWHERE.page(Permission.VIEW),
    "office": HERE.page(),
}
