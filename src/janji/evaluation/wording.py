"""Indonesian sentences of this room."""

from janji.core.efficiency import NoEfficiency, Status
from janji.core.evaluation import WhenUndefined
from janji.core.evaluation_life import State
from janji.core.mid_term import NoProgress
from janji.core.signals import SignalKind

STATES = {
    State.DRAFT: ("info", "Draf"),
    State.PUBLISHED: ("good", "Terbit"),
}

OFFICIAL = "angka yang disahkan"
RUNNING = "angka berjalan"
"""What a figure is: frozen in an approved quarter, or as the records give it today."""

UNDEFINED = {
    WhenUndefined.LEFT_OUT: "tidak dihitung; bobotnya dibagi kepada yang lain",
    WhenUndefined.AS_ZERO: "dihitung sebagai nol",
}

NO_EFFICIENCY = {
    NoEfficiency.NO_BUDGET: "anggaran belum dicatat",
    NoEfficiency.ZERO_BUDGET: "tidak dapat dihitung: pagu nol",
    NoEfficiency.NOT_SPENT: "realisasi anggaran belum dicatat atau nol",
    NoEfficiency.NO_ACHIEVEMENT: "capaian belum dapat dihitung",
    NoEfficiency.TARGET_MISSED: "target belum tercapai, sehingga sisa anggaran bukan efisiensi",
    NoEfficiency.ZERO_OUTPUT: "tidak dapat dihitung: tidak ada keluaran",
}

EFFICIENCY_STATES = {
    Status.EFFICIENT: ("good", "Efisien"),
    Status.FAIR: ("warn", "Cukup efisien"),
    Status.INEFFICIENT: ("bad", "Tidak efisien"),
}

NO_PROGRESS = {
    NoProgress.NOT_MEASURED: "belum diukur",
    NoProgress.NOT_BEFORE: "capaian tahun-tahun sebelumnya belum dicatat",
    NoProgress.NOT_COMPUTABLE: "tidak dapat dihitung",
}

SIGNALS = {
    SignalKind.SOFTER_TARGET: (
        "Target lebih lunak daripada realisasi tahun lalu",
        "Target {target}, padahal tahun lalu sudah {last_actual}. Apa alasan target ini?",
    ),
    SignalKind.BUNCHED: (
        "Capaian menumpuk di ambang predikat",
        "{near} dari {total} capaian ({share} %) tepat 100 atau baru saja melewati batas predikat. Bagaimana angkanya diperoleh?",
    ),
    SignalKind.ALL_FULL: (
        "Semua capaian tepat 100",
        "Ke-{total} capaian tepat 100. Apakah targetnya cukup menantang, dan apakah angkanya sudah diperiksa?",
    ),
    SignalKind.JUMP: (
        "Angka melonjak dari riwayatnya",
        "Terbaru {latest}, sedangkan sebelumnya {lowest} sampai {highest} (rata-rata {mean}). Apa yang berubah?",
    ),
    SignalKind.LATE_CHANGE: (
        "Angka membaik sesaat sebelum tenggat",
        "Dari {before} menjadi {after}, {days} hari sebelum tenggat {due}. Apa dasarnya?",
    ),
}
"""The name of each signal and its question."""

LIMITS = {
    "near": "jarak dari batas predikat, poin",
    "share": "bagian dari semua capaian, persen",
    "least": "paling sedikit",
    "spreads": "kali rentang riwayat",
    "percent": "persen dari rata-rata riwayat",
    "days": "hari sebelum tenggat",
}

REFUSALS = {
    "weight-missing": "{about}: isi semua bobot, atau kosongkan semuanya agar sama besar.",
    "weight-not-positive": "{about}: setiap bobot harus lebih dari nol.",
    "weights-not-whole": "{about}: jumlah bobot harus 100, sekarang {total}.",
    "weights-settled": "Evaluasi perjanjian ini sudah terbit, jadi bobot dan kisi targetnya tidak dapat diubah lagi.",
    "settling-reason-missing": "Perjanjian ini sudah ditandatangani. Tulis alasan perubahannya.",
    "grid-incomplete": "Isi kelima titik kisi target, atau kosongkan semuanya.",
    "grid-mixed": "Kelima titik kisi target harus semuanya angka atau semuanya tanggal.",
    "grid-not-in-order": "Titik kisi target harus terus turun atau terus naik dari nilai 100 sampai 60, tanpa yang sama.",
    "grid-of-numbers": "Kisi indikator ini memakai angka, jadi tanggal tercapainya tidak diisi.",
    "day-in-future": "Tanggal tercapai tidak boleh setelah hari ini.",
    "mid-term-year-early": "Tahun target jangka menengah tidak boleh sebelum tahun {year}.",
    "mid-term-reached-half": "Isi capaian sebelumnya bersama tahunnya, atau kosongkan keduanya.",
    "causes-missing": "Tulis penyebab keberhasilan atau kegagalannya.",
    "explanation-too-early": "{quarter} tahun {year} belum dimulai. Tulis analisisnya setelah triwulannya berjalan.",
    "formula-unknown": "Rumus efisiensi “{code}” tidak dikenal. Pilih dari daftar.",
    "evaluation-needs-agreement": "Perjanjian ini belum ditandatangani kedua pihak, jadi belum dapat dievaluasi.",
    "evaluation-too-early": "{quarter} tahun {year} belum berakhir. Evaluasi dapat diterbitkan setelahnya.",
    "evaluation-published": "Evaluasi ini sudah terbit dan tidak dapat diubah. Buat pembetulan bila ada yang keliru.",
    "evaluation-not-published": "Evaluasi ini belum terbit. Ubah saja drafnya.",
    "evaluation-already-corrected": "Evaluasi ini sudah dibetulkan, atau pembetulannya sedang disusun.",
    "evaluation-stands": "Evaluasi {quarter} sudah terbit. Bila ada yang keliru, buat pembetulannya.",
    "evaluator-entered-figures": "Anda ikut mengisi atau mencatat angka kantor ini untuk tahun yang sama, jadi evaluasinya harus dilakukan orang lain.",
    "evaluator-submitted-figures": "Anda yang menyampaikan pengukuran kantor ini untuk tahun yang sama, jadi evaluasinya harus dilakukan orang lain.",
    "evaluator-verified-figures": "Anda yang memverifikasi pengukuran kantor ini untuk tahun yang sama, jadi evaluasinya harus dilakukan orang lain.",
    "evaluator-approved-figures": "Anda yang menyetujui pengukuran kantor ini untuk tahun yang sama, jadi evaluasinya harus dilakukan orang lain.",
    "evaluator-accepted-figures": "Anda yang menerima pengukuran kantor ini untuk tahun yang sama, jadi evaluasinya harus dilakukan orang lain.",
    "scores-moved": "Angkanya berubah sejak halaman ini dibuka. Periksa lagi, lalu terbitkan.",
    "evaluation-says-nothing": "Belum ada satu pun capaian yang dapat dihitung, jadi belum ada yang dapat diterbitkan.",
}

DEEDS = {
    "settle-weights": "menetapkan bobot",
    "settle-grid": "menetapkan kisi target",
    "end-grid": "mencabut kisi target",
    "record-reached-day": "mencatat tanggal tercapai",
    "settle-mid-term-target": "menetapkan target jangka menengah",
    "write-explanation": "menulis analisis capaian",
    "settle-evaluation-choice": "menetapkan cara evaluasi",
    "write-evaluation": "menulis evaluasi",
    "publish-evaluation": "menerbitkan evaluasi",
    "correct-evaluation": "membuka pembetulan evaluasi",
}

CODES = {
    "evaluation.evaluation.state": {state.value: said for state, (_, said) in STATES.items()},
    "evaluation.evaluationchoice.undefined": {one.value: said for one, said in UNDEFINED.items()},
}
"""What codes of the audit chain are called in its history."""

FACTS = {
    "causes": "sebab",
    "obstacles": "hambatan",
    "remedies": "upaya perbaikan",
    "recommendations": "rekomendasi",
    "reached_before": "capaian sebelumnya",
    "reached_until": "sampai tahun",
    "undefined": "yang tidak dapat dihitung",
}
"""What facts of the audit chain are called beside their values."""
