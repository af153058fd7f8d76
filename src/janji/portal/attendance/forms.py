"""Text to clean values: what someone at a forum says of themselves."""

from typing import Any

from django import forms

from janji.registers.communities.forms import OfficeField
from janji.registers.musrenbang.actions import Said
from janji.registers.musrenbang.models import Forum, Group, Sex
from janji.registers.musrenbang.queries.forums import villages_for


class ArriveForm(forms.Form):
    """Name, organisation, role, sex: nothing more is asked."""

    name = forms.CharField(label="Nama", max_length=160)
    sex = forms.ChoiceField(label="Jenis kelamin", choices=Sex.choices, widget=forms.RadioSelect)
    group = forms.ChoiceField(label="Anda dari", choices=Group.choices)
    body = forms.CharField(
        label="Lembaga atau instansi",
        required=False,
        max_length=160,
        help_text="Misalnya RT 03/02, PKK desa, Dinas Pertanian",
    )
    role = forms.CharField(
        label="Jabatan di sana", required=False, max_length=120, help_text="Misalnya ketua"
    )
    village = OfficeField(
        label="Desa atau kelurahan", required=False, empty_label="Bukan dari desa"
    )

    def __init__(self, *args: Any, forum: Forum, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["village"].queryset = villages_for(forum)  # type: ignore[attr-defined]

    def said(self) -> Said:
        """What was said; call after `is_valid`."""
        fields = self.cleaned_data
        return Said(
            name=fields["name"],
            sex=fields["sex"],
            group=fields["group"],
            body=fields["body"] or None,
            role=fields["role"] or None,
            village=fields["village"],
        )
