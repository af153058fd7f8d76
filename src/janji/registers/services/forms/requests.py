"""A request's next step, its pauses, its corrections."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from janji.core.service_life import Stage, moves
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import LongTextField, MomentField
from janji.orgs.models import Region
from janji.registers.services.actions import PauseReason
from janji.registers.services.forms.fields import VillageField
from janji.registers.services.models import PauseCause, Service, ServiceRequest
from janji.registers.services.wording import STAGES

OTHER_CAUSES = [one for one in PauseCause.choices if one[0] != PauseCause.SHORTFALL.value]


def possible_moves(request: ServiceRequest) -> frozenset[Stage]:
    """Where a request can go now; only what another agency issues can be forwarded."""
    possible = moves(Stage(request.stage))
    return possible if request.service.is_forwarded else possible - {Stage.FORWARDED}


class MoveForm(EditForm):
    """The next step of a request; which there are depends on where it is."""

    to = forms.ChoiceField(
        label="Tahap baru", choices=[(stage.value, STAGES[stage].capitalize()) for stage in Stage]
    )
    happened_at = MomentField(label="Waktu")
    product_number = forms.CharField(label="Nomor produk", required=False, max_length=80)
    agency_number = forms.CharField(
        label="Nomor di instansi penerbit", required=False, max_length=80
    )
    handed_to = forms.CharField(label="Diserahkan kepada", required=False, max_length=160)
    evidence = forms.CharField(
        label="Berkas yang kurang",
        required=False,
        max_length=500,
        help_text="Wajib bila kekurangan berkas, misalnya: fotokopi KTP belum ada",
    )
    notes = LongTextField(
        label="Catatan atau alasan",
        required=False,
        max_length=500,
        rows=2,
        help_text="Wajib bila ditolak, ditarik, atau gugur; bila terlambat, tulis sebabnya",
    )

    def __init__(self, *args: Any, request: ServiceRequest, now: datetime, **options: Any) -> None:
        begin = {"happened_at": timezone.localtime(now), "based_on": edition_of(request)}
        options.setdefault("initial", begin)
        super().__init__(*args, **options)
        possible = possible_moves(request)
        self.fields = _fitting(self.fields, possible)
        # Offered is what is possible now; what was possible on the page before is for the action.
        to = self.fields["to"].widget
        assert isinstance(to, forms.Select)  # noqa: S101 -- tells mypy which widget
        to.choices = [
            ("", "Pilih langkah"),
            *((one.value, STAGES[one].capitalize()) for one in Stage if one in possible),
        ]

    @classmethod
    def of(cls, request: ServiceRequest, now: datetime) -> "MoveForm":
        """The stage it has reached."""
        initial = {"to": request.stage, "based_on": edition_of(request)}
        return cls(request=request, now=now, initial=initial)

    def pause(self) -> PauseReason | None:
        """Why the clock stops, when it does."""
        if self.cleaned_data["to"] != Stage.INCOMPLETE:
            return None
        return PauseReason(PauseCause.SHORTFALL, self.cleaned_data.get("evidence", ""))


def _fitting(fields: dict[str, forms.Field], possible: frozenset[Stage]) -> dict[str, forms.Field]:
    """Only what some possible step asks for."""
    needs = {
        "evidence": possible & {Stage.INCOMPLETE},
        "product_number": possible & {Stage.FINISHED},
        "agency_number": possible & {Stage.FORWARDED} or possible == moves(Stage.FORWARDED),
        "handed_to": possible & {Stage.HANDED_OVER},
        "notes": possible,
    }
    return {name: field for name, field in fields.items() if needs.get(name, True)}


class PauseForm(EditForm):
    """A cause outside the office, from when, and until when if it is over already."""

    cause = forms.ChoiceField(label="Sebab", choices=OTHER_CAUSES)
    evidence = forms.CharField(
        label="Bukti",
        max_length=500,
        help_text="Surat, catatan gangguan, atau berita acara, dengan nomor dan tanggalnya",
    )
    starts_at = MomentField(label="Mulai")
    ends_at = MomentField(
        label="Berakhir", required=False, help_text="Kosongkan bila masih berlangsung"
    )

    @classmethod
    def of(cls, request: ServiceRequest) -> "PauseForm":
        """The last pause there is."""
        last = request.pauses.last()
        names = cls.base_fields.keys() - {"based_on"}
        said = {name: getattr(last, name) for name in names} if last else {}
        return cls(initial=said | {"based_on": edition_of(request)})

    def reason(self) -> PauseReason:
        """Cause and evidence; call after `is_valid`."""
        return PauseReason(self.cleaned_data["cause"], self.cleaned_data["evidence"])


class ResumeForm(EditForm):
    """When what stopped the clock was over."""

    ends_at = MomentField(label="Jeda berakhir")

    @classmethod
    def of(cls, request: ServiceRequest) -> "ResumeForm":
        """When the last pause was over."""
        last = request.pauses.last()
        said = {"ends_at": last.ends_at} if last else {}
        return cls(initial=said | {"based_on": edition_of(request)})


class CorrectionForm(EditForm):
    """A request as it should have been written down, and why it was not."""

    applicant = forms.CharField(label="Nama pemohon", max_length=160)
    village = VillageField()
    people = forms.IntegerField(label="Jumlah orang", min_value=1, max_value=999)
    is_represented = forms.BooleanField(label="Diwakilkan", required=False)
    product_number = forms.CharField(label="Nomor produk", required=False, max_length=80)
    handed_to = forms.CharField(label="Diserahkan kepada", required=False, max_length=160)
    service = forms.ModelChoiceField(
        label="Layanan", queryset=Service.objects.none(), empty_label=None
    )
    received_at = MomentField(label="Diterima")
    forwarded_at = MomentField(label="Dikirim ke instansi penerbit")
    finished_at = MomentField(label="Selesai")
    reason = LongTextField(
        label="Mengapa dibetulkan",
        max_length=500,
        rows=2,
        help_text="Contoh: salah ketik nama; lihat KTP. Catatan lama tetap terbaca.",
    )

    def __init__(
        self,
        *args: Any,
        request: ServiceRequest,
        villages: QuerySet[Region],
        services: QuerySet[Service],
        may_time: bool,
        **options: Any,
    ) -> None:
        names = self.base_fields.keys() - {"reason", "based_on"}
        plain = {name: getattr(request, name) for name in names}
        moments = {
            name: timezone.localtime(value).replace(second=0, microsecond=0)
            for name, value in plain.items()
            if isinstance(value, datetime)
        }
        options["initial"] = plain | moments | {"based_on": edition_of(request)}
        super().__init__(*args, **options)
        village, service = self.fields["village"], self.fields["service"]
        assert isinstance(village, VillageField)  # noqa: S101 -- tells mypy which field
        assert isinstance(service, forms.ModelChoiceField)  # noqa: S101
        village.queryset, service.queryset = villages, services
        timed = ("service", "received_at", "forwarded_at", "finished_at")
        for name in timed:
            if not may_time or getattr(request, name) is None:
                del self.fields[name]
        if request.handed_over_at is None:
            del self.fields["handed_to"]
        self.original = request

    def details(self) -> dict[str, Any]:
        """What was changed on the form; moments shown without their seconds are left alone."""
        own = {"reason", "based_on"}
        fields = {name: value for name, value in self.cleaned_data.items() if name not in own}
        return {
            name: (value or None) if name in {"product_number", "handed_to"} else value
            for name, value in fields.items()
            if name in self.changed_data
        }
