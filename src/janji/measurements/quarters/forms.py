"""Text to clean values: reasons for what a quarter lacks, remarks, and gaps that are accepted."""

from collections.abc import Sequence
from typing import Any

from django import forms

from janji.core.measurement_life import NEED_A_REASON, Deed
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import LongTextField
from janji.measurements.models import AcceptedGap, OfficeQuarter
from janji.measurements.quarters.gaps import Gap


class SubmitForm(EditForm):
    """A quarter is submitted; one field for every indicator that lacks a whole figure."""

    def __init__(
        self, *args: Any, row: OfficeQuarter | None, missing: Sequence[Gap], **options: Any
    ) -> None:
        options["initial"] = {"based_on": edition_of(row)}
        super().__init__(*args, **options)
        self.silent = [one for one in missing if not one.reason]
        for gap in self.silent:
            target = gap.year.target
            field = LongTextField(
                label=f"Alasan {gap.kind.label}: {target.indicator_version.text}",
                required=False,
                max_length=1000,
                rows=2,
            )
            # Without it the quarter is refused, which says so of all of them at once.
            field.says_optional = False  # type: ignore[attr-defined]
            self.fields[f"gap_{target.pk}"] = field

    def reasons(self) -> dict[int, str]:
        """The reasons that were written, by the target's key."""
        said = {
            one.year.target.pk: self.cleaned_data[f"gap_{one.year.target.pk}"]
            for one in self.silent
        }
        return {key: reason for key, reason in said.items() if reason}


class StepForm(EditForm):
    """A quarter goes on, or back; what must say why asks for a reason."""

    reason = LongTextField(label="Catatan", required=False, max_length=1000, rows=2)

    def __init__(
        self,
        *args: Any,
        deed: Deed,
        row: OfficeQuarter | None,
        gaps: Sequence[AcceptedGap] = (),
        **options: Any,
    ) -> None:
        # One page shows several, each with its own labels.
        options.setdefault("auto_id", f"id_{deed.value}_%s")
        options["initial"] = {"based_on": edition_of(row)}
        super().__init__(*args, **options)
        reason = self.fields["reason"]
        if deed in NEED_A_REASON:
            reason.label, reason.required = "Alasan", True
            reason.error_messages["required"] = (
                "Tulis alasannya, supaya yang menerima tahu apa yang harus diperbaiki."
            )
        elif deed is Deed.LOCK:
            del self.fields["reason"]
        if deed is Deed.APPROVE and gaps:
            self.fields["accept_gaps"] = forms.TypedMultipleChoiceField(
                label="Pengecualian yang diterima",
                required=False,
                coerce=int,
                choices=[
                    (one.pk, f"{one.target.indicator_version.text}: {one.reason}") for one in gaps
                ],
                widget=forms.CheckboxSelectMultiple,
                help_text="Tercetak pada Beranda, kertas kerja, dan unduhan XLSX.",
            )

    def said(self) -> str | None:
        """The remark or the reason; `None` when left empty."""
        return self.cleaned_data.get("reason") or None
