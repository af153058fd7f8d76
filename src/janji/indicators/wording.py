"""How an indicator's way of measuring is called."""

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

DEEDS = {
    "set-way-of-measuring": "mengatur cara ukur indikator",
    "freeze-indicator": "membekukan cara ukur indikator",
}
