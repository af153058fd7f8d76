"""Indonesian sentences for figures, their reasons and their scoring."""

from janji.core.achievement import Undefined
from janji.core.complement import Division
from janji.core.measurement_life import Awaited

REASONS = {
    Undefined.NO_TARGET: "target belum ditetapkan",
    Undefined.ZERO_TARGET: "tidak dapat dihitung: target nol",
    Undefined.NOT_MEASURED: "belum diukur",
    Undefined.ZERO_DENOMINATOR: "tidak dapat dihitung: penyebut nol",
    Undefined.ZERO_ACTUAL: "tidak dapat dihitung: realisasi nol",
    Undefined.RANGE_INCOMPLETE: "rentang target belum lengkap",
    Undefined.RANGE_REVERSED: "batas bawah rentang melebihi batas atasnya",
    Undefined.NEGATIVE_TARGET: "tidak dapat dihitung: target negatif",
    Undefined.NOT_IN_SCALE: "predikat di luar skala",
}

EVIDENCE_STATES = {
    "seen": "terbaca pada peraturannya",
    "used": "dipakai di lapangan, batasnya belum diperiksa pada naskah resmi",
    "memory": "belum diperiksa pada naskah resmi",
    "design": "pilihan Janji untuk mengisi yang tidak diatur",
}

QUARTER_STATES = {
    "open": ("none", "terbuka"),
    "submitted": ("info", "disampaikan"),
    "verified": ("info", "diverifikasi"),
    "approved": ("good", "disetujui"),
    "accepted": ("good", "diterima"),
    "returned": ("warn", "dikembalikan"),
    "locked": ("good", "terkunci"),
}
"""How a quarter's state is shown: its tone and its word."""

AWAITED = {
    Awaited.OFFICE: "menunggu kantor",
    Awaited.VERIFIER: "menunggu verifikator",
    Awaited.HEAD: "menunggu kepala kantor",
    Awaited.SUPERIOR: "menunggu atasan",
}
"""Whose turn it is with a quarter."""

QUARTER_STEPS = {
    "submit": "Disampaikan",
    "verify": "Diverifikasi",
    "approve": "Disetujui",
    "accept": "Diterima",
    "lock": "Dikunci",
    "return": "Dikembalikan",
    "reopen": "Dibuka kembali",
}

QUARTER_DEEDS = {
    "submit": "Sampaikan pengukuran",
    "verify": "Verifikasi",
    "approve": "Setujui",
    "accept": "Terima",
    "lock": "Kunci triwulan",
    "return": "Kembalikan",
    "reopen": "Buka kembali",
}
"""What stands on the button of each deed."""

TODO = {
    "unfilled": "Realisasi {quarter} belum lengkap: {count} dari {of} indikator belum diisi.",
    "undefined": "{indicator}, {quarter}: {reason}.",
    "behind": "{indicator}: capaian {quarter} {achievement} dari targetnya{needed}.",
}

RESTS = {
    Division.SUM: "Dijumlahkan: target tahun dikurangi yang sudah dicapai.",
    Division.AVERAGE: "Rata-rata: triwulan selebihnya menutup supaya rata-rata setahun tercapai.",
    Division.RATIO: "Persentase kumulatif: persentase setahun tetap.",
    Division.POSITION: "Posisi: target akhir tahun tetap.",
}
USED_UP = "Target tahun sudah tercapai; tidak ada sisa."
USED_UP_LOWER = "Batas setahun sudah terlampaui; tidak boleh bertambah lagi."
RATIO_NEEDED = (
    "Sejauh ini {numerator} dari {denominator}. Bila triwulan selebihnya menghitung {further} lagi,"
    " {edge} {needed} di antaranya harus masuk pembilang."
)
RATIO_ALLOWED = (
    "Sejauh ini {numerator} dari {denominator}. Bila triwulan selebihnya menghitung {further} lagi,"
    " {edge} {needed} di antaranya boleh masuk pembilang."
)

REFUSALS = {
    "agreement-not-in-force": "Perjanjian ini belum atau tidak lagi berlaku. Realisasi diisi pada perjanjian yang ditandatangani kedua pihak dan masih berlaku.",
    "quarter-not-begun": "Triwulan {quarter} tahun {year} belum dimulai. Isi setelah triwulannya berjalan.",
    "quarter-closed": "Pengukuran triwulan {quarter} tahun {year} sudah disampaikan. Realisasinya dapat diubah setelah dikembalikan atau dibuka kembali.",
    "quarter-not-over": "Triwulan {quarter} tahun {year} belum berakhir. Pengukurannya disampaikan setelah hari terakhirnya.",
    "quarter-deed-not-now": "Tindakan ini tidak dapat dilakukan pada keadaan pengukuran sekarang. Muat ulang halamannya.",
    "quarter-reason-missing": "Tulis alasannya, supaya yang menerima tahu apa yang harus diperbaiki.",
    "gap-without-reason": "{count} indikator belum mempunyai angka yang utuh. Isi realisasinya, atau tulis alasannya: {indicator}.",
    "gaps-not-accepted": "Masih ada {count} pengecualian yang belum diterima. Terima dengan alasannya, atau kembalikan pengukuran ini.",
    "apart-from-enterer": "Anda mengisi atau mencatat angka triwulan ini, jadi orang lain yang harus melakukannya.",
    "apart-from-submitter": "Anda yang menyampaikan pengukuran ini, jadi orang lain yang harus melakukannya.",
    "apart-from-verifier": "Anda yang memverifikasi pengukuran ini, jadi orang lain yang harus melakukannya.",
    "apart-from-approver": "Anda yang menyetujui pengukuran ini, jadi orang lain yang harus menerimanya.",
    "counted-from-records": "Indikator ini dihitung dari catatan menurut definisi yang sudah ditetapkan, jadi tidak diisi lagi.",
    "figure-missing": "Isi angkanya, atau pilih “belum dapat diukur” dan tulis sebabnya; salah satu saja.",
    "value-missing": "Isi realisasinya, misalnya 82,95.",
    "grade-unknown": "“{said}” tidak ada dalam skala. Pilih salah satu: {grades}.",
    "count-missing": "Isi pembilang dan penyebutnya. Persentase dihitung oleh Janji.",
    "count-negative": "Hitungan tidak boleh di bawah nol.",
    "cap-below-100": "Batas atas capaian tidak boleh di bawah 100 %.",
    "band-set-unknown": "Predikat “{code}” tidak dikenal. Pilih dari daftar.",
    "average-of-ratios": "Persentase tidak dijumlahkan atau dirata-ratakan. Ubah cara menghitung nilai setahun indikator ini.",
    "sums-need-counts": "Cara menghitung nilai setahun ini memerlukan pembilang dan penyebut. Isi keduanya, atau ubah cara ukurnya.",
    "path-incomplete": "Target triwulan belum lengkap. Isi keempatnya.",
    "bands-empty": "Predikat tidak mempunyai kelas.",
    "bands-not-from-zero": "Kelas pertama predikat harus mulai dari 0, bukan {low}.",
    "bands-not-to-the-end": "Kelas terakhir predikat tidak boleh berhenti pada {high}.",
    "bands-gap": "Ada celah di antara kelas predikat, dari {low} sampai {high}.",
    "bands-overlap": "Kelas predikat bertumpang tindih antara {low} dan {high}.",
    "bands-tone": "Corak kelas predikat “{tone}” tidak dikenal.",
}

DEEDS = {
    "record-actual": "mengisi realisasi",
    "set-scoring": "mengatur penilaian",
    "submit-quarter": "menyampaikan pengukuran",
    "verify-quarter": "memverifikasi pengukuran",
    "approve-quarter": "menyetujui pengukuran",
    "accept-quarter": "menerima pengukuran",
    "lock-quarter": "mengunci pengukuran",
    "return-quarter": "mengembalikan pengukuran",
    "reopen-quarter": "membuka kembali pengukuran",
}

CODES = {
    "measurements.officequarter.state": {code: said for code, (_, said) in QUARTER_STATES.items()},
}
"""What codes of the audit chain are called in its history."""

FACTS = {
    "gaps": "indikator tanpa angka utuh",
    "late": "hari terlambat",
    "turn": "putaran",
}
"""What facts of the audit chain are called beside their values."""
