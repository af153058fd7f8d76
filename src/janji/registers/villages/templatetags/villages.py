"""What the pages of village administration show again and again."""

from collections.abc import Mapping, Sequence
from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from janji.core.village_books import Verdict
from janji.kit.templatetags.kit import badge
from janji.registers.villages.lists import state_of
from janji.registers.villages.models import Finding, InspectedBook
from janji.registers.villages.queries import SemesterSum, TrendRow
from janji.registers.villages.wording import SCORES, STATUSES, TONES, VERDICTS

register = template.Library()


@register.simple_tag
def verdict_badge(verdict: str) -> SafeString:
    """A verdict as shape, word and tint."""
    found = Verdict(verdict)
    return badge(TONES[found], VERDICTS[found])


@register.simple_tag
def finding_badge(finding: Finding, today: date) -> SafeString:
    """How a finding stands on a day."""
    said = state_of(finding, today)
    return badge({"selesai": "good", "lewat batas": "bad"}.get(said, "warn"), said)


@register.simple_tag
def score_cell(item: InspectedBook | None) -> SafeString:
    """A digit on its tint; what it means stands beside it for those who do not see tints."""
    if item is None:
        return format_html(
            '<span class="v-score v-none">{}<span class="visually-hidden"> {}</span></span>',
            "·",
            "belum diperiksa",
        )
    if item.score is None:
        said = f"tidak berlaku: {item.not_applicable}"
        return format_html(
            '<span class="v-score v-none" title="{}">–<span class="visually-hidden"> {}</span></span>',
            said,
            said,
        )
    said = SCORES[item.score]
    return format_html(
        '<span class="v-score v-{}" title="{}">{}<span class="visually-hidden"> {}</span></span>',
        item.score,
        said,
        item.score,
        said,
    )


@register.filter
def status_word(status: str) -> str:
    """Where a fact comes from, in a word."""
    return STATUSES[status]


@register.filter
def named(names: Mapping[str, str], code: str) -> str:
    """The name of a group by its letter."""
    return names[code]


@register.filter
def share_of(tallies: object, code: str) -> object:
    """What a group adds up to, in percent; none where nothing applies."""
    return tallies.of(code).share  # type: ignore[attr-defined]


@register.filter
def beside(row: TrendRow, sums: Sequence[SemesterSum]) -> list[tuple[object, SemesterSum]]:
    """Each cell of a village beside its semester."""
    return list(zip(row.cells, sums, strict=True))
