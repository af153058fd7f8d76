"""What the services register can count."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.lookups import GreaterThanOrEqual

from janji.core.service_life import Punctuality
from janji.registers.services import queries
from janji.registers.services.models import (
    Complaint,
    Finding,
    ReturnedFile,
    Service,
    ServiceKind,
    ServiceRequest,
)
from janji.registers.services.rows import (
    COMPLAINT_ROWS,
    REQUEST_ROWS,
    RETURNED_ROWS,
    SERVICE_ROWS,
)
from janji.registers.variables import (
    Counts,
    FormulaExample,
    GroupVariable,
    Register,
    Term,
    TermKind,
    Terms,
    TermValue,
    Variable,
)

KINDS = Term(
    code="jenis_layanan",
    title="Jenis layanan yang dihitung",
    kind=TermKind.CHOICES,
    default=tuple(ServiceKind.values),
    source="Naskah perjanjian menyebut “layanan kecamatan” tanpa daftar",
    status="design",
    choices=tuple((str(value), str(label)) for value, label in ServiceKind.choices),
)
SHARE_OF_KIND = Term(
    code="ambang_jenis_layanan",
    title="Sebuah jenis layanan tepat waktu bila paling sedikit sekian persen permohonannya tepat waktu",
    kind=TermKind.NUMBER,
    default=Decimal(100),
    source="Naskah perjanjian tidak menyebut satuannya; bacaan per jenis layanan adalah pilihan",
    status="design",
    least=Decimal(0),
    most=Decimal(100),
)
COMPLAINT_DAYS = Term(
    code="hari_pengaduan",
    title="Pengaduan yang terbukti harus selesai paling lama sekian hari kalender",
    kind=TermKind.NUMBER,
    default=Decimal(14),
    source="Naskah perjanjian tidak menyebut ukuran “terlayani dengan baik”; batas hari adalah pilihan",
    status="design",
    least=Decimal(0),
    most=Decimal(365),
)
ASKS_SURVEY = Term(
    code="syarat_survei",
    title="Jawaban survei pemohon, bila ada, ikut menentukan",
    kind=TermKind.SWITCH,
    default=False,
    source="Naskah perjanjian tidak menyebut survei untuk “terlayani dengan baik”; memakainya adalah pilihan",
    status="design",
)
LEAST_ANSWER = Term(
    code="ambang_jawaban",
    title="Rata-rata jawaban survei pemohon paling sedikit",
    kind=TermKind.NUMBER,
    default=Decimal("2.60"),
    source="Batas bawah mutu C pada PermenPANRB 14/2017; memakainya di sini adalah pilihan",
    status="design",
    least=Decimal(1),
    most=Decimal(4),
)


def _requests() -> QuerySet[Any]:
    return ServiceRequest.objects.all()


def _kinds(terms: Terms) -> tuple[str, ...]:
    value: TermValue = terms[KINDS.code]
    return value if isinstance(value, tuple) else ()


def _of_kinds(terms: Terms) -> Q:
    kinds = _kinds(terms)
    # All of them is every request: without the question the table of services is not asked.
    return Q() if set(kinds) >= set(ServiceKind.values) else Q(service__kind__in=kinds)


def due(as_of: date) -> Q:
    """Requests that belong into the count: settled, or their deadline's day is past."""
    overdue = Q(punctuality=Punctuality.RUNNING.value, counted_on__lt=as_of)
    settled = Q(punctuality__in=[Punctuality.ON_TIME.value, Punctuality.LATE.value])
    return settled | overdue


ON_TIME = Q(punctuality=Punctuality.ON_TIME.value)


def _received(terms: Terms, as_of: date) -> Q:
    del as_of
    return _of_kinds(terms)


def _due(terms: Terms, as_of: date) -> Q:
    return _of_kinds(terms) & due(as_of)


def _on_time(terms: Terms, as_of: date) -> Q:
    del as_of
    return _of_kinds(terms) & ON_TIME


def _late(terms: Terms, as_of: date) -> Q:
    return _of_kinds(terms) & due(as_of) & ~ON_TIME


def _unknown(terms: Terms, as_of: date) -> Q:
    del as_of
    return _of_kinds(terms) & Q(punctuality=Punctuality.UNKNOWN.value)


def _served_well(terms: Terms, as_of: date) -> Q:
    """On time, without a justified complaint that stayed open too long, answers good enough."""
    well = _on_time(terms, as_of) & ~Q(pk__in=_long_complaints(terms, as_of))
    if terms[ASKS_SURVEY.code]:
        numerator, denominator = Decimal(str(terms[LEAST_ANSWER.code])).as_integer_ratio()
        # Whole numbers on both sides, so that no mean is rounded across the threshold.
        good = GreaterThanOrEqual(F("answer_total") * denominator, F("answer_count") * numerator)
        well &= Q(answer_count__isnull=True) | Q(good)
    return well


def _long_complaints(terms: Terms, as_of: date) -> QuerySet[Any]:
    """Requests with a justified complaint that was still open when its days were over."""
    days = int(Decimal(str(terms[COMPLAINT_DAYS.code])))
    took_long = Q(resolved_on__isnull=True) | Q(days_open__gt=days)
    return Complaint.objects.filter(
        took_long,
        request__isnull=False,
        finding=Finding.JUSTIFIED.value,
        received_on__lt=as_of - timedelta(days=days),
    ).values("request")


def _returned() -> QuerySet[Any]:
    return ReturnedFile.objects.all()


def _complaints() -> QuerySet[Any]:
    return Complaint.objects.all()


def _every(terms: Terms, as_of: date) -> Q:
    del terms, as_of
    return Q()


def _due_and_on_time(terms: Terms, as_of: date) -> Mapping[str, Q]:
    kinds = _of_kinds(terms)
    return {"due": kinds & due(as_of), "on_time": kinds & ON_TIME}


def _is_due(terms: Terms, counts: Counts) -> bool:
    del terms
    return counts["due"] > 0


def _is_on_time(terms: Terms, counts: Counts) -> bool:
    # Exact on both sides, so that no share is rounded across the threshold.
    share = Fraction(str(terms[SHARE_OF_KIND.code]))
    return counts["due"] > 0 and counts["on_time"] * 100 >= share * counts["due"]


def _kinds_of_service(code: str, title: str, definition: str, **more: Any) -> GroupVariable:
    return GroupVariable(
        code=code,
        title=title,
        definition=definition,
        unit_of_measure="jenis layanan",
        all_rows=_requests,
        day="counted_on",
        thing="service",
        things=Service.objects.all,
        counts=_due_and_on_time,
        row_view=SERVICE_ROWS,
        **more,
    )


def _flow(code: str, title: str, definition: str, where: Any, **more: Any) -> Variable:
    return Variable(
        code=code,
        title=title,
        definition=definition,
        unit_of_measure=more.pop("unit_of_measure", "permohonan"),
        all_rows=more.pop("all_rows", _requests),
        where=where,
        day=more.pop("day", "counted_on"),
        terms=more.pop("terms", (KINDS,)),
        row_view=more.pop("row_view", REQUEST_ROWS),
        **more,
    )


REGISTER = Register(
    code="services",
    title="Layanan",
    about="Permohonan di loket: nomor, batas waktu, langkah, jeda, dan pengaduan. Layanan kecamatan dan administrasi kependudukan.",
    home="services:register",
    variables=(
        _flow(
            "permohonan_masuk",
            "Permohonan yang masuk",
            "Permohonan dengan berkas lengkap, menurut tanggal diterima.",
            _received,
            day="received_at",
            is_moment=True,
        ),
        _flow(
            "orang_dilayani",
            "Orang dalam permohonan",
            "Jumlah orang dalam permohonan yang masuk; satu formulir dapat memuat beberapa orang.",
            _received,
            day="received_at",
            is_moment=True,
            amount="people",
            unit_of_measure="orang",
        ),
        _flow(
            "layanan_jatuh_tempo",
            "Layanan yang jatuh tempo",
            "Permohonan yang selesai atau lewat tenggat; yang ditarik atau gugur tidak dihitung."
            " Yang lewat tenggat dihitung pada tanggal tenggatnya.",
            _due,
        ),
        _flow(
            "layanan_tepat_waktu",
            "Layanan selesai tepat waktu",
            "Permohonan yang selesai, ditolak dengan alasan, atau dikirim ke instansi penerbit"
            " sebelum batas waktu standarnya; jeda dengan sebab dan bukti tidak dihitung.",
            _on_time,
        ),
        _flow(
            "layanan_terlambat",
            "Layanan terlambat",
            "Layanan yang jatuh tempo tetapi tidak tepat waktu, termasuk yang masih berjalan.",
            _late,
        ),
        _flow(
            "permohonan_terlayani_baik",
            "Permohonan yang terlayani dengan baik",
            "Layanan tepat waktu yang produknya terbit, dikirim ke instansi penerbit, atau ditolak"
            " dengan alasan; tanpa pengaduan terbukti yang melewati batas harinya; bila dipilih,"
            " dengan rata-rata jawaban survei pemohon paling sedikit ambangnya."
            " Penyebutnya layanan_jatuh_tempo.",
            _served_well,
            terms=(KINDS, COMPLAINT_DAYS, ASKS_SURVEY, LEAST_ANSWER),
        ),
        _flow(
            "layanan_tidak_diketahui",
            "Layanan yang waktu selesainya tidak diketahui",
            "Catatan dari buku yang tidak memuat waktu selesai; tidak pernah dianggap tepat waktu.",
            _unknown,
        ),
        _flow(
            "penolakan_loket",
            "Berkas yang dikembalikan di loket",
            "Berkas tidak lengkap yang dikembalikan di loket; bukan permohonan.",
            _received,
            all_rows=_returned,
            row_view=RETURNED_ROWS,
            day="happened_at",
            is_moment=True,
            unit_of_measure="berkas",
        ),
        _flow(
            "pengaduan_masuk",
            "Pengaduan yang masuk",
            "Pengaduan atas layanan menurut tanggal diterima, dari semua saluran.",
            _every,
            all_rows=_complaints,
            row_view=COMPLAINT_ROWS,
            day="received_on",
            unit_of_measure="pengaduan",
            terms=(),
        ),
        _flow(
            "pengaduan_selesai",
            "Pengaduan yang selesai",
            "Pengaduan atas layanan menurut tanggal selesai.",
            _every,
            all_rows=_complaints,
            row_view=COMPLAINT_ROWS,
            day="resolved_on",
            unit_of_measure="pengaduan",
            terms=(),
        ),
        _kinds_of_service(
            "jenis_layanan_jatuh_tempo",
            "Jenis layanan yang jatuh tempo",
            "Jenis layanan yang mempunyai permohonan jatuh tempo.",
            fits=_is_due,
            terms=(KINDS,),
        ),
        _kinds_of_service(
            "jenis_layanan_tepat_waktu",
            "Jenis layanan tepat waktu",
            "Jenis layanan yang persentase tepat waktunya mencapai ambang.",
            fits=_is_on_time,
            terms=(KINDS, SHARE_OF_KIND),
        ),
    ),
    examples=(
        FormulaExample(
            "Permohonan yang selesai tepat waktu",
            "layanan_tepat_waktu ÷ layanan_jatuh_tempo × 100",
        ),
        FormulaExample(
            "Jenis layanan yang tepat waktu",
            "jenis_layanan_tepat_waktu ÷ jenis_layanan_jatuh_tempo × 100",
        ),
        FormulaExample(
            "Permohonan yang terlayani dengan baik",
            "permohonan_terlayani_baik ÷ layanan_jatuh_tempo × 100",
        ),
    ),
    pulse=queries.pulse,
)
