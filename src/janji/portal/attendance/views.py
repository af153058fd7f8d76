"""Doors anyone in the hall may open while the forum's page is open: say that one is here."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from janji.core.refusals import Refused
from janji.kit import refusals
from janji.portal.attendance.forms import ArriveForm
from janji.registers.musrenbang import actions
from janji.registers.musrenbang.models import CheckIn
from janji.registers.musrenbang.queries.forums import check_in_by

SAID = "attendance-said"
MOST_BY_ONE = 5
"""Arrivals one browser may send to a forum: a few neighbours share a phone."""


def _check_in(key: str) -> CheckIn:
    found = check_in_by(key)
    if found is None:
        raise Http404
    return found


def _shut(request: HttpRequest, check_in: CheckIn, sentence: str, status: int) -> HttpResponse:
    context = {
        "office": check_in.forum.org_unit,
        "forum": check_in.forum,
        "sentence": sentence,
    }
    return render(request, "portal/attendance/shut.html", context, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def arrive(request: HttpRequest, key: str) -> HttpResponse:
    """The form, while the page is open; afterwards it says kindly where to go."""
    check_in, now = _check_in(key), timezone.now()
    if check_in.closed_at is not None or now >= check_in.closes_at:
        sentence = refusals.sentence(Refused("check-in-closed"))
        return _shut(request, check_in, sentence, 410)
    sent = request.session.get(SAID, {})
    if sent.get(str(check_in.pk), 0) >= MOST_BY_ONE:
        sentence = refusals.sentence(Refused("check-in-crowded"))
        return _shut(request, check_in, sentence, 429)
    form = ArriveForm(request.POST or None, forum=check_in.forum)
    if request.method == "POST" and form.is_valid():
        try:
            actions.arrive(check_in=check_in, said=form.said(), at=now)
        except Refused as refusal:
            status = 410 if refusal.code == "check-in-closed" else 429
            return _shut(request, check_in, refusals.sentence(refusal), status)
        request.session[SAID] = sent | {str(check_in.pk): sent.get(str(check_in.pk), 0) + 1}
        return redirect("public-attendance:thanks", key)
    context = {"office": check_in.forum.org_unit, "forum": check_in.forum, "form": form}
    status = 422 if form.errors else 200
    return render(request, "portal/attendance/arrive.html", context, status=status)


@login_not_required
@never_cache
@require_GET
def thanks(request: HttpRequest, key: str) -> HttpResponse:
    """Said; what counts is the officer at the table."""
    check_in = _check_in(key)
    context = {"office": check_in.forum.org_unit, "forum": check_in.forum, "key": key}
    return render(request, "portal/attendance/thanks.html", context)
