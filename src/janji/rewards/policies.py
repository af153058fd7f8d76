"""Who may read, propose and decide what concerns a person; to everyone else it is not there (`orgs.gate`)."""

from janji.orgs.gate import SIGNED_IN, SOMEWHERE, Here, row
from janji.rewards.access import ACTIVATE, DECIDE, KEEP_RULES, OBJECT, PROPOSE, READS

OFFICE = Here(sight=READS)
PROPOSING = Here(sight=frozenset({PROPOSE}))
PROPOSAL = row("rewards.Proposal", state="state", sight=READS)
RULE = row("rewards.RewardRule", sight=READS)
FILE = row("rewards.ObjectionFile", "objection__decision__proposal__org_unit", sight=READS)

POLICIES = {
    "decisions": SIGNED_IN.page(),
    "proposals": SIGNED_IN.page(),
    "rules": SIGNED_IN.page(),
    "suggestions": SOMEWHERE.page(PROPOSE),
    "proposal": PROPOSAL.page(),
    "decide": PROPOSAL.form(DECIDE),
    "receive": PROPOSAL.form(OBJECT, PROPOSE, DECIDE),
    "object": PROPOSAL.form(OBJECT),
    "answer": PROPOSAL.form(DECIDE),
    "close": PROPOSAL.deed(PROPOSE, DECIDE),
    "letter-pdf": PROPOSAL.page(),
    "letter-docx": PROPOSAL.page(),
    "file": FILE.page(),
    "new-rule": SOMEWHERE.form(KEEP_RULES),
    "take-shipped": SOMEWHERE.deed(KEEP_RULES),
    "rule": RULE.page(),
    "edit-rule": RULE.form(KEEP_RULES),
    "activate-rule": RULE.deed(*ACTIVATE),
    "end-rule": RULE.form(*ACTIVATE),
    "follow-rule": RULE.deed(KEEP_RULES),
    "propose": PROPOSING.form(PROPOSE),
    "office": OFFICE.page(),
    "delivery": OFFICE.form(PROPOSE),
}
