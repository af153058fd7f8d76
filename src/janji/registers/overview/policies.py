"""Who may see which registers there are (`orgs.gate`)."""

from janji.orgs.gate import HERE, SIGNED_IN

POLICIES = {
    "home": SIGNED_IN.page(),
    "office": HERE.page(),
}
