"""Who may open which page across agreements (`orgs.gate`)."""

from janji.orgs.gate import HERE, SIGNED_IN

POLICIES = {
    "home": SIGNED_IN.page(),
    "offices": SIGNED_IN.page(),
    "year": HERE.page(),
    "table": HERE.page(),
    "account-pdf": HERE.page(),
    "quality-here": HERE.page(),
    "quality": HERE.page(),
    "flaw": HERE.page(),
}
