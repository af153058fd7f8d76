"""Text to clean values: a code, and a file of which nothing but its digest is taken."""

import hashlib
from typing import Any

from django import forms

from janji.portal.papers.wording import TOO_LARGE

MOST_MB = 10


class CodeForm(forms.Form):
    """The code that stands on the paper."""

    kode = forms.CharField(
        label="Kode naskah",
        max_length=20,
        help_text="Dua belas huruf dan angka di bawah tanda tangan",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class FileForm(forms.Form):
    """A file to compare; it is neither kept nor opened, only its digest is computed."""

    berkas = forms.FileField(
        label="Berkas naskah (PDF)",
        help_text=f"Paling besar {MOST_MB} MB. Berkas tidak disimpan.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}),
        error_messages={"empty": "Berkas ini kosong. Pilih berkas lain."},
    )

    def clean_berkas(self) -> Any:
        """The digest of the content."""
        upload = self.cleaned_data["berkas"]
        if upload.size > MOST_MB * 1024**2:
            raise forms.ValidationError(TOO_LARGE.format(most=MOST_MB))
        digest = hashlib.sha256()
        for part in upload.chunks():
            digest.update(part)
        return digest.hexdigest()
