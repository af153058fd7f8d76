"""Sentences of the Linmas register."""

from janji.core.linmas import AgeState, Education, Issuer

AGE_STATES = {
    AgeState.UNKNOWN: ("none", "tanggal lahir tidak diketahui"),
    AgeState.WITHIN: ("good", "dalam batas usia"),
    AgeState.NEAR: ("warn", "segera berusia 60"),
    AgeState.PAST_USUAL: ("bad", "lewat usia 60"),
    AgeState.EXTENDED: ("good", "diperpanjang"),
    AgeState.PAST_LONGEST: ("bad", "lewat usia 65"),
}
"""Tone and words."""

AGE_ADVICE = {
    AgeState.UNKNOWN: "Isi tanggal lahir dengan pembetulan, agar batas usia terpantau.",
    AgeState.NEAR: "Siapkan SK perpanjangan sampai usia 65, atau SK pemberhentian.",
    AgeState.PAST_USUAL: "Keanggotaan berakhir pada usia 60. Catat SK perpanjangan, atau catat berhentinya.",
    AgeState.PAST_LONGEST: "Perpanjangan paling lama sampai usia 65. Catat berhentinya.",
}

SCHOOLS = {
    Education.PRIMARY.value: "tamat SD",
    Education.LOWER_SECONDARY.value: "tamat SLTP",
}
ISSUERS = {
    Issuer.VILLAGE_HEAD.value: "kepala desa",
    Issuer.DISTRICT_HEAD.value: "camat atas nama bupati",
    Issuer.REGENT.value: "bupati",
    Issuer.POLICE_HEAD.value: "kepala Satpol PP atas nama bupati",
}

SQUADS_IN_SHORT = {
    "readiness": "Kesiapsiagaan",
    "security": "Pengamanan",
    "first_aid": "Pertolongan",
    "rescue": "Penyelamatan",
    "kitchen": "Dapur umum",
}

CORRECTED = {
    "name": "nama",
    "nik": "NIK",
    "sex": "jenis kelamin",
    "born_on": "tanggal lahir",
    "education": "pendidikan",
    "squad": "regu",
    "post": "jabatan",
    "card_number": "nomor KTA",
    "starts_on": "mulai",
    "ends_on": "berhenti",
}

REFUSALS = {
    "member-needs-village": "{office} bukan desa, kelurahan, atau kecamatan. Pilih desa anggotanya.",
    "member-known": "{name} sudah ada pada daftar {village} dengan NIK atau nama dan tanggal lahir yang sama. Buka catatannya, jangan dicatat dua kali.",
    "member-ended": "{name} sudah berhenti pada {day}. Betulkan tanggal berhentinya dahulu bila keliru.",
    "end-before-start": "Berhenti tidak dapat lebih awal daripada mulai, {day}. Periksa tanggalnya.",
    "end-not-corrected": "Anggota ini belum berhenti. Pakai “Catat berhenti”.",
    "birth-after-start": "Tanggal lahir harus lebih awal daripada mulai menjadi anggota. Periksa keduanya.",
    "linmas-day-ahead": "Tanggal ini belum terjadi. Periksa tahunnya.",
    "linmas-nothing-corrected": "Tidak ada yang berubah. Ubah isian yang salah, lalu simpan.",
    "decree-until-before-from": "SK tidak dapat berakhir sebelum berlaku, {day}. Periksa tanggalnya.",
    "extension-needs-end": "Isi sampai kapan perpanjangan berlaku.",
    "extension-too-long": "Perpanjangan paling lama sampai sehari sebelum usia {age} tahun, {day}.",
    "decree-withdrawn-already": "SK {number} sudah ditarik. Muat ulang halamannya.",
    "event-not-cancelled": "Kegiatan ini tidak dibatalkan. Muat ulang halamannya.",
    "restore-reason-missing": "Tulis mengapa pembatalannya ditarik.",
    "results-need-training": "Nilai dan sertifikat hanya untuk pelatihan. Betulkan dahulu jenis kegiatannya bila keliru.",
    "result-without-attendance": "Ada nilai bagi yang tidak tercatat hadir dari {village}. Muat ulang halamannya.",
    "score-outside": "Nilai {name} harus antara 0 dan {most}.",
    "event-files-too-many": "Satu kegiatan paling banyak {most} berkas. Tarik dahulu yang tidak perlu.",
    "event-file-withdrawn": "Berkas ini sudah ditarik. Muat ulang halamannya.",
    "event-cancelled": "Kegiatan ini sudah dibatalkan, jadi tidak dapat diubah. Bila keliru, tarik dahulu pembatalannya.",
    "attendee-not-member": "Ada yang dicentang tetapi bukan anggota {village} pada {day}. Muat ulang halamannya.",
    "attendance-settled": "Kehadiran ini sudah diputuskan. Muat ulang halamannya.",
}

PROBLEMS = {
    "satlinmas-without-head": "Belum ada kepala Satlinmas.",
    "satlinmas-without-leader": "Belum ada kepala pelaksana.",
    "task-force-without-head": "Satgas belum mempunyai kepala.",
    "task-force-small": "Satgas beranggota {count}, paling sedikit {least}.",
    "squad-without-commander": "Regu {squad} tanpa komandan.",
    "squad-small": "Regu {squad} beranggota {count}, paling sedikit {least}.",
    "member-young": "Belum berusia {age} tahun ketika diangkat; hanya boleh bila sudah menikah ({source}).",
    "member-schooling": "Pendidikannya di bawah yang diminta, {least} ({source}).",
    "member-issuer": "SK desa atau kelurahan ini biasanya ditetapkan {usual} ({source}). Periksa penandatangannya.",
    "linmas-village-missing": "Desa kosong. Tulis nama atau kode desanya.",
    "linmas-village-unknown": "“{said}” tidak menyebut tepat satu desa di wilayah ini. Tulis nama atau kodenya seperti pada lembar “Nama desa”.",
    "linmas-name-missing": "Nama kosong. Isi namanya.",
    "linmas-too-long": "Isi sel ini terlalu panjang. Paling banyak {most} huruf.",
    "linmas-nik-as-number": "NIK tersimpan sebagai angka, sehingga digit terakhirnya hilang. Tulis ulang sebagai teks, atau kosongkan.",
    "linmas-nik-unreadable": "NIK tidak terdiri atas 16 digit. Betulkan, atau kosongkan.",
    "linmas-sex-unreadable": "“{said}” tidak terbaca sebagai jenis kelamin. Tulis L atau P.",
    "linmas-date-unreadable": "“{said}” tidak terbaca sebagai tanggal. Tulis seperti 14-01-2019.",
    "linmas-date-ahead": "“{said}” belum terjadi. Periksa tahunnya.",
    "linmas-date-missing": "Tanggal kosong. Isi seperti 14-01-2019.",
    "linmas-born-late": "Tanggal lahir “{said}” tidak lebih awal daripada mulai menjadi anggota. Periksa keduanya.",
    "linmas-education-unknown": "“{said}” tidak terbaca sebagai pendidikan. Tulis SD, SLTP, SLTA, Diploma, Sarjana, atau belum tamat SD.",
    "linmas-squad-unknown": "“{said}” tidak terbaca sebagai regu. Tulis seperti pada contoh, misalnya pengamanan.",
    "linmas-post-unknown": "“{said}” tidak terbaca sebagai jabatan. Tulis kepala Satlinmas, kepala pelaksana, komandan regu, atau anggota.",
    "linmas-issuer-unknown": "“{said}” tidak terbaca sebagai penanda tangan. Tulis kepala desa, camat, kepala Satpol PP, atau bupati.",
    "linmas-decree-missing": "Nomor SK kosong. Isi nomor keputusan pengangkatannya.",
    "linmas-twice-in-sheet": "Baris ini sama dengan baris {row}. Hapus salah satunya.",
    "linmas-event-missing": "Nama kegiatan kosong, padahal ada {count} kegiatan pada tanggal ini. Isi namanya.",
    "linmas-event-unknown": "Tidak ada kegiatan “{said}” pada {day}. Catat kegiatannya dahulu, atau samakan namanya.",
    "linmas-attendee-unknown": "Tidak ada anggota dengan NIK ini pada daftar hari itu. Yang bukan anggota tidak dihitung.",
    "linmas-attendee-unnamed": "Nama dan NIK kosong. Isi salah satunya.",
    "linmas-attendee-not-found": "“{said}” tidak ditemukan pada daftar {village} hari itu. Samakan namanya, atau pakai NIK.",
    "linmas-attendee-several": "Ada {count} anggota bernama “{said}” di {village}. Pakai NIK, atau centang pada halaman kegiatannya.",
}

DEEDS = {
    "add-member": "mencatat anggota Linmas",
    "correct-member": "membetulkan catatan anggota Linmas",
    "end-member": "mencatat anggota Linmas berhenti",
    "add-decree": "mencatat SK anggota Linmas",
    "withdraw-decree": "menarik SK anggota Linmas",
    "add-event": "mencatat kegiatan Linmas",
    "correct-event": "membetulkan kegiatan Linmas",
    "cancel-event": "membatalkan kegiatan Linmas",
    "restore-event": "menarik pembatalan kegiatan Linmas",
    "set-results": "mencatat nilai dan sertifikat pelatihan Linmas",
    "add-event-file": "menyimpan berkas kegiatan Linmas",
    "withdraw-event-file": "menarik berkas kegiatan Linmas",
    "set-attendance": "mencatat kehadiran kegiatan Linmas",
    "import-attendance": "mengimpor kehadiran kegiatan Linmas",
    "settle-attendance": "memastikan kehadiran Linmas",
}
