"""Sentences of the register of village administration."""

from janji.core.village_books import Verdict

VERDICTS = {
    Verdict.ORDERLY: "tertib",
    Verdict.NOT_ORDERLY: "belum tertib",
    Verdict.NOT_INSPECTED: "belum diperiksa",
}
TONES = {Verdict.ORDERLY: "good", Verdict.NOT_ORDERLY: "bad", Verdict.NOT_INSPECTED: "none"}

SCORES = {
    0: "tidak ada",
    1: "ada, kosong",
    2: "terisi",
    3: "mutakhir atau nihil",
    4: "mutakhir dan ditandatangani",
}

STATUSES = {"seen": "terbaca", "memory": "diingat, belum diperiksa", "design": "rancangan Janji"}

REFUSALS = {
    "book-unknown": "{regulation} tidak memuat buku {book}. Periksa kodenya.",
    "no-books-on-day": "Pada {day} belum ada daftar buku yang berlaku. Periksa tanggalnya.",
    "book-reason-missing": "Buku {book}: tulis mengapa buku ini tidak berlaku.",
    "book-absent-but-filled": "Buku {book} tidak ada atau tidak berlaku, tetapi ada isiannya. Pilih salah satu.",
    "book-filled-and-nil": "Buku {book} tidak dapat terisi dan sekaligus nihil. Pilih salah satu.",
    "book-not-applicable-but-there": "Buku {book} ada, jadi tidak dapat dicatat tidak berlaku. Pilih salah satu.",
    "book-current-ahead": "Buku {book}: {day} lebih kemudian daripada hari pemeriksaan. Periksa tanggalnya.",
    "book-current-but-empty": "Buku {book}: tanggal mutakhir hanya untuk buku yang terisi. Pilih “terisi” atau kosongkan tanggalnya.",
    "inspection-ahead": "Pemeriksaan {day} belum terjadi. Periksa tanggalnya.",
    "village-not-kept-on-day": "{village} tidak terhitung pada {day}. Periksa tanggalnya, atau masa desanya.",
    "books-unseen": "Masih ada {count} buku yang belum diperiksa: {books}. Periksa semuanya, lalu kirim.",
    "inspection-differs": "Pemeriksaan ini sudah tersimpan dengan isi yang lain. Bukalah halaman desanya; bila yang tersimpan keliru, batalkan lalu periksa lagi.",
    "inspection-withdrawn": "Pemeriksaan ini sudah dibatalkan dan tidak dapat diubah.",
    "withdrawal-reason-missing": "Tulis mengapa pemeriksaan ini dibatalkan.",
    "village-begins-ahead": "Hari pertama {day} belum tiba. Periksa tanggalnya.",
    "village-begins-late": "Desa ini sudah diperiksa pada {day}, jadi hari pertamanya tidak dapat sesudah itu.",
    "village-reason-missing": "Tulis alasannya, misalnya penggabungan desa.",
    "village-ends-early": "Hari terakhir tidak dapat sebelum {day}. Periksa tanggalnya.",
    "photo-differs": "Foto ini sudah tersimpan dengan isi yang lain. Ambil foto yang baru.",
    "photos-too-many": "Satu buku paling banyak {most} foto. Tarik dahulu yang tidak perlu.",
    "photo-withdrawn": "Foto ini sudah ditarik. Muat ulang halamannya.",
    "photo-reason-missing": "Tulis mengapa foto ini ditarik.",
    "finding-due-early": "Batas waktu tidak dapat sebelum pemeriksaan, {day}.",
    "finding-settled": "Temuan ini sudah selesai pada {day}.",
    "finding-evidence-missing": "Tulis bukti penyelesaiannya, misalnya nomor dan tanggal buku atau surat.",
    "finding-settled-outside": "Tanggal selesai harus sejak pemeriksaan, {day}, sampai hari ini.",
}

PROBLEMS = {
    "checklist-village-unknown": "“{said}” tidak menyebut tepat satu desa di wilayah ini. Tulis namanya atau kode wilayahnya.",
    "checklist-village-twice": "{said} ada dua kali pada lembar ini. Sisakan satu.",
    "checklist-date-unreadable": "“{said}” tidak terbaca sebagai tanggal. Tulis seperti 14-01-2019.",
    "checklist-day-missing": "Tanggal pemeriksaan {village} kosong. Isi pada baris “Tanggal”.",
    "checklist-word-unreadable": "“{said}” tidak dikenal. Tulis ya, tidak, nihil, atau “tidak berlaku: alasannya”.",
    "checklist-book-unknown": "Kode buku “{said}” tidak ada pada {regulation}. Periksa kodenya.",
    "checklist-refused": "{village}: {sentence} Perbaiki lembarnya, lalu baca lagi.",
}

DEEDS = {
    "list-villages": "mendaftarkan desa dan kelurahan",
    "end-village": "mengakhiri pendaftaran desa",
    "set-village-days": "mengatur masa terhitung desa",
    "record-inspection": "mencatat pemeriksaan administrasi desa",
    "withdraw-inspection": "membatalkan pemeriksaan administrasi desa",
    "add-photo": "menyimpan foto pemeriksaan",
    "withdraw-photo": "menarik foto pemeriksaan",
    "record-finding": "mencatat temuan pemeriksaan",
    "settle-finding": "menyelesaikan temuan pemeriksaan",
}
