"""Forums with those who came, and proposals with what became of them."""

from janji.registers.musrenbang.models.arrivals import Arrival, ArrivalState, CheckIn
from janji.registers.musrenbang.models.forums import (
    REGISTER,
    Attendance,
    Forum,
    ForumKind,
    Group,
    PaperImage,
    PaperList,
    Sex,
    Sign,
)
from janji.registers.musrenbang.models.proposals import (
    Criteria,
    Criterion,
    Proposal,
    ProposalFile,
    ProposalKind,
    ProposalStep,
    Score,
    Sector,
    State,
)

__all__ = [
    "REGISTER",
    "Arrival",
    "ArrivalState",
    "Attendance",
    "CheckIn",
    "Criteria",
    "Criterion",
    "Forum",
    "ForumKind",
    "Group",
    "PaperImage",
    "PaperList",
    "Proposal",
    "ProposalFile",
    "ProposalKind",
    "ProposalStep",
    "Score",
    "Sector",
    "Sex",
    "Sign",
    "State",
]
