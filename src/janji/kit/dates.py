"""How days and moments read. Written out here: a list says dozens of them."""

from datetime import date, datetime

from django.utils import timezone

from janji.core.periods import MONTHS as MONTHS


def day(value: date | datetime) -> str:
    """`14 Agustus 2026`; of a moment, its day in the office's time zone."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """`14 Agustus 2026 pukul 14.05`, in the office's time zone."""
    local = timezone.localtime(value)
    return f"{day(local)} pukul {local:%H.%M}"
