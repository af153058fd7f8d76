"""Text to clean values: number and code, and what a citizen wants to say."""

from django import forms

from janji.kit.fields import LongTextField


class FollowForm(forms.Form):
    """Number and code from the receipt."""

    nomor = forms.CharField(
        label="Nomor permohonan",
        max_length=40,
        help_text="Misalnya 2026/000123",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )
    kode = forms.CharField(
        label="Kode",
        max_length=20,
        help_text="Delapan huruf dan angka pada tanda terima",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class SayForm(FollowForm):
    """What went wrong, said by whoever holds number and code."""

    content = LongTextField(
        label="Pengaduan Anda",
        max_length=2000,
        rows=4,
        help_text="Jangan tulis NIK atau nomor telepon; loket menjawab lewat permohonan ini",
    )
