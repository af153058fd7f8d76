"""Who may keep forums and proposals; about a village's proposals its district decides (`orgs.gate`)."""

from janji.core.musrenbang import ProposalState
from janji.orgs.gate import HERE, Here, Reach, row
from janji.orgs.roles import Permission

KEEP, CHECK = Permission.KEEP_RECORDS, Permission.CHECK_RECORDS
FORUM = row("musrenbang.Forum")
ARRIVAL = row("musrenbang.Arrival", "check_in__forum__org_unit")
PAPER_LIST = row("musrenbang.PaperList", "forum__org_unit")
PAPER_IMAGE = row("musrenbang.PaperImage", "paper_list__forum__org_unit")
ATTENDANCE = row("musrenbang.Attendance", "forum__org_unit")
# Until the district has answered, a proposal is still the village's own.
WISH = row(
    "musrenbang.Proposal",
    state="state",
    reach=Reach.DECIDING,
    own_in=frozenset({ProposalState.PROPOSED.value}),
)
PROPOSAL = row("musrenbang.Proposal", state="state", reach=Reach.DECIDING)

POLICIES = {
    "forums": HERE.page(),
    "new-forum": HERE.form(KEEP),
    "forum": FORUM.page(),
    "correct": FORUM.form(KEEP),
    "attend": FORUM.form(KEEP),
    "table": FORUM.page(change=KEEP),
    "close": FORUM.deed(KEEP),
    "minutes-pdf": FORUM.page(),
    "minutes-docx": FORUM.page(),
    "confirm": ARRIVAL.deed(KEEP),
    "complete": ARRIVAL.form(KEEP),
    "turn-down": ARRIVAL.deed(KEEP),
    "settle": PAPER_LIST.deed(CHECK),
    "add-images": PAPER_LIST.form(KEEP),
    "image": PAPER_IMAGE.page(),
    "strike": ATTENDANCE.form(KEEP),
    "proposals": HERE.page(),
    "new-proposal": HERE.form(KEEP),
    "proposal": PROPOSAL.page(),
    "correct-proposal": WISH.form(KEEP),
    "strike-proposal": WISH.form(KEEP),
    "add-files": WISH.form(KEEP),
    "file": row("musrenbang.ProposalFile", "proposal__org_unit").page(),
    "move": PROPOSAL.form(KEEP),
    "retract": PROPOSAL.form(KEEP),
    "score": PROPOSAL.form(CHECK),
    "place": PROPOSAL.form(CHECK),
    "ranking": HERE.page(),
    "criteria": Here(reach=Reach.DECIDING).form(CHECK),
    "follow-up": HERE.page(change=KEEP),
}
