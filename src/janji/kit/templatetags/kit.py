"""Components and filters every page may use without loading anything (a template builtin)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django import forms, template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import dates
from django.utils.html import format_html
from django.utils.safestring import SafeString

from janji.core import numbers
from janji.kit import dates as written_dates
from janji.kit import refusals, telling, tracing
from janji.kit.models import AuditEntry
from janji.kit.panels import Panel

register = template.Library()
Value = TypeVar("Value")
Rest = ParamSpec("Rest")

DOWNLOADS = ("unduh", "isian", "bentuk")
"""What asks for a list as a file."""
ICONS = {"good": "●", "warn": "◐", "bad": "○", "none": "–", "info": "→"}
"""A shape for every tone, so that colour never stands alone."""


def dash_for_nothing(
    written: Callable[Concatenate[Value, Rest], str],
) -> Callable[Concatenate[Value | None, Rest], str]:
    """A filter that shows a dash for a missing value; the words beside it are the page's.

    To a template a path that leads nowhere, such as the holder of a vacant post, is an empty text.
    """

    @wraps(written)
    def filtered(value: Value | None, /, *rest: Rest.args, **named: Rest.kwargs) -> str:
        return "–" if value is None or value == "" else written(value, *rest, **named)

    return filtered


@register.filter
@dash_for_nothing
def number(value: numbers.Exact, decimals: int = 0) -> str:
    """`1.045.988.000`."""
    return numbers.written(value, decimals)


@register.filter
@dash_for_nothing
def exactly(value: Decimal) -> str:
    """A stored decimal with the decimals it has."""
    return numbers.written_exactly(value)


@register.filter
@dash_for_nothing
def percent(value: numbers.Exact, decimals: int = 2) -> str:
    """`93,33 %`, with a space that does not break."""
    return f"{numbers.written(value, decimals)}\u00a0%"


@register.filter
@dash_for_nothing
def rupiah(value: Decimal) -> str:
    """`Rp 283.000.000,00`, the way budget tables print it."""
    return f"Rp\u00a0{numbers.written(value, 2)}"


@register.filter
@dash_for_nothing
def day(value: date | datetime) -> str:
    """`14 Agustus 2026`."""
    return written_dates.day(value)


@register.filter
@dash_for_nothing
def moment(value: datetime) -> str:
    """`14 Agustus 2026 pukul 14.05`."""
    return written_dates.moment(value)


@register.filter
def quarter(value: int) -> str:
    """`TW III`."""
    return f"TW {('I', 'II', 'III', 'IV')[value - 1]}"


@register.filter
def weekday(value: int) -> str:
    """`Senin` for 0."""
    return str(dates.WEEKDAYS[value])


@register.filter
def deed_name(deed: str) -> str:
    """What a deed of the audit chain is called."""
    return refusals.deed_name(deed)


@register.simple_tag
def badge(tone: str, text: str) -> SafeString:
    """A state as shape, word and tint."""
    return format_html(
        '<span class="j-badge j-{}"><span aria-hidden="true">{}</span> {}</span>',
        tone,
        ICONS[tone],
        text,
    )


@register.simple_tag
def meter(value: numbers.Exact | None, target: numbers.Exact | None) -> SafeString | str:
    """A thin bar of a value against its target; decoration, the numbers stand beside it.

    The scale runs to 120 % of the target, so that a value above it still shows.
    """
    if value is None or not target:
        return ""
    share = Fraction(value) / Fraction(target) * 100 / 120
    width = numbers.rounded(min(max(share, Fraction(0)), Fraction(1)) * 100, 1)
    return format_html(
        '<svg class="j-meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="j-meter-rail" y="1" width="100" height="4" rx="1"/>'
        '<rect class="j-meter-fill" y="1" width="{}" height="4" rx="1"/>'
        '<rect class="j-meter-mark" x="83" width="1" height="6"/></svg>',
        width,
    )


@register.simple_tag
def field(bound: forms.BoundField) -> SafeString:
    """A form field: label above, hint, control, error beside it; `remarks` of the field below.

    A field whose value came from elsewhere on the page has an `origin`: its `address` there, or
    `None`, and its `doubt` as tone and word.
    """
    described = []
    if bound.help_text:
        described.append(f"{bound.auto_id}_hint")
    if bound.errors:
        described.append(f"{bound.auto_id}_error")
    attributes: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    widget = bound.field.widget
    kind, css = _look(widget)
    if css:
        attributes["class"] = (
            f"{css} {'is-invalid' if bound.errors else ''} {widget.attrs.get('class', '')}".strip()
        )
    context = {
        "field": bound,
        "control": bound.as_widget(attrs=attributes),
        "kind": kind,
        "remarks": getattr(bound.field, "remarks", ()),
        "origin": getattr(bound.field, "origin", None),
        # A field may be left empty in one case only, and then says so itself.
        "is_optional": not bound.field.required and getattr(bound.field, "says_optional", True),
    }
    return render_to_string("kit/field.html", context)


def _look(widget: forms.Widget) -> tuple[str, str]:
    """How a control is laid out, and the class it carries."""
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices", ""
    if isinstance(widget, forms.CheckboxInput):
        return "check", "form-check-input"
    return "control", "form-select" if isinstance(widget, forms.Select) else "form-control"


@register.inclusion_tag("kit/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """On top of a form: that someone was faster, or all errors, each a link to its field."""
    fields = [bound for bound in form if bound.errors]
    return {
        "form": form,
        "conflict": getattr(form, "conflict", None),
        "fields": fields,
        "count": len(fields) + len(form.non_field_errors()),
    }


@register.simple_block_tag
def panel(content: str, title: str, id: str = "") -> SafeString:  # noqa: A002 -- HTML's own word
    """A sheet with a heading."""
    return render_to_string("kit/panel.html", {"content": content, "title": title, "id": id})


@register.simple_block_tag
def page_head(content: str, title: str, sub: str = "") -> SafeString:
    """The page's heading, a line below it, and what one can do here."""
    return render_to_string("kit/page_head.html", {"content": content, "title": title, "sub": sub})


@register.simple_block_tag
def notice(content: str, tone: str = "info") -> SafeString:
    """A sentence that matters now."""
    return render_to_string(
        "kit/notice.html", {"content": content, "tone": tone, "icon": ICONS[tone]}
    )


@register.simple_block_tag
def empty(content: str, title: str) -> SafeString:
    """What a place without content says: what it is for and the first step."""
    return render_to_string("kit/empty.html", {"content": content, "title": title})


@register.inclusion_tag("kit/filter_form.html")
def filter_form(
    form: forms.BaseForm,
    button: str,
    reset: object = None,
    target: str | None = None,
    fields: str = "",
) -> dict[str, Any]:
    """The fields that narrow a list down, in the order of the form, or those that `fields` names.

    With `target` that part of the page follows while one types; `reset` tells whether anything is
    asked for that could be taken back.
    """
    shown = [form[name] for name in fields.split()] or form.visible_fields()
    return {"shown": shown, "button": button, "reset": reset, "target": target}


@register.simple_tag(takes_context=True)
def filters(context: template.Context) -> str:
    """What the address asks a list for, for links that keep it: all but the page and the download."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name in ("halaman", *DOWNLOADS):
        query.pop(name, None)
    return query.urlencode()


@register.inclusion_tag("kit/downloads.html", takes_context=True)
def downloads(context: template.Context) -> dict[str, Any]:
    """Links to what is listed, as a sheet; the filters in the address stay."""
    return {"query": filters(context)}


@register.inclusion_tag("kit/history_panel.html")
def history_panel(entries: Iterable[AuditEntry]) -> dict[str, Any]:
    """What was done to the record of a page, as a sheet of its own; nothing where nothing is known."""
    return {"told": telling.all_told(entries)}


@register.inclusion_tag("kit/history.html")
def history_list(entries: Iterable[AuditEntry]) -> dict[str, Any]:
    """The same as a list, for a sheet that says more."""
    return {"told": telling.all_told(entries)}


@register.inclusion_tag("kit/beside.html")
def beside_panels(panels: Sequence[Panel]) -> dict[str, Any]:
    """What other rooms hang beside a page."""
    return {"panels": panels}


@register.inclusion_tag("kit/pager.html", takes_context=True)
def pager(context: template.Context, page: "Page[Any]") -> dict[str, Any]:
    """Links between the pages of a list; the filters in the address stay."""
    return {"page": page, "query": filters(context)}


@register.simple_tag(takes_context=True)
def sort_link(context: template.Context, key: str, label: str) -> SafeString:
    """A column heading that sorts; pressing it again turns the order around."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    now = query.get("urut", "")
    query["urut"] = f"-{key}" if now == key else key
    query.pop("halaman", None)
    arrow = {key: "▲", f"-{key}": "▼"}.get(now, "")
    return format_html(
        '<a class="j-sort" href="?{}">{} <span aria-hidden="true">{}</span></a>',
        query.urlencode(),
        label,
        arrow,
    )


@register.simple_tag
def incident_number() -> str:
    """The number under which the log knows this request; blank outside a request."""
    return tracing.spoken_number()
