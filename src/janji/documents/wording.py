"""Sentences for documents that cannot be read, and for what to look at in those that can."""

REFUSALS = {
    "document-missing": "Berkas “{name}” tidak ditemukan atau tidak boleh dibuka. Periksa nama dan letaknya.",
    "document-empty": "Berkas “{name}” kosong. Pilih berkas yang berisi Perjanjian Kinerja.",
    "document-too-large": "Berkas “{name}” lebih besar dari {most} MB. Simpan ulang tanpa gambar, lalu coba lagi.",
    "document-kind": "Jenis isi berkas “{name}” tidak dikenal. Simpan dokumennya sebagai DOCX, PDF, XLSX, ODS, HTML, atau teks, lalu coba lagi.",
    "document-macros": "Berkas “{name}” memuat makro dan tidak dibuka. Simpan salinan tanpa makro (DOCX, XLSX, atau ODS), lalu coba lagi.",
    "document-external": "Berkas “{name}” merujuk ke berkas atau alamat lain dan tidak dibuka. Putuskan tautannya atau simpan sebagai PDF, lalu coba lagi.",
    "document-encoding": "Huruf di dalam berkas “{name}” tidak dapat dikenali. Simpan ulang sebagai teks UTF-8.",
    "document-broken": "Berkas “{name}” rusak dan tidak dapat dibaca. Buka dengan aplikasinya, simpan ulang, lalu coba lagi.",
    "document-locked": "Berkas “{name}” dikunci dengan kata sandi. Simpan salinan tanpa kata sandi, lalu coba lagi.",
    "document-scanned": "Berkas “{name}” tidak berisi teks, kemungkinan hasil pindai: pakai berkas aslinya, atau baca dengan janji read --ocr.",
    "document-unreadable": "Tidak ada huruf yang terbaca pada gambar “{name}”. Pindai ulang lurus dan terang dengan 300 dpi.",
    "ocr-missing": "Tesseract dengan bahasa Indonesia belum terpasang di komputer ini. Pasang paket tesseract-ocr dan tesseract-ocr-ind, lalu coba lagi.",
    "document-too-complex": "Berkas “{name}” terlalu besar untuk dibuka dengan aman. Pisahkan Perjanjian Kinerja-nya ke berkas sendiri.",
    "document-too-many-rows": "Berkas “{name}” memuat {objectives} sasaran, {indicators} indikator, dan {programmes} program; satu perjanjian paling banyak {most} dari masing-masing. Pisahkan Perjanjian Kinerja yang dimaksud ke berkas sendiri.",
    "document-without-table": "Berkas “{name}” memuat Perjanjian Kinerja, tetapi tabel lampirannya (sasaran, indikator, target) tidak ditemukan. Pastikan lampirannya ikut dan berupa tabel.",
    "document-other": "Berkas “{name}” tampaknya bukan Perjanjian Kinerja. Pilih berkas yang memuat pernyataan dan lampirannya.",
    "sheet-file-kind": "Isi berkas “{name}” bukan CSV, XLSX, XLS, atau ODS. Simpan sebagai salah satu dari keempatnya.",
    "agreement-json": "Data hasil bacaan ini tidak lengkap. Baca ulang dokumennya.",
}

PROBLEMS = {
    "year-unreadable": "Tahun perjanjian tidak terbaca.",
    "office-unreadable": "Nama kantor tidak terbaca dari kop surat.",
    "place-unreadable": "Tempat dan waktu penandatanganan tidak terbaca.",
    "party-unreadable": "Nama pihak ini tidak terbaca.",
    "name-spelled-differently": "Nama ditulis dua macam pada naskah: “{one}” dan “{other}”.",
    "place-differs": "Tempat penandatanganan ditulis dua macam: “{one}” dan “{other}”.",
    "date-differs": "Waktu penandatanganan ditulis dua macam: “{one}” dan “{other}”.",
    "nip-unreadable": "NIP “{said}” tidak terdiri atas 18 digit.",
    "objective-unreadable": "Sasaran untuk indikator ini tidak terbaca.",
    "target-unreadable": "Target “{raw}” tidak terbaca sebagai nilai.",
    "accumulation-differs": "Tipe perhitungan ini berbeda dari indikator lain yang rumusnya serupa. Pastikan bukan salah tulis.",
    "targets-unpaired": "Ada {targets} target untuk {indicators} indikator pada baris yang sama. Pasangkan sendiri.",
    "explanations-unpaired": "Ada {found} formulasi yang tidak jelas indikatornya. Periksa penjelasannya.",
    "amount-unreadable": "Anggaran “{said}” untuk {programme} tidak terbaca.",
}
