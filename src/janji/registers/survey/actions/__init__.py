"""Everything that changes surveys: their questionnaires and periods, responses, what follows."""

from janji.registers.survey.actions.follow_up import (
    Activity,
    add_plan,
    handle_suggestion,
    publish_period,
    update_plan,
    withdraw_publication,
)
from janji.registers.survey.actions.periods import (
    Sampling,
    create_period,
    move_period,
    set_instrument,
    set_population,
    set_scoring,
)
from janji.registers.survey.actions.responses import (
    answer_invitation,
    answer_survey,
    enter_paper,
    give_invitation,
    settle_review,
    undo_entry,
)

__all__ = [
    "Activity",
    "Sampling",
    "add_plan",
    "answer_invitation",
    "answer_survey",
    "create_period",
    "enter_paper",
    "give_invitation",
    "handle_suggestion",
    "move_period",
    "publish_period",
    "set_instrument",
    "set_population",
    "set_scoring",
    "settle_review",
    "undo_entry",
    "update_plan",
    "withdraw_publication",
]
