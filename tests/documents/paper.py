"""An agreement of an invented office, for stories about papers."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from janji.agreements.documents.agreement.content import AgreementPaper
from janji.core.agreement import (
    Accumulation,
    AgreementText,
    IndicatorText,
    ObjectiveText,
    Party,
    ProgrammeLine,
    Total,
)
from janji.core.targets import read_target
from janji.documents.letterhead import letterhead_for

MADE_AT = datetime(2024, 1, 31, 3, 0, tzinfo=UTC)


def indicator(number: str | None, text: str, target: str, **parts: object) -> IndicatorText:
    """An indicator with its usual explanation."""
    whole = IndicatorText(
        number=number,
        text=text,
        formula_text="Jumlah kebun terawat dibagi jumlah kebun yang ada X 100%",
        accumulation=Accumulation.NON_CUMULATIVE,
        data_source="Laporan petugas kebun",
        target=read_target(target),
    )
    return replace(whole, **parts)


AGREEMENT = AgreementText(
    year=2024,
    org_unit="Dinas Pertanian dan Kebun Raya",
    region="Kabupaten Telaga Biru",
    place="Telaga",
    date_text="31 Januari 2024",
    first_party=Party(
        "Drs. Sutrisno Wibowo, M.Si.", "Kepala Dinas", "197001011995031002", "Pembina Utama Muda"
    ),
    second_party=Party("Hj. Kartika Lestari", "Bupati Telaga Biru"),
    objectives=(
        ObjectiveText(
            "1",
            "Meningkatnya hasil kebun",
            (
                indicator(None, "Persentase kebun terawat", "87,5%"),
                indicator(
                    None,
                    "Nilai kebersihan kebun",
                    "82",
                    formula_text="Nilai rata-rata penilaian",
                    notes="Kebun bersih bila :\n1. Disapu setiap hari/ minggu\n2. Tidak ada sampah",
                ),
            ),
        ),
        ObjectiveText(
            "2",
            "Meningkatnya layanan/informasi kebun",
            (
                indicator("1", "Jumlah dokumen layanan", "3 Dokumen", notes=None),
                indicator("2", "Persentase pengunjung puas", "95%"),
            ),
        ),
    ),
    programmes=(
        ProgrammeLine("Program Perawatan Kebun", Decimal(283000000)),
        ProgrammeLine("Program Pelaporan", Decimal(0)),
    ),
    total=Total(Decimal(283000000), Decimal(283000000)),
)


def paper(agreement: AgreementText = AGREEMENT, **parts: object) -> AgreementPaper:
    """The agreement about to be put on paper."""
    letterhead = letterhead_for(
        region=agreement.region or "",
        org_unit=agreement.org_unit or "",
        address="Jalan Kebun No. 1",
        contact="kebun.example.go.id",
    )
    return replace(AgreementPaper(letterhead, agreement, MADE_AT), **parts)
