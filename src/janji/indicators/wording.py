"""How an indicator's way of measuring is called."""

from collections.abc import Mapping
from typing import Any

from janji.core.accumulation import YearEnd
from janji.core.achievement import Direction, LowerVariant
from janji.core.measuring import Shape

DIRECTIONS = {
    Direction.HIGHER: "Makin tinggi makin baik",
    Direction.LOWER: "Makin rendah makin baik",
    Direction.RANGE: "Di dalam rentang",
}

LOWER_VARIANTS = {
    LowerVariant.MIRROR: "(2 × target − realisasi) ÷ target",
    LowerVariant.INVERSE: "target ÷ realisasi",
}

SHAPES = {
    Shape.RATIO: "Dua hitungan (pembilang dan penyebut)",
    Shape.VALUE: "Satu nilai",
}

YEAR_ENDS = {
    YearEnd.FLOW_SUM: "Jumlah keempat triwulan",
    YearEnd.RATIO_OF_SUMS: "Jumlah pembilang dibagi jumlah penyebut",
    YearEnd.PROGRESSIVE: "Setiap triwulan sudah mencakup triwulan sebelumnya",
    YearEnd.STOCK_LAST: "Posisi triwulan terakhir",
    YearEnd.AVERAGE: "Rata-rata triwulan",
    YearEnd.HIGHEST: "Nilai tertinggi",
    YearEnd.LOWEST: "Nilai terendah",
    YearEnd.YEAR_ONLY: "Hanya diukur pada triwulan IV",
}

REFUSALS = {
    "term-open": "“{title}” belum ditetapkan. Isi pilihannya, agar angka ini berarti sama bagi semua orang.",
    "formula-not-ratio": "Indikator ini diukur dengan pembilang dan penyebut. Tulis rumusnya sebagai A ÷ B × 100.",
    "definition-done": "Definisi ini sudah ditetapkan atau diakhiri. Muat ulang halamannya.",
    "definition-own": "Definisi ditetapkan oleh orang lain daripada penyusunnya.",
}

PROBLEMS = {
    "target-below-last": "Target {target} di bawah realisasi tahun lalu, {last}. Jelaskan alasannya, atau naikkan targetnya.",
    "target-above-last": "Target {target} di atas realisasi tahun lalu, {last}, padahal makin rendah makin baik.",
    "sum-over-percentages": "Persentase tidak dijumlahkan atau dirata-ratakan antartriwulan. Pilih jumlah pembilang dibagi jumlah penyebut.",
    "activity-wording": "“{word}” menyebut kegiatan, bukan hasilnya. Sasaran menjanjikan hasil: tulis apa yang berubah.",
    "activity-unit": "Satuan “{unit}” menghitung kegiatan, bukan hasilnya. Pilih satuan yang menunjukkan apa yang berubah.",
    "percent-above-hundred": "Target {target}\u00a0% melebihi seluruh yang ada.",
    "baseline-missing": "Tanpa angka awal, kenaikan tidak dapat dinilai. Isi realisasi terakhir sebelum tahun ini.",
}

SHEET_FIELDS = {
    "definition": "definisi",
    "reason": "alasan pemilihan",
    "formula_text": "formulasi",
    "direction": "arah",
    "unit_of_measure": "satuan",
    "accumulation": "tipe perhitungan",
    "data_source": "sumber data",
    "owner": "penanggung jawab",
    "frequency": "frekuensi",
    "baseline": "angka awal",
}

TERM_STATUSES = {
    "seen": "terbaca pada peraturannya",
    "memory": "belum diperiksa pada naskah resmi",
    "design": "pilihan yang tidak diatur; kantor yang menetapkan",
}

DEEDS = {
    "fill-indicator-sheet": "mengisi lembar indikator",
    "draft-definition": "menyusun definisi operasional",
    "sign-definition": "menetapkan definisi operasional",
    "end-definition": "mengakhiri definisi operasional",
    "set-way-of-measuring": "mengatur cara ukur indikator",
    "name-owner": "menyebut penanggung jawab data indikator",
    "freeze-indicator": "membekukan cara ukur indikator",
}

_WAYS: Mapping[str, Mapping[Any, str]] = {
    "direction": DIRECTIONS,
    "lower_variant": LOWER_VARIANTS,
    "shape": SHAPES,
    "year_end": YEAR_ENDS,
}
CODES = {
    f"indicators.indicatorversion.{name}": {str(one): said for one, said in words.items()}
    for name, words in _WAYS.items()
}
"""What codes of the audit chain are called in its history."""

FACTS = {
    "wording": "bunyi definisi",
}
"""What facts of the audit chain are called beside their values."""
