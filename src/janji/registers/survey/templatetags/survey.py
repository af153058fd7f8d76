"""How a survey's state, quality and doubts read on a page."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from janji.core.numbers import written
from janji.core.satisfaction import Grade
from janji.core.survey_life import Doubt, PeriodState
from janji.kit.templatetags.kit import badge
from janji.registers.survey.models import FollowUpState, Response, Review
from janji.registers.survey.results import ELEMENTS
from janji.registers.survey.wording import DOUBTS, STATES

register = template.Library()

_TONES = {"A": "good", "B": "good", "C": "warn", "D": "bad"}
_STEPS = {
    FollowUpState.PLANNED: "none",
    FollowUpState.RUNNING: "info",
    FollowUpState.DONE: "good",
    FollowUpState.DROPPED: "warn",
}
_REVIEWS = {
    Review.CLEAR: "good",
    Review.WAITING: "warn",
    Review.ACCEPTED: "good",
    Review.SET_ASIDE: "none",
}


@register.simple_tag
def period_state(state: str) -> SafeString:
    """`berjalan`, as shape, word and tint."""
    return badge(*STATES[PeriodState(state)])


@register.simple_tag
def grade_badge(grade: Grade) -> SafeString:
    """`B (Baik)`."""
    return mark_badge(grade.mark, grade.label)


@register.simple_tag
def mark_badge(mark: str, label: str) -> SafeString:
    """The same for a quality that was kept as words."""
    return badge(_TONES[mark], f"{mark} ({label})")


@register.simple_tag
def step_badge(state: str) -> SafeString:
    """How far something is that follows from a survey."""
    step = FollowUpState(state)
    return badge(_STEPS[step], str(step.label))


@register.simple_tag
def review_badge(response: Response) -> SafeString:
    """Whether a response counts."""
    return badge(_REVIEWS[Review(response.review)], response.get_review_display())


@register.filter
def doubt(code: str) -> str:
    """Why a response waits."""
    return DOUBTS[Doubt(code)]


@register.filter
def element_name(code: str) -> str:
    """`Waktu Penyelesaian` for `WAKTU`."""
    return ELEMENTS[code]


@register.filter
def digits(response: Response) -> str:
    """The nine answers as they are typed; a blank is a dash."""
    return " ".join("–" if one is None else str(one) for one in response.answers)


@register.filter
def published_number(text: str) -> str:
    """An index as it was kept when published, in Indonesian writing."""
    return written(Decimal(text), 2)


@register.filter
def few(count: int | None) -> str:
    """A number of people, or that they are too few to be shown."""
    return "tidak ditampilkan" if count is None else written(count, 0)
