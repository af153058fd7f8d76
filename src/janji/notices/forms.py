"""Text to values: the filter of one's notices, and where mail goes."""

from django import forms

from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import FilterForm
from janji.notices.models import Frequency, MailChoice


class NoticeFilter(FilterForm):
    """Unread ones, or all."""

    lihat = forms.ChoiceField(
        label="Tampilkan",
        required=False,
        choices=[("", "Belum dibaca"), ("semua", "Semua")],
    )


class MailForm(EditForm):
    """Where and how often one wants mail."""

    frequency = forms.ChoiceField(
        label="Kirim e-mail", choices=Frequency.choices, widget=forms.RadioSelect
    )
    address = forms.EmailField(
        label="Alamat e-mail",
        required=False,
        max_length=254,
        help_text="Hanya Anda yang mengubah alamat ini.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    @classmethod
    def of(cls, choice: MailChoice | None, data: object = None) -> "MailForm":
        """The form as it is opened now."""
        initial = {
            "frequency": choice.frequency if choice else Frequency.NEVER.value,
            "address": choice.address if choice else None,
            "based_on": edition_of(choice),
        }
        return cls(data, initial=initial)  # type: ignore[arg-type]
