"""Pages for what went wrong before any room was reached."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's secret is missing or old: say what to do, lose nothing more."""
    del reason
    context = {
        "sentence": "Formulir ini sudah kedaluwarsa. Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi."
    }
    return render(request, "kit/refused.html", context, status=403)
