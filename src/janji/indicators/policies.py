"""Who may read and fill in the dictionary of indicators (`orgs.gate`)."""

from janji.orgs.gate import HERE, row
from janji.orgs.roles import Permission

POLICIES = {
    "dictionary": HERE.page(),
    "sheet": row("indicators.IndicatorVersion", "indicator__org_unit").page(
        change=Permission.DEFINE_INDICATOR
    ),
}
