"""Indonesian sentences for the states, refusals and gaps of an agreement."""

from janji.core.agreement import Accumulation, TargetKind
from janji.core.agreement_changes import reasons
from janji.core.agreement_life import State
from janji.core.reading_habits import HabitKind

STATES = {
    State.DRAFT: ("none", "Draf"),
    State.PROPOSED: ("warn", "Menunggu Pihak Pertama"),
    State.SIGNED_BY_FIRST: ("warn", "Menunggu Pihak Kedua"),
    State.IN_FORCE: ("good", "Berlaku"),
    State.SUPERSEDED: ("none", "Digantikan perubahan"),
    State.ENDED: ("none", "Berakhir"),
}

REASONS = {reason: text.title for reason, text in reasons().items()}

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

HABIT_KINDS = {
    HabitKind.OFFICE: "nama kantor",
    HabitKind.NAME: "nama pihak",
    HabitKind.TEXT: "teks",
    HabitKind.UNIT: "satuan",
    HabitKind.TARGET: "tulisan target",
}

DEEDS = {
    "read-document": "membaca dokumen",
    "store-reading": "menyimpan hasil bacaan",
    "discard-reading": "membuang hasil bacaan",
    "restore-reading": "mengembalikan hasil bacaan",
    "learn-habit": "membuat Janji mengingat koreksi hasil bacaan",
    "forget-habit": "membuat Janji melupakan koreksi hasil bacaan",
    "draft-agreement": "membuat draf",
    "rewrite-draft": "mengubah naskah",
    "set-measuring-plans": "mengatur cara ukur dan target triwulan",
    "note-budget-day": "mencatat tanggal pengesahan anggaran",
    "propose-agreement": "mengajukan untuk ditandatangani",
    "sign-agreement": "menandatangani",
    "supersede-agreement": "menggantikannya dengan perubahan",
    "revise-agreement": "menyusun perubahan perjanjian",
    "end-agreement": "mengakhiri perjanjian",
    "draft-complement": "menyusun perjanjian pelengkap",
    "return-agreement": "mengembalikan ke draf",
    "delete-draft": "menghapus draf",
}

REFUSALS = {
    "deed-not-now": "Perjanjian ini sudah berpindah keadaan sehingga langkah itu tidak dapat dilakukan lagi. Muat ulang halamannya.",
    "door-closed": "Langkah itu tidak terbuka bagi Anda sekarang: perjanjian ini {state}. Muat ulang halaman perjanjian untuk melihat langkah yang tersedia.",
    "not-a-draft": "Perjanjian ini sudah diajukan atau ditandatangani sehingga naskahnya tidak dapat diubah. Kembalikan ke draf dahulu bila Pihak Kedua belum menandatangani; sesudah itu susun perubahan perjanjian.",
    "only-parties-return": "Pihak Pertama sudah menandatangani. Hanya salah satu pihak yang dapat mengembalikan perjanjian ini ke draf.",
    "year-has-agreement": "{org_unit} sudah mempunyai perjanjian yang ditandatangani kedua pihak untuk tahun {year}. Buka perjanjian itu lalu pilih Susun perubahan, atau perjanjian pelengkap bila sudah berakhir.",
    "another-in-force": "Perjanjian lain {org_unit} tahun {year} masih berlaku. Perjanjian ini baru dapat diajukan atau ditandatangani bila yang lain itu berakhir.",
    "revised-is-over": "Perjanjian yang hendak diubah sudah tidak berlaku, sehingga perubahan ini tidak dapat ditandatangani. Hapus draf perubahan ini.",
    "reason-unlawful": "Perjanjian hanya dapat diubah karena pergantian pejabat, perubahan strategi atau anggaran, atau perubahan prioritas atau asumsi (PermenPANRB 53/2014). Pilih salah satunya.",
    "change-under-way": "Perubahan atau perjanjian pelengkap dari perjanjian ini sudah disusun. Selesaikan atau hapus yang itu dahulu.",
    "basis-day-ahead": "Tanggal dokumen dasar tidak boleh sesudah hari ini. Periksa tanggalnya.",
    "approval-still-ahead": "Tanggal pengesahan tidak boleh sesudah hari ini. Periksa tanggalnya.",
    "approval-far-off": "Tanggal pengesahan terlalu jauh dari tahun {year}. Periksa tahunnya.",
    "end-outside-year": "Hari terakhir harus antara {first} dan akhir tahun perjanjian, dan tidak sesudah hari ini. Periksa tanggalnya.",
    "not-ended": "Perjanjian pelengkap hanya melengkapi perjanjian yang sudah berakhir. Akhiri perjanjian pejabat sebelumnya dahulu.",
    "start-outside-year": "Hari pertama pejabat baru harus antara {first} dan akhir tahun perjanjian. Periksa tanggalnya.",
    "agreement-exists": "{org_unit} sudah mempunyai perjanjian tahun {year} (perubahan ke-{revision}). Buka perjanjian itu, atau isi nomor perubahan yang lain.",
    "too-many-rows": "Satu perjanjian memuat paling banyak {most} sasaran, {most} indikator, dan {most} program. Kembali ke halaman sebelumnya, lalu hapus baris yang tidak perlu.",
    "year-missing": "Tahun perjanjian belum diisi. Isi tahunnya, misalnya 2019.",
    "agreement-incomplete": "Perjanjian belum dapat diajukan atau ditandatangani: masih ada {count} hal yang harus dilengkapi. Daftarnya ada di halaman perjanjian.",
    "separate-people": "Pihak Pertama dan Pihak Kedua harus dua orang yang berbeda. Akun Anda sudah menandatangani perjanjian ini.",
    "reading-done": "Hasil bacaan “{name}” sudah berpindah keadaan. Tidak ada yang diubah; buka lagi halamannya.",
    "version-frozen": "Cara ukur indikator ini sudah dibekukan oleh perjanjian yang ditandatangani. Buat perubahan perjanjian untuk mengubahnya.",
}

PROBLEMS = {
    "habit-applied": "Naskah menulis “{said}”. Diisi dari koreksi {by} pada {on}; periksa apakah berlaku juga di sini.",
    "place-missing": "Tempat penandatanganan belum diisi.",
    "date-missing": "Waktu penandatanganan belum diisi.",
    "party-name-missing": "Nama {party} belum diisi.",
    "party-position-missing": "Jabatan {party} belum diisi.",
    "nip-missing": "NIP Pihak Pertama belum diisi.",
    "no-objective": "Belum ada sasaran. Tambahkan sedikitnya satu sasaran dengan indikatornya.",
    "objective-without-indicator": "Sasaran “{objective}” belum mempunyai indikator.",
    "formula-missing": "Indikator “{indicator}”: formulasi belum diisi.",
    "accumulation-missing": "Indikator “{indicator}”: tipe perhitungan belum dipilih.",
    "owner-missing": "Indikator “{indicator}”: penanggung jawab data belum diisi.",
    "complement-misses-year": "Indikator “{indicator}”: target harus {remaining}, yaitu sisa target tahun, supaya kedua perjanjian bersama-sama menghasilkan target tahun.",
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

CODES = {
    "agreements.agreement.state": {state.value: said for state, (_, said) in STATES.items()},
    "agreements.agreement.role": {"first": "Pihak Pertama", "second": "Pihak Kedua"},
    "agreements.readinghabit.kind": {kind.value: said for kind, said in HABIT_KINDS.items()},
}
"""What codes of the audit chain are called in its history."""

FACTS = {
    "budget_approved_on": "anggaran disahkan",
    "date_text": "waktu penandatanganan",
    "indicators": "indikator",
    "meant": "maksud",
    "objectives": "sasaran",
    "printed": "tulisan naskah",
    "programmes": "program",
    "order": "urutan indikator",
}
"""What facts of the audit chain are called beside their values."""
