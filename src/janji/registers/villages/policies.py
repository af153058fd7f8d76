"""Who may inspect the books of a village: the office above it, never the village (`orgs.gate`)."""

from janji.orgs.gate import HERE, SIGNED_IN, Here, Reach, row
from janji.orgs.models import OrgUnitKind
from janji.orgs.roles import Permission

KEEP, CHECK = Permission.KEEP_RECORDS, Permission.CHECK_RECORDS
VILLAGE = Here(kinds=frozenset({OrgUnitKind.VILLAGE.value}), reach=Reach.ABOVE)
INSPECTION = row("villages.Inspection", reach=Reach.ABOVE)
PHOTO = row("villages.Photo", "inspection__org_unit", reach=Reach.ABOVE)
FINDING = row("villages.Finding", reach=Reach.ABOVE)
EVIDENCE = row("villages.EvidenceFile", "finding__org_unit")

POLICIES = {
    "worker": SIGNED_IN.page(),
    "villages": HERE.page(),
    "heat-map": HERE.page(),
    "trend": HERE.page(),
    "findings": HERE.page(),
    "village": VILLAGE.page(),
    "days": VILLAGE.form(CHECK),
    "inspect": VILLAGE.form(KEEP),
    "inspect-offline": VILLAGE.page(KEEP),
    "inspection": INSPECTION.page(change=KEEP),
    "withdraw": INSPECTION.form(CHECK),
    "add-photo": INSPECTION.deed(KEEP),
    "photo": PHOTO.page(),
    "withdraw-photo": PHOTO.form(KEEP),
    "evidence": EVIDENCE.page(),
    "finding": FINDING.page(change=KEEP),
}
