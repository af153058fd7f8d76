"""Who may ask, answer, find and follow up (`orgs.gate`)."""

from janji.core.supervision_life import FindingState, ThreadState
from janji.orgs.gate import HERE, SIGNED_IN, row
from janji.orgs.roles import Permission

SUPERVISE, ANSWER = Permission.SUPERVISE, Permission.ANSWER_SUPERIOR
THREAD = row("supervision.Thread", state="state")
FINDING = row("supervision.Finding", state="state")
FILE = row("supervision.FollowUpFile", "follow_up__finding__org_unit")
GOING_ON = {ThreadState.OPEN, ThreadState.ANSWERED}

POLICIES = {
    "desk": SIGNED_IN.page(),
    "threads": SIGNED_IN.page(),
    "thread": THREAD.page(),
    "answer": THREAD.form(ANSWER, open_in=GOING_ON),
    "ask-again": THREAD.form(SUPERVISE, open_in=GOING_ON),
    "close": THREAD.deed(SUPERVISE, open_in=GOING_ON),
    "findings": SIGNED_IN.page(),
    "finding": FINDING.page(),
    "follow-up": FINDING.form(ANSWER, open_in={FindingState.OPEN, FindingState.RETURNED}),
    "accept": FINDING.form(SUPERVISE, open_in={FindingState.FOLLOWED_UP}),
    "return": FINDING.form(SUPERVISE, open_in={FindingState.FOLLOWED_UP}),
    "withdraw": FINDING.form(
        SUPERVISE, open_in={FindingState.OPEN, FindingState.FOLLOWED_UP, FindingState.RETURNED}
    ),
    "file": FILE.page(),
    "office": HERE.page(),
    "new-thread": HERE.form(SUPERVISE),
    "new-finding": HERE.form(SUPERVISE),
    "review": HERE.form(SUPERVISE, ANSWER),
    "review-pdf": HERE.page(),
    "review-docx": HERE.page(),
}
