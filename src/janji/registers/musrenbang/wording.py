"""Sentences of the register of planning forums."""

from janji.core.attendance import AttendingRole, Check

ROLES = {AttendingRole.CHAIR: "Ketua", AttendingRole.DELEGATE: "Wakil"}

CHECKS = {
    Check.WAITING: ("warn", "menunggu pemeriksaan"),
    Check.CONFIRMED: ("good", "sudah diperiksa"),
    Check.SET_ASIDE: ("bad", "disisihkan"),
}

REFUSALS = {
    "forum-day-ahead": "Tanggal {day} belum tiba. Catat forum sesudah diadakan.",
    "forum-year-unfit": "Forum merencanakan tahun yang sama sampai dua tahun sesudahnya; {year} tidak termasuk. Periksa tahunnya.",
    "forum-known": "Forum ini sudah tercatat di {office} pada hari dan tempat yang sama. Buka forum itu.",
    "attendance-known": "{name} sudah ada pada daftar hadir forum ini. Periksa daftarnya.",
    "attendance-struck": "Baris {name} sudah dicoret.",
    "list-settled": "{name} sudah diperiksa. Muat ulang halamannya.",
    "list-checked-by-own-hand": "{name} harus diperiksa orang kedua, bukan yang menyalinnya. Minta rekan Anda.",
    "list-reason-missing": "Tulis alasannya, agar orang lain memahaminya nanti.",
}

PROBLEMS = {
    "attendance-cell-empty": "Sel ini wajib diisi. Lengkapi, lalu baca lagi.",
    "attendance-text-long": "Isi sel ini lebih panjang daripada {most} huruf. Ringkas, lalu baca lagi.",
    "attendance-day-unreadable": "“{said}” bukan tanggal. Tulis seperti 14-02-2019.",
    "attendance-forum-unknown": "Forum “{said}” pada {day} belum tercatat, atau ada lebih dari satu. Catat forumnya dahulu; pada forum desa isi kolom Desa.",
    "attendance-sex-unreadable": "“{said}” tidak dikenal. Tulis L atau P.",
    "attendance-group-unknown": "Unsur “{said}” tidak dikenal. Tulis Desa, BPD, LKD, Tokoh, Perempuan, OPD, DPRD, Kecamatan, atau Lain.",
    "attendance-village-unknown": "Tidak ada desa “{said}” di kantor ini. Tulis namanya atau kodenya.",
    "attendance-sign-unreadable": "Tanda hadir “{said}” tidak dikenal. Tulis TTD, QR, atau Foto; kosongkan bila tidak ada.",
}

DEEDS = {
    "add-forum": "mencatat forum musrenbang",
    "correct-forum": "membetulkan catatan forum",
    "enter-attendance": "mencatat kehadiran",
    "settle-list": "memeriksa daftar hadir",
    "strike-attendance": "mencoret kehadiran",
}
