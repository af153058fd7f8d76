"""Sentences of the register of planning forums and their proposals."""

from janji.core.attendance import AttendingRole, Check
from janji.core.musrenbang import ProposalState

ROLES = {AttendingRole.CHAIR: "Ketua", AttendingRole.DELEGATE: "Wakil"}

CHECKS = {
    Check.WAITING: ("warn", "menunggu pemeriksaan"),
    Check.CONFIRMED: ("good", "sudah diperiksa"),
    Check.SET_ASIDE: ("bad", "disisihkan"),
}

STATE_TONES = {
    ProposalState.PROPOSED: "none",
    ProposalState.VERIFYING: "warn",
    ProposalState.ACCEPTED: "good",
    ProposalState.TURNED_DOWN: "bad",
    ProposalState.PRIORITISED: "good",
    ProposalState.AGENCY_FORUM: "warn",
    ProposalState.WORK_PLAN: "good",
    ProposalState.BUDGET: "good",
    ProposalState.LEFT_OUT: "bad",
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
    "list-image-missing": "Pilih berkas pindaiannya dahulu.",
    "check-in-hours": "Halaman kehadiran dibuka 1 sampai {most} jam. Pilih lama di antaranya.",
    "check-in-too-late": "Forum ini diadakan {day}; kehadiran dengan QR hanya dibuka pada hari itu atau sehari sesudahnya. Catat dari daftar hadirnya.",
    "check-in-open": "Halaman kehadiran forum ini sudah terbuka. Pakai kode QR yang tampak.",
    "check-in-closed": "Halaman kehadiran ini sudah ditutup. Laporkan kehadiran Anda kepada petugas di meja.",
    "check-in-crowded": "Terlalu banyak yang masuk sekaligus. Tunggu satu menit, atau laporkan kehadiran Anda kepada petugas di meja.",
    "arrival-settled": "{name} sudah diputuskan petugas lain. Muat ulang halamannya.",
    "proposal-known": "Usulan “{title}” di tempat yang sama sudah tercatat untuk {year}. Buka usulan itu.",
    "proposal-day-ahead": "Tanggal {day} belum tiba. Catat sesudah terjadi.",
    "proposal-year-unfit": "Usulan dibuat untuk tahun yang sama sampai dua tahun sesudahnya; {year} tidak termasuk. Periksa tahunnya.",
    "proposal-struck": "Usulan “{title}” sudah dicoret.",
    "proposal-move": "Dari keadaannya sekarang usulan ini tidak dapat berpindah ke sana. Muat ulang halamannya.",
    "proposal-day-before": "Keadaan sekarang berlaku sejak {since}; langkah berikutnya tidak lebih awal. Periksa tanggalnya.",
    "proposal-reason-missing": "Tulis alasannya, agar pengusul memahaminya.",
    "proposal-first-step": "Usulan ini baru diusulkan; belum ada langkah yang dapat ditarik.",
    "proposal-file-missing": "Pilih berkasnya dahulu.",
    "proposal-not-scored-now": "Usulan “{title}” dinilai sejak diverifikasi sampai menjadi prioritas kecamatan. Periksa keadaannya.",
    "proposal-not-ranked": "Usulan “{title}” belum diterima, sehingga belum diurutkan. Putuskan dahulu.",
    "nothing-to-carry-over": "Tidak ada usulan terpilih yang dapat diusulkan lagi untuk {year}: sudah dijawab, sudah dibawa, atau sudah ada.",
    "weights-not-positive": "Isi paling sedikit satu kriteria; setiap bobot lebih besar daripada nol.",
    "weights-sum": "Jumlah bobot {found}; seharusnya tepat 1 atau 100. Sesuaikan bobotnya.",
    "criteria-in-use": "Kriteria {year} sudah dipakai menilai, sehingga tidak berubah lagi.",
    "criteria-alike": "Dua kriteria bernama sama. Bedakan namanya.",
    "score-unfit": "Nilai adalah angka bulat {least} sampai {most}.",
    "scores-incomplete": "Isi nilai setiap kriteria. Bila kriterianya belum ada, tetapkan dahulu.",
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
    "proposal-cell-empty": "Sel ini wajib diisi. Lengkapi, lalu baca lagi.",
    "proposal-text-long": "Isi sel ini lebih panjang daripada {most} huruf. Ringkas, lalu baca lagi.",
    "proposal-village-unknown": "Tidak ada desa “{said}” di kantor ini. Tulis namanya atau kodenya.",
    "proposal-village-missing": "Usulan ini tanpa desa. Isi kolom Desa, atau impor lembarnya dari halaman desa itu.",
    "proposal-year-unreadable": "Tahun rencana “{said}” tidak terbaca. Tulis seperti 2020, atau pilih tahun saat mengimpor.",
    "proposal-year-other": "Rencana {said} tidak dapat diusulkan pada {day}. Isi kolom Tanggal dengan hari diusulkan, atau perbaiki tahunnya.",
    "proposal-day-unreadable": "“{said}” bukan tanggal yang sudah lewat. Tulis seperti 22-01-2019.",
    "proposal-number-unreadable": "“{said}” bukan angka yang wajar. Tulis angkanya saja, misalnya 120 atau 1,5.",
    "proposal-place-unreadable": "RT/RW “{said}” tidak terbaca. Tulis seperti 03/02 atau RT 3 RW 2.",
    "proposal-kind-unknown": "“{said}” tidak dikenal. Tulis Fisik atau Nonfisik.",
}

DEEDS = {
    "add-forum": "mencatat forum musrenbang",
    "correct-forum": "membetulkan catatan forum",
    "enter-attendance": "mencatat kehadiran",
    "settle-list": "memeriksa daftar hadir",
    "strike-attendance": "mencoret kehadiran",
    "add-images": "melampirkan pindaian daftar hadir",
    "open-check-in": "membuka kehadiran dengan QR",
    "close-check-in": "menutup kehadiran dengan QR",
    "arrive": "menyatakan hadir lewat kode QR",
    "confirm-arrival": "membenarkan kehadiran",
    "turn-down-arrival": "menolak pernyataan hadir",
    "add-proposal": "mencatat usulan",
    "correct-proposal": "membetulkan usulan",
    "move-proposal": "mencatat langkah usulan",
    "retract-step": "menarik langkah usulan",
    "strike-proposal": "mencoret usulan",
    "add-proposal-files": "melampirkan berkas usulan",
    "carry-over-proposal": "mengusulkan lagi usulan tahun lalu",
    "set-criteria": "menetapkan kriteria usulan",
    "score-proposal": "menilai usulan",
    "place-proposal": "mengatur urutan usulan",
}

CODES = {
    "musrenbang.paperlist.check_state": {one.value: said for one, (_, said) in CHECKS.items()},
}
"""What codes of the audit chain are called in its history."""

FACTS = {
    "check_state": "pemeriksaan",
    "state_since": "sejak",
}
"""What facts of the audit chain are called beside their values."""
