"""Sentences of imports."""

REFUSALS = {
    "batch-done": "Berkas “{name}” sudah diselesaikan. Muat ulang halamannya.",
    "batch-taken-over": "Berkas “{name}” sedang disimpan. Tunggu sampai selesai; halamannya menunjukkan kemajuannya.",
    "sheet-without-rows": "Berkas ini tidak memuat satu baris pun untuk register ini. Pakai contoh lembarnya, lalu coba lagi.",
    "sheet-columns-missing": "Kolom {columns} tidak ditemukan pada lembar {sheet}. Tambahkan judulnya, atau pakai contoh lembarnya.",
}

PROBLEMS: dict[str, str] = {}

DEEDS = {
    "read-sheet": "membaca lembar impor",
    "agree-to-sheet": "menyetujui lembar impor",
    "store-sheet": "menyimpan lembar impor",
    "discard-sheet": "membuang lembar impor",
}
