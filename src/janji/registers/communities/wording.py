"""Sentences of the register of community bodies."""

from janji.core.communities import Lack, TenureState

LACKS = {
    Lack.NO_PLAN: "tinggal tetapkan program kerja",
    Lack.LATE_PLAN: "program kerja ditetapkan sesudah batas waktunya",
    Lack.NO_AGENDA: "tinggal isi agenda pada program kerja",
    Lack.NO_DOCUMENT: "tinggal unggah program",
    Lack.CHAIR_ABSENT: "ketua belum hadir pada musrenbang",
    Lack.TOO_LITTLE_DONE: "agenda yang terlaksana belum cukup",
}

TENURE_STATES = {
    TenureState.RUNNING: ("good", "menjabat"),
    TenureState.EXPIRING: ("warn", "segera berakhir"),
    TenureState.EXPIRED: ("bad", "sudah lewat"),
    TenureState.ENDED: ("none", "berhenti"),
}

REFUSALS = {
    "community-not-of-village": "Lembaga dicatat pada desa atau kelurahan; {office} bukan salah satunya. Pilih desanya.",
    "community-known": "{name} sudah ada di {office}. Buka lembaga itu, atau tulis nama yang lain.",
    "community-name-empty": "Tulis nama lembaganya.",
    "community-parent-unfit": "Induk sebuah RT adalah RW di desa yang sama. Pilih RW-nya, atau kosongkan.",
    "community-day-ahead": "Tanggal {day} belum tiba. Tulis tanggal yang sudah lewat atau hari ini.",
    "community-dissolved": "{name} sudah bubar, jadi tidak ada lagi yang dicatat padanya. Daftarkan kembali dahulu bila hidup lagi.",
    "community-status-same": "{name} sudah {status}. Pilih keadaan yang lain.",
    "community-status-before": "Tanggal ini lebih awal daripada perubahan sebelumnya, {last}. Periksa tanggalnya.",
    "community-reason-missing": "Tulis alasannya, agar orang lain memahaminya nanti.",
    "tenure-reversed": "Hari terakhir tidak boleh sebelum hari pertama. Periksa kedua tanggalnya.",
    "tenure-too-long": "Masa bakti paling lama {years} tahun sejak tanggal keputusan. Periksa hari terakhirnya.",
    "tenure-one-too-many": "Pengurus menjabat paling banyak {most} kali masa jabatan. Pilih orang lain.",
    "tenure-post-held": "{post} masih dijabat {holder}. Akhiri masa baktinya dahulu.",
    "tenure-over": "Masa bakti ini sudah diakhiri pada {day}.",
    "plan-set-outside": "Program kerja {year} ditetapkan antara 1 Juli tahun sebelumnya dan 31 Desember tahun itu. Periksa tanggalnya.",
    "activity-known": "Agenda “{name}” sudah ada pada program ini. Tulis nama yang lain.",
    "activity-added-before": "Agenda tambahan tidak dapat bertanggal sebelum programnya ditetapkan, {day}. Kosongkan bila direncanakan sejak awal.",
    "activity-day-outside": "Agenda program {year} dilaksanakan pada tahun itu. Periksa tanggalnya.",
    "activity-evidence-missing": "Tulis buktinya bila terlaksana, atau alasannya bila batal.",
}

PROBLEMS = {
    "community-village-unknown": "Tidak ada desa “{said}” di kantor ini. Tulis namanya atau kodenya seperti pada lembar Nama desa.",
    "community-kind-unknown": "Jenis “{said}” tidak dikenal. Tulis RT, RW, PKK, Karang Taruna, LPM, Posyandu, atau Lain.",
    "community-cell-empty": "Sel ini wajib diisi. Lengkapi, lalu baca lagi.",
    "community-text-long": "Isi sel ini lebih panjang daripada {most} huruf. Ringkas, lalu baca lagi.",
    "community-day-unreadable": "“{said}” bukan tanggal. Tulis seperti 14-08-2019.",
    "community-day-other-year": "Agenda program {year} dilaksanakan pada tahun itu. Periksa tanggal atau tahunnya.",
    "community-month-unreadable": "“{said}” bukan bulan. Tulis 1 sampai 12 atau nama bulannya.",
    "community-state-unreadable": "Keadaan “{said}” tidak dikenal. Tulis Rencana, Terlaksana, atau Batal.",
    "community-evidence-lacking": "Agenda yang {state} memerlukan tanggal dan keterangannya. Lengkapi, lalu baca lagi.",
    "community-unknown": "Lembaga “{said}” tidak ada di {village}. Tulis namanya seperti pada register, atau tambahkan pada lembar Lembaga.",
    "community-plan-unknown": "{name} belum mempunyai program kerja {year}. Tetapkan dahulu di halaman lembaganya.",
    "community-tenure-reversed": "Hari terakhir masa bakti lebih awal daripada tanggal keputusannya. Periksa, lalu baca lagi.",
}

DEEDS = {
    "add-community": "menambah lembaga",
    "change-community": "mengubah lembaga",
    "set-community-status": "mengubah keadaan lembaga",
    "appoint-officer": "mencatat pengurus lembaga",
    "end-tenure": "mengakhiri masa bakti",
    "set-work-plan": "menetapkan program kerja",
    "add-activity": "menambah agenda",
    "settle-activity": "mencatat hasil agenda",
}
