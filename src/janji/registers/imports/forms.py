"""Text to clean values: a spreadsheet to read."""

from typing import Any

from django import forms

from janji.documents.workbooks import MOST_BYTES


class SheetForm(forms.Form):
    """One spreadsheet. What it holds is for its register to say."""

    file = forms.FileField(
        label="Berkas",
        help_text=f"XLSX, XLS, ODS, atau CSV; paling besar {MOST_BYTES // 1024**2} MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )

    def content(self) -> tuple[str, bytes]:
        """Name and bytes; call after `is_valid`."""
        upload: Any = self.cleaned_data["file"]
        return upload.name, upload.read()
