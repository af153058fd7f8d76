"""What pages about self-help groups say in one word."""

from django import template
from django.utils.safestring import SafeString

from janji.core import self_help
from janji.core.numbers import written
from janji.kit.templatetags.kit import badge
from janji.registers.self_help import wording
from janji.registers.self_help.queries import DueOn, Point, Standing

register = template.Library()


@register.simple_tag
def group_verdict(standing: Standing) -> SafeString:
    """Active, not yet, or not counted."""
    if not standing.is_counted:
        return badge("none", "tidak dihitung")
    return badge("bad", "belum aktif") if standing.lacking else badge("good", "aktif")


@register.filter
def lack_said(one: self_help.Lacking) -> str:
    """One thing that is lacking, in words."""
    return wording.lack_said(one)


@register.filter
def condition_said(one: self_help.Condition) -> str:
    """A condition for borrowing that is not met, in words."""
    return wording.CONDITIONS[one]


@register.filter
def share_said(share: self_help.Share) -> str:
    """A share in percent, or why there is none."""
    return wording.share_said(share)


@register.filter
def quarter_said(point: Point) -> str:
    """The newest quarter in which records are needed: `TW IV 2019`."""
    return wording.quarter_said(*point.newest)


@register.filter
def rp(amount: int | None) -> str:
    """`Rp 1.250.000`, whole rupiah."""
    return "–" if amount is None else f"Rp\u00a0{written(amount, 0)}"


@register.simple_tag
def due_badge(one: DueOn) -> SafeString:
    """Whether an instalment is paid, overdue, or not due yet."""
    if not one.rest:
        return badge("good", "lunas")
    if one.days_late:
        return badge("bad", "menunggak")
    return badge("none", "belum menunggak")


@register.simple_tag
def loan_badge(standing: self_help.LoanOn) -> SafeString:
    """How a loan stands."""
    if not standing.outstanding:
        return badge("good", "lunas")
    if standing.is_at_risk:
        return badge("bad", "menunggak lama")
    return badge("warn", "menunggak") if standing.arrears else badge("good", "lancar")
