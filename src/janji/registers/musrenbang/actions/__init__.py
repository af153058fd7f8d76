"""Everything that changes forums, who attended them, proposals, and how they are scored and ranked."""

from janji.registers.musrenbang.actions.arrivals import (
    Said,
    arrive,
    close_check_in,
    confirm_arrival,
    open_check_in,
    turn_down_arrival,
)
from janji.registers.musrenbang.actions.forums import (
    Held,
    add_forum,
    add_images,
    correct_forum,
    enter_attendance,
    settle_list,
    strike_attendance,
)
from janji.registers.musrenbang.actions.proposals import (
    add_files,
    add_proposal,
    carry_over,
    correct_proposal,
    move_proposal,
    retract_step,
    strike_proposal,
)
from janji.registers.musrenbang.actions.ranking import (
    place_proposal,
    score_proposal,
    set_criteria,
)

__all__ = [
    "Held",
    "Said",
    "add_files",
    "add_forum",
    "add_images",
    "add_proposal",
    "arrive",
    "carry_over",
    "close_check_in",
    "confirm_arrival",
    "correct_forum",
    "correct_proposal",
    "enter_attendance",
    "move_proposal",
    "open_check_in",
    "place_proposal",
    "retract_step",
    "score_proposal",
    "set_criteria",
    "settle_list",
    "strike_attendance",
    "strike_proposal",
    "turn_down_arrival",
]
