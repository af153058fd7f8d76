"""How threads, findings, forecasts and risks are shown."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from janji.core.forecasting import Forecast, risk_rule
from janji.core.supervision_life import FindingState, ThreadState, is_overdue
from janji.kit.templatetags.kit import badge, percent, quarter
from janji.supervision.models import Finding, Severity, Thread
from janji.supervision.standing import IndicatorRun
from janji.supervision.wording import (
    CONTRADICTIONS,
    FINDING_STATES,
    FORECAST_NOTE,
    METHODS,
    NO_FORECAST,
    RISKS,
    THREAD_STATES,
)

register = template.Library()
SEVERITY_TONES = {Severity.LOW: "info", Severity.MEDIUM: "warn", Severity.HIGH: "bad"}


@register.simple_tag
def thread_badge(thread: Thread) -> SafeString:
    """Where a thread stands, and whether its answer is overdue."""
    state = ThreadState(thread.state)
    shown = badge(*THREAD_STATES[state])
    return _with_overdue(shown, is_overdue(state, thread.due_on, timezone.localdate()))


@register.simple_tag
def finding_badge(finding: Finding) -> SafeString:
    """Where a finding stands, and whether its follow-up is overdue."""
    state = FindingState(finding.state)
    shown = badge(*FINDING_STATES[state])
    return _with_overdue(shown, is_overdue(state, finding.due_on, timezone.localdate()))


def _with_overdue(shown: SafeString, overdue: bool) -> SafeString:
    return format_html("{} {}", shown, badge("bad", "Lewat batas")) if overdue else shown


@register.simple_tag
def counted_badge(tone: str, count: int, word: str) -> SafeString:
    """How many of something, in one badge."""
    return badge(tone, f"{count} {word}")


@register.simple_tag
def severity_badge(finding: Finding) -> SafeString:
    """How much a finding weighs."""
    return badge(SEVERITY_TONES[Severity(finding.severity)], finding.get_severity_display())


@register.simple_tag
def risk_badge(run: IndicatorRun) -> SafeString:
    """What the forecast means for the year's target."""
    return badge(*RISKS[run.risk])


@register.filter
def forecast_said(found: Forecast) -> str:
    """How a forecast came about, or why there is none."""
    if found.reason is not None:
        return NO_FORECAST[found.reason]
    assert found.method is not None  # noqa: S101 -- there is a value
    quarters = ", ".join(map(quarter, found.quarters))
    return f"dari {quarters}: {METHODS[found.method]}"


@register.filter
def contradiction_said(code: str) -> str:
    """What cannot be true at once."""
    name, _, at = code.partition(":")
    return CONTRADICTIONS[name].format(quarter=quarter(int(at)))


@register.filter
def forecast_note(year: int) -> str:
    """What holds for every forecast of a year: from what it is made, thresholds, whose choice they are."""
    rule = risk_rule(year)
    return FORECAST_NOTE.format(
        on_track=percent(rule.on_track_from, 0), at_risk=percent(rule.at_risk_from, 0)
    )
