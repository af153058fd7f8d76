"""Sentences of the register of figures."""

from janji.core.figures import State

STATES = {
    State.NOT_ASKED: ("none", "tidak diminta"),
    State.RUNNING: ("none", "berjalan"),
    State.AWAITED: ("warn", "ditunggu"),
    State.LATE: ("bad", "terlambat"),
    State.ENTERED: ("good", "masuk"),
    State.UNAVAILABLE: ("info", "tidak tersedia"),
}
"""Tone and word of each state of a period."""

CONTRADICTIONS = {
    "figure-not-asked": "{office} tidak diminta mengisi “{figure}”. Periksa kantornya, atau siapa yang mengisi pada definisi angka itu.",
    "figure-period-not-asked": "“{figure}” tidak diminta untuk {period}: periode itu sebelum angka ini dimulai atau sesudah berakhir.",
    "figure-period-ahead": "{period} belum dimulai, jadi belum dapat diisi. Periksa periodenya.",
    "figure-entry-known": "{office} sudah mengisi “{figure}” untuk {period}: {other}. Betulkan isian itu bila memang keliru.",
    "figure-answer-missing": "Isi nilainya, atau sebutkan sebab tidak tersedia; salah satu, bukan keduanya.",
    "figure-negative": "“{figure}” tidak dapat kurang dari nol. Periksa angkanya.",
}
"""What an answer may not say, as a refusal on a form and as a problem of a sheet."""

NUMBERS = {
    "figure-decimals": "Angka ini ditulis dengan paling banyak {decimals} desimal.",
    "figure-too-long": "Angka ini paling banyak {most} digit di depan koma. Periksa jumlah nolnya.",
    "period-unreadable": "“{text}” tidak terbaca sebagai periode. Tulis seperti 2026-03, TW I 2026, Semester I 2026, atau 2026.",
    "period-unfit": "“{text}” bukan periode angka ini. Tulis menurut frekuensinya: bulan, triwulan, semester, atau tahun.",
}

PROBLEMS = {
    **CONTRADICTIONS,
    **NUMBERS,
    "figure-code-missing": "Kode kosong. Isi kode angka seperti pada daftar angka.",
    "figure-code-unknown": "“{said}” bukan kode angka yang diminta di sini. Periksa ejaannya pada daftar angka.",
    "figure-office-unknown": "“{said}” tidak menyebut tepat satu kantor di wilayah ini. Tulis namanya seperti pada Pengaturan, Organisasi.",
    "figure-office-missing": "Kantor kosong. Angka ini diisi kantor-kantor di bawah; tulis kantornya.",
    "figure-period-missing": "Periode kosong. Tulis seperti 2026-03, TW I 2026, Semester I 2026, atau 2026.",
    "figure-number-unreadable": "“{said}” tidak terbaca sebagai angka. Tulis seperti 1.250 atau 12,5.",
    "figure-row-twice": "Kode, kantor, dan periode ini sudah ada pada baris {row}. Satu isian satu baris.",
    "figure-entry-differs": "{office} sudah mengisi “{figure}” untuk {period}: {other}, berbeda dari {typed} pada lembar. Betulkan isian itu dengan alasannya bila memang keliru.",
}

REFUSALS = {
    **CONTRADICTIONS,
    **NUMBERS,
    "figure-code-unfit": "Kode memakai huruf kecil, angka, dan garis bawah, diawali huruf, paling panjang {most} huruf. Contoh: jumlah_ibu_hamil.",
    "figure-code-reserved": "“{code}” adalah kata dari bahasa rumus. Pilih kode lain.",
    "figure-code-of-house": "“{code}” sudah menjadi variabel register lain. Pilih kode lain, atau pakai variabel itu.",
    "figure-code-taken": "“{code}” sudah dipakai {office}. Kode harus satu arti dari kantor paling atas sampai paling bawah; pilih kode lain.",
    "figure-words-missing": "Isi bagian ini, agar yang membaca tahu apa yang dihitung.",
    "figure-nothing-changed": "Tidak ada yang berubah. Ubah yang keliru, lalu simpan.",
    "figure-settled": "Angka ini sudah ditetapkan karena sudah ada isiannya atau sudah dipakai definisi yang ditetapkan. Hanya nama, definisi, sumber data, dan batas pengisian dapat diubah; untuk hitungan lain, akhiri angka ini dan buat yang baru.",
    "figure-reason-missing": "Tulis alasannya, agar yang membaca kemudian tahu mengapa ini berubah.",
    "figure-ends-early": "Angka ini berakhir paling awal {day}: sampai hari itu sudah ada yang diminta atau diisi.",
    "figure-evidence-of-many": "Bukti untuk beberapa kantor sekaligus akan terbaca oleh semuanya. Simpan tanpa bukti, lalu tambahkan pada isian masing-masing kantor.",
    "figure-nothing-typed": "Belum ada satu pun angka yang diisi. Isi paling sedikit satu baris.",
}

DEEDS = {
    "define-figure": "Mendefinisikan angka",
    "change-figure": "Mengubah definisi angka",
    "end-figure": "Mengakhiri angka",
    "record-figures": "Mengisi angka",
    "correct-figure": "Membetulkan isian angka",
}
