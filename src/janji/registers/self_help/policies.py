"""Who may keep self-help groups and their loans (`orgs.gate`)."""

from janji.orgs.gate import HERE, row
from janji.orgs.roles import Permission

KEEP = Permission.KEEP_RECORDS
GROUP, MEMBER, LOAN = (
    row("self_help.Group"),
    row("self_help.GroupMember"),
    row("self_help.Loan"),
)
RECORD = row("self_help.Record")

POLICIES = {
    "groups": HERE.page(),
    "recap": HERE.page(),
    "unit": HERE.form(KEEP),
    "new-group": HERE.form(KEEP),
    "group": GROUP.page(),
    "correct": GROUP.form(KEEP),
    "close": GROUP.form(KEEP),
    "reopen": row("self_help.Closing", "group__org_unit").form(KEEP),
    "new-member": GROUP.form(KEEP),
    "correct-member": MEMBER.form(KEEP),
    "end-member": MEMBER.form(KEEP),
    "new-officer": GROUP.form(KEEP),
    "end-officer": row("self_help.Officer", "member__org_unit").form(KEEP),
    "new-requirement": GROUP.form(KEEP),
    "end-requirement": row("self_help.Requirement", "group__org_unit").form(KEEP),
    "new-record": GROUP.form(KEEP),
    "correct-record": RECORD.form(KEEP),
    "withdraw-record": RECORD.form(KEEP),
    "record-file": RECORD.page(),
    "new-loan": GROUP.form(KEEP),
    "loan": LOAN.page(),
    "pay": LOAN.form(KEEP),
    "withdraw-loan": LOAN.form(KEEP),
}
