"""Sentences of the working calendar."""

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

REFUSALS = {
    "calendar-verified": "Semua hari tahun {year} sudah diperiksa. Tidak ada yang diubah.",
    "open-day-without-hours": "Isi jam buka dan jam tutup untuk hari yang buka dengan jam khusus.",
    "hours-reversed": "Jam buka {opens} harus lebih awal daripada jam tutup {closes}.",
    "limit-not-positive": "Batas waktu harus lebih dari nol, bukan {value}.",
    "week-empty": "Isi jam buka untuk paling sedikit satu hari.",
    "calendar-without-work": (
        "Kalender kerja tidak mempunyai hari kerja setelah {start}. Periksa kalender di Pengaturan."
    ),
}

DEEDS = {
    "seed-calendar": "memuat hari libur bawaan",
    "set-calendar-day": "mengatur hari kalender",
    "remove-calendar-day": "menghapus hari kalender",
    "verify-calendar": "memeriksa kalender dengan SKB",
    "set-counter-hours": "mengatur jam loket",
}
