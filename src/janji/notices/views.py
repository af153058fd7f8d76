"""Doors to one's own notices."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from janji.kit import conflicts
from janji.notices import actions, queries
from janji.notices.forms import MailForm, NoticeFilter
from janji.orgs.http import SignedInRequest

PAGE = 25


@require_GET
def notices(request: SignedInRequest) -> HttpResponse:
    """What one was told: what is unread, or everything."""
    form = NoticeFilter(request.GET)
    everything = form.is_valid() and form.cleaned_data["lihat"] == "semua"
    found = queries.notices_of(request.user, unread=not everything)
    context = {
        "form": form,
        "everything": everything,
        "page": Paginator(found, PAGE).get_page(request.GET.get("halaman")),
        "unread": queries.unread_count(request),
        "now": timezone.now(),
    }
    return render(request, "notices/notices.html", context)


@require_POST
def open_notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """Marks one's own notice as read and leads to what it is about."""
    found = queries.notices_of(request.user, unread=False).filter(pk=pk).first()
    if found is None:
        raise Http404
    actions.mark_read(notice=found, by=request.user, at=timezone.now())
    return redirect("notices:notices" if request.POST.get("tetap") else found.address)


@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    """Marks as read what the page showed; what was told since stays unread."""
    now = timezone.now()
    until = _moment(request.POST.get("sampai", "")) or now
    count = actions.mark_all_read(until=min(until, now), by=request.user, at=now)
    messages.success(request, f"{count} pemberitahuan ditandai sudah dibaca.")
    return redirect("notices:notices")


def _moment(said: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(said)
    except ValueError:
        return None
    return read if timezone.is_aware(read) else None


@require_http_methods(["GET", "POST"])
def mail(request: SignedInRequest) -> HttpResponse:
    """Where and how often one wants mail."""
    choice = queries.mail_choice_of(request.user)
    form = MailForm.of(choice, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(
            form, now=lambda: MailForm.of(queries.mail_choice_of(request.user))
        ):
            actions.choose_mail(
                address=form.cleaned_data["address"] or None,
                frequency=form.cleaned_data["frequency"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Pilihan e-mail disimpan.")
            return redirect("notices:mail")
    context = {"form": form, "mail_on": settings.MAIL_ON}
    return render(request, "notices/mail.html", context, status=conflicts.status_of(form))
