"""Indonesian sentences for supervision: states, methods, risks, refusals."""

from janji.core.forecasting import Method, NoForecast, Risk
from janji.core.supervision_life import FindingState, ThreadState

THREAD_STATES = {
    ThreadState.OPEN: ("warn", "Menunggu jawaban"),
    ThreadState.ANSWERED: ("info", "Dijawab"),
    ThreadState.CLOSED: ("none", "Selesai"),
}

FINDING_STATES = {
    FindingState.OPEN: ("warn", "Menunggu tindak lanjut"),
    FindingState.FOLLOWED_UP: ("info", "Ditindaklanjuti"),
    FindingState.RETURNED: ("warn", "Dikembalikan"),
    FindingState.ACCEPTED: ("good", "Diterima"),
    FindingState.WITHDRAWN: ("none", "Ditarik"),
}

RISKS = {
    Risk.ON_TRACK: ("good", "Sesuai rencana"),
    Risk.AT_RISK: ("warn", "Berisiko"),
    Risk.UNLIKELY: ("bad", "Sulit tercapai"),
    Risk.UNKNOWN: ("none", "Tanpa perkiraan"),
}

METHODS = {
    Method.FINAL: "sudah lengkap, bukan perkiraan",
    Method.SHARE_OF_PATH: "realisasi sampai kini ÷ target sampai kini × target setahun",
    Method.EVEN_RATE: "laju rata-rata triwulan yang dilaporkan, diteruskan setahun",
    Method.PLANNED_STEPS: "realisasi sampai kini ditambah kenaikan yang masih direncanakan",
    Method.MEAN_STEP: "posisi terakhir ditambah kenaikan rata-rata per triwulan",
    Method.STAYS: "angka sampai kini dianggap bertahan",
}

NO_FORECAST = {
    NoForecast.NOT_REPORTED: "belum ada triwulan yang berakhir dan dilaporkan",
    NoForecast.TOO_FEW: "triwulan yang dilaporkan belum cukup",
    NoForecast.NOTHING_PLANNED_YET: "target sampai kini masih nol",
    NoForecast.ONCE_A_YEAR: "hanya diukur pada akhir tahun",
    NoForecast.NOT_A_NUMBER: "targetnya bukan angka",
    NoForecast.NO_VALUE: "realisasi sampai kini tidak dapat dihitung",
}

CONTRADICTIONS = {
    "part-above-whole": "{quarter}: pembilang melebihi penyebut",
    "progress-fell": "{quarter}: kemajuan lebih rendah daripada triwulan sebelumnya",
}

FORECAST_NOTE = (
    "Perkiraan dihitung hanya dari triwulan yang sudah berakhir dan dilaporkan; yang belum dilaporkan"
    " dianggap berjalan seperti yang sudah. Sesuai rencana: perkiraan mencapai paling sedikit"
    " {on_track} dari target setahun; berisiko: paling sedikit {at_risk}. Cara dan ambang ini pilihan"
    " Janji, bukan ketentuan peraturan."
)

DEEDS = {
    "open-thread": "membuka pertanyaan atau instruksi",
    "answer-thread": "menjawab pertanyaan atau instruksi",
    "ask-again": "bertanya lagi",
    "close-thread": "menutup pertanyaan atau instruksi",
    "raise-finding": "mencatat temuan pengawasan",
    "follow-up-finding": "menindaklanjuti temuan pengawasan",
    "accept-follow-up": "menerima tindak lanjut",
    "return-follow-up": "mengembalikan tindak lanjut",
    "withdraw-finding": "menarik temuan pengawasan",
    "write-review": "menulis catatan rapat evaluasi triwulan",
}

FACTS = {
    "severity": "bobot",
    "text": "isi",
    "driving": "faktor pendorong",
    "hindering": "faktor penghambat",
    "agreed": "tindak lanjut yang disepakati",
    "held_on": "tanggal rapat",
}

REFUSALS = {
    "thread-deed-not-now": "Pertanyaan ini sudah ditutup. Buka yang baru bila masih ada yang perlu ditanyakan.",
    "finding-deed-not-now": "Temuan ini sudah berpindah keadaan sehingga langkah itu tidak dapat dilakukan lagi. Muat ulang halamannya.",
    "due-in-the-past": "Batas waktunya sudah lewat. Pilih hari ini atau sesudahnya.",
    "supervised-quarter-not-begun": "Triwulan {quarter} belum dimulai. Pilih triwulan yang sudah berjalan.",
    "target-not-of-office": "Indikator itu bukan dari perjanjian {org_unit} yang berlaku. Pilih dari daftar.",
    "owner-not-of-office": "Penanggung jawab harus orang yang menjawab pengawasan di {org_unit}. Pilih dari daftar.",
    "thread-not-of-office": "Pertanyaan itu bukan untuk {org_unit}. Mulai dari halaman pertanyaannya.",
    "supervision-text-missing": "Isinya belum ditulis. Tulis satu kalimat atau lebih.",
    "own-follow-up": "Anda sendiri yang menulis tindak lanjut ini. Orang lain dari pihak atasan yang memutuskannya.",
}
