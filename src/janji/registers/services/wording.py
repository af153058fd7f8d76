"""Sentences of the services register."""

from janji.core.service_life import Punctuality, Stage
from janji.core.workdays import LimitUnit

STAGES = {
    Stage.RECEIVED: "diterima",
    Stage.CHECKING: "diverifikasi",
    Stage.INCOMPLETE: "kekurangan berkas",
    Stage.IN_PROGRESS: "diproses",
    Stage.AT_SECTION_HEAD: "paraf kepala seksi",
    Stage.AT_SECRETARY: "paraf sekretaris",
    Stage.AT_HEAD: "tanda tangan pimpinan",
    Stage.FORWARDED: "dikirim ke instansi penerbit",
    Stage.FINISHED: "selesai",
    Stage.HANDED_OVER: "diserahkan",
    Stage.REFUSED: "ditolak",
    Stage.WITHDRAWN: "ditarik pemohon",
    Stage.LAPSED: "gugur",
}

PUNCTUALITIES = {
    Punctuality.RUNNING: "berjalan",
    Punctuality.ON_TIME: "tepat waktu",
    Punctuality.LATE: "terlambat",
    Punctuality.UNKNOWN: "waktu selesai tidak diketahui",
    Punctuality.NOT_COUNTED: "tidak dihitung",
}

LIMIT_UNITS = {
    LimitUnit.MINUTES: "menit",
    LimitUnit.HOURS: "jam",
    LimitUnit.WORKING_DAYS: "hari kerja",
    LimitUnit.CALENDAR_DAYS: "hari kalender",
}

REFUSALS = {
    "service-code-taken": "Kode layanan “{code}” sudah dipakai. Pilih kode lain.",
    "service-closed": "{service} tidak dibuka pada {day}. Pilih layanan lain.",
    "standard-missing": "{service} belum mempunyai standar yang berlaku pada {day}. Isi standarnya dahulu.",
    "standard-not-later": "Standar baru harus berlaku sesudah {day}, sejak standar sebelumnya berlaku.",
    "move-not-possible": "Permohonan {number} sudah {before}; tidak dapat menjadi {after}.",
    "step-before-last": "Waktu ini lebih awal daripada langkah sebelumnya, {last}. Periksa tanggal dan jamnya.",
    "step-in-future": "Waktu ini belum terjadi. Periksa tanggal dan jamnya.",
    "reason-missing": "Tulis alasannya, agar pemohon tahu mengapa.",
    "pause-evidence-missing": "Tulis buktinya: surat, catatan gangguan, atau berkas yang kurang.",
    "complete-before-receipt": "Berkas tidak dapat lengkap sebelum diterima.",
    "term-unfit": "Isian “{title}” tidak sesuai. Pilih dari daftar atau isi angka dalam batasnya.",
    "variable-unknown": "Variabel “{code}” tidak dikenal.",
}

DEEDS = {
    "add-service": "menambah layanan",
    "close-service": "menutup layanan",
    "set-standard": "menetapkan standar layanan",
    "receive-request": "menerima permohonan",
    "move-request": "memindahkan permohonan",
    "extend-deadlines": "memperpanjang tenggat karena kalender berubah",
}
