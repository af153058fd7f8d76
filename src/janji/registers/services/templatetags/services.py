"""How a request's stage and time read on a page."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from janji.core.numbers import written
from janji.core.service_life import OPEN, Clock, ClockState, Punctuality, Stage
from janji.core.workdays import LimitUnit
from janji.kit.templatetags.kit import badge, day, moment
from janji.registers.services.models import Complaint, ServiceRequest, Standard
from janji.registers.services.queries import Used
from janji.registers.services.wording import CORRECTED, LIMIT_UNITS, PUNCTUALITIES, STAGES

register = template.Library()

_TONES = {
    Punctuality.RUNNING: "info",
    Punctuality.ON_TIME: "good",
    Punctuality.LATE: "bad",
    Punctuality.UNKNOWN: "warn",
    Punctuality.NOT_COUNTED: "none",
}
HOUR = 60


@register.filter
def stage_name(stage: str) -> str:
    """`diproses`."""
    return STAGES[Stage(stage)]


@register.filter
def limit(standard: Standard) -> str:
    """`3 hari kerja`."""
    return f"{standard.limit_value} {LIMIT_UNITS[LimitUnit(standard.limit_unit)]}"


@register.filter
def fee(standard: Standard) -> str:
    """`gratis`, `Rp 10.000`, or how the standard words it."""
    if standard.fee is None:
        return standard.fee_text or "belum diisi"
    if standard.fee == 0:
        return "gratis"
    said = f"Rp\u00a0{written(standard.fee, 0 if standard.fee == int(standard.fee) else 2)}"
    return f"{said} ({standard.fee_text})" if standard.fee_text else said


@register.filter
def when(value: datetime | None) -> str:
    """A moment; books that keep only the day give only the day."""
    if value is None:
        return "–"
    local = timezone.localtime(value)
    return day(value) if (local.hour, local.minute) == (0, 0) else moment(value)


@register.filter
def deadline(request: ServiceRequest) -> str:
    """A deadline in days ends with its day; one in minutes has its minute."""
    if request.due_at is None:
        return "berhenti selama jeda"
    unit = LimitUnit(request.standard.limit_unit)
    return moment(request.due_at) if unit.is_clock_time else day(request.due_at)


@register.filter
def used_time(used: Used | None) -> str:
    """`2 hari kerja`."""
    return "tidak diketahui" if used is None else f"{used.amount} {LIMIT_UNITS[used.unit]}"


@register.filter
def open_days(complaint: Complaint, today: date) -> int:
    """For how many days a complaint has waited."""
    return (today - complaint.received_on).days


@register.filter
def corrected(field: str) -> str:
    """What a corrected detail is called."""
    return CORRECTED[field]


@register.simple_tag
def punctuality(request: ServiceRequest, now: datetime) -> SafeString:
    """What can be said of a request's time now, as shape, word and tint."""
    said = Punctuality(request.punctuality)
    if Stage(request.stage) in OPEN:
        if request.due_at is None:
            return badge("none", "jeda")
        if request.due_at < now:
            return badge("bad", "lewat tenggat")
    return badge(_TONES[said], PUNCTUALITIES[said])


@register.simple_tag
def clock_badge(clock: Clock, request: ServiceRequest) -> SafeString:
    """A running request's clock; of one that has ended, what can be said of its time."""
    if clock.state is ClockState.STOPPED:
        said = Punctuality(request.punctuality)
        return badge(_TONES[said], PUNCTUALITIES[said])
    if clock.state is ClockState.PAUSED:
        return badge("none", "jeda")
    if clock.state is ClockState.OVERDUE:
        return badge("bad", f"lewat {_amount(clock)}" if clock.amount else "baru lewat tenggat")
    if not clock.amount:
        return badge("warn", "hari ini terakhir")
    soon = clock.unit is LimitUnit.MINUTES or clock.amount == 1
    return badge("warn" if soon else "info", f"sisa {_amount(clock)}")


def _amount(clock: Clock) -> str:
    if clock.unit is LimitUnit.MINUTES and clock.amount >= HOUR:
        hours, minutes = divmod(clock.amount, HOUR)
        return f"{hours} jam {minutes} menit" if minutes else f"{hours} jam"
    return f"{clock.amount} {LIMIT_UNITS[clock.unit]}"
