"""Indonesian sentences for the states, refusals and gaps of an agreement."""

from janji.core.agreement import Accumulation, TargetKind
from janji.core.agreement_life import State

STATES = {
    State.DRAFT: ("none", "Draf"),
    State.SIGNED_BY_FIRST: ("warn", "Menunggu Pihak Kedua"),
    State.IN_FORCE: ("good", "Berlaku"),
}

ACCUMULATIONS = {
    Accumulation.CUMULATIVE: "Kumulatif",
    Accumulation.NON_CUMULATIVE: "Non kumulatif",
}

TARGET_KINDS = {
    TargetKind.NUMBER: "angka",
    TargetKind.PERCENT: "persen",
    TargetKind.COUNT: "jumlah",
    TargetKind.MONEY: "rupiah",
    TargetKind.GRADE: "predikat",
    TargetKind.OPINION: "opini",
    TargetKind.LEVEL: "level",
    TargetKind.SHARE: "bagian dari jumlah",
    TargetKind.NONE: "tidak ada target",
}

DEEDS = {
    "read-document": "membaca dokumen",
    "store-reading": "menyimpan hasil bacaan",
    "discard-reading": "membuang hasil bacaan",
    "draft-agreement": "membuat draf",
    "rewrite-draft": "mengubah naskah",
    "set-measuring-plans": "mengatur cara ukur dan target triwulan",
    "sign-agreement": "menandatangani",
    "return-agreement": "mengembalikan ke draf",
    "delete-draft": "menghapus draf",
}

REFUSALS = {
    "deed-not-now": "Perjanjian ini sudah berpindah keadaan sehingga langkah itu tidak dapat dilakukan lagi. Muat ulang halamannya.",
    "door-closed": "Langkah itu tidak terbuka bagi Anda sekarang: perjanjian ini {state}. Muat ulang halaman perjanjian untuk melihat langkah yang tersedia.",
    "not-a-draft": "Perjanjian ini sudah ditandatangani sehingga naskahnya tidak dapat diubah. Kembalikan ke draf dahulu bila Pihak Kedua belum menandatangani.",
    "agreement-exists": "{org_unit} sudah mempunyai perjanjian tahun {year} (perubahan ke-{revision}). Buka perjanjian itu, atau isi nomor perubahan yang lain.",
    "too-many-rows": "Satu perjanjian memuat paling banyak {most} sasaran, {most} indikator, dan {most} program. Kembali ke halaman sebelumnya, lalu hapus baris yang tidak perlu.",
    "year-missing": "Tahun perjanjian belum diisi. Isi tahunnya, misalnya 2019.",
    "agreement-incomplete": "Perjanjian belum dapat ditandatangani: masih ada {count} hal yang harus dilengkapi. Daftarnya ada di halaman perjanjian.",
    "separate-people": "Pihak Pertama dan Pihak Kedua harus dua orang yang berbeda. Akun Anda sudah menandatangani perjanjian ini.",
    "reading-done": "Dokumen “{name}” sudah selesai diperiksa. Tidak ada yang diubah.",
    "version-frozen": "Cara ukur indikator ini sudah dibekukan oleh perjanjian yang ditandatangani. Buat perubahan perjanjian untuk mengubahnya.",
}

PROBLEMS = {
    "place-missing": "Tempat penandatanganan belum diisi.",
    "date-missing": "Waktu penandatanganan belum diisi.",
    "party-name-missing": "Nama {party} belum diisi.",
    "party-position-missing": "Jabatan {party} belum diisi.",
    "nip-missing": "NIP Pihak Pertama belum diisi.",
    "no-objective": "Belum ada sasaran. Tambahkan sedikitnya satu sasaran dengan indikatornya.",
    "objective-without-indicator": "Sasaran “{objective}” belum mempunyai indikator.",
    "formula-missing": "Indikator “{indicator}”: formulasi belum diisi.",
    "accumulation-missing": "Indikator “{indicator}”: tipe perhitungan belum dipilih.",
    "source-missing": "Indikator “{indicator}”: sumber data belum diisi.",
    "target-missing": "Indikator “{indicator}”: target tahun belum terbaca.",
    "share-target": "Indikator “{indicator}”: target “{raw}” berupa bagian dari jumlah. Tulis sebagai satu angka, misalnya 90,91%.",
    "year-end-missing": "Indikator “{indicator}”: cara menghitung nilai setahun belum dipilih.",
    "quarters-missing": "Indikator “{indicator}”: target triwulan belum lengkap.",
    "path-misses-target": "Indikator “{indicator}”: target triwulan menghasilkan {reached}, bukan target tahun {promised}.",
    "range-missing": "Indikator “{indicator}”: batas bawah dan batas atas rentang belum diisi.",
    "no-programme": "Belum ada program dan anggaran.",
    "amount-missing": "Anggaran program “{programme}” belum terbaca.",
    "programme-missing": "Program “{programme}” dengan anggaran {amount} ada pada anggaran yang ditetapkan, tetapi tidak pada perjanjian ini.",
    "programme-not-budgeted": "Program “{programme}” tidak ada pada anggaran yang ditetapkan. Samakan namanya atau keluarkan programnya.",
    "programme-amount-differs": "Anggaran program “{programme}” {promised}, tidak sama dengan anggaran yang ditetapkan {budgeted}.",
    "total-disagrees": "Jumlah anggaran tercetak {printed} tidak sama dengan jumlah program {computed}.",
}
