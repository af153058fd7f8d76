"""Text to clean values: what a respondent says of themselves, and their suggestion."""

from datetime import date
from typing import Any

from django import forms

from janji.kit.fields import LongTextField
from janji.orgs.models import OrgUnit
from janji.registers.services.models import Service
from janji.registers.survey.intake import Respondent
from janji.registers.survey.models import AgeGroup, Education, Job, Sex
from janji.registers.survey.queries import services_offered

NOT_SAID = ("", "Tidak menjawab")


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    made = forms.ChoiceField(label=label, required=False, choices=[NOT_SAID, *choices])
    # The choice itself says that one need not answer.
    made.says_optional = False  # type: ignore[attr-defined]
    return made


class RespondentForm(forms.Form):
    """Who answered: everything may stay empty."""

    service = forms.ModelChoiceField(
        label="Layanan yang Anda terima",
        queryset=Service.objects.none(),
        required=False,
        empty_label="Tidak menjawab",
    )
    sex = _choice("Jenis kelamin", Sex.choices)
    age_group = _choice("Usia", AgeGroup.choices)
    education = _choice("Pendidikan terakhir", Education.choices)
    job = _choice("Pekerjaan", Job.choices)
    suggestion = LongTextField(
        label="Saran Anda",
        required=False,
        max_length=1000,
        rows=4,
        help_text="Tidak perlu menulis nama atau nomor telepon.",
    )

    def __init__(self, *args: Any, office: OrgUnit, day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = self.fields["service"]
        assert isinstance(offered, forms.ModelChoiceField)  # noqa: S101 -- tells mypy which field
        offered.queryset = services_offered(office, day)
        offered.says_optional = False  # type: ignore[attr-defined]

    def respondent(self) -> Respondent:
        """What was said; call after `is_valid`."""
        said = self.cleaned_data
        return Respondent(
            sex=said["sex"] or None,
            age_group=said["age_group"] or None,
            education=said["education"] or None,
            job=said["job"] or None,
            service=said["service"],
        )

    def said_suggestion(self) -> str | None:
        """The suggestion, or nothing."""
        return self.cleaned_data["suggestion"].strip() or None
