"""Sentences of the register of self-help groups."""

from janji.core.numbers import written
from janji.core.self_help import Condition, Lack, Lacking, Share, Undefined
from janji.kit.templatetags.kit import quarter

CONDITIONS = {
    Condition.VOLUNTARY: "pembentukan sukarela belum dinyatakan",
    Condition.MEMBERS: "anggota kurang dari 5 orang",
    Condition.WOMEN: "perempuan kurang dari 30 %",
    Condition.POOR: "ada anggota yang tidak tercantum pada daftar warga miskin",
    Condition.BOOKS: "pembukuan belum memadai",
    Condition.LIABILITY: "tanggung renteng tertulis belum ada",
    Condition.TRAINING: "anggota belum dilatih",
    Condition.SAVING: "belum menabung 3 bulan berturut-turut",
}

LACKS = {
    Lack.RECORDS: "kegiatan {quarter} belum tercatat",
    Lack.OFFICERS: "pengurus belum diketahui: {posts}",
    Lack.OVERDUE: "angsuran pokok Rp {amount} menunggak terlalu lama",
}

UNDEFINED = {
    Undefined.NO_GROUPS: "tidak dapat dihitung: belum ada KSM",
    Undefined.NO_MEMBERS: "tidak dapat dihitung: belum ada anggota",
    Undefined.NOTHING_OUTSTANDING: "tidak dapat dihitung: tidak ada saldo pinjaman",
    Undefined.NOTHING_DUE: "tidak dapat dihitung: belum ada angsuran jatuh tempo",
    Undefined.NO_BORROWERS: "tidak dapat dihitung: tidak ada peminjam",
}


def quarter_said(year: int, place: int) -> str:
    """`TW III 2019`."""
    return f"{quarter(place)} {year}"


def lack_said(one: Lacking) -> str:
    """One thing that a group lacks, in words."""
    when = quarter_said(*one.quarter) if one.quarter else ""
    return LACKS[one.what].format(
        quarter=when, posts=", ".join(one.posts), amount=written(one.amount, 0)
    )


def share_said(share: Share) -> str:
    """A share in percent, or why there is none."""
    if share.reason is not None:
        return UNDEFINED[share.reason]
    return f"{written(share.percent or 0, 2)}\u00a0%"


REFUSALS = {
    "ksm-not-of-village": "KSM dan UPK dicatat pada desa atau kelurahan; {office} bukan salah satunya. Pilih desanya.",
    "ksm-known": "{name} sudah ada di {office}. Buka KSM itu, atau tulis nama yang lain.",
    "ksm-name-empty": "Tulis namanya.",
    "ksm-day-ahead": "Tanggal {day} belum tiba. Tulis tanggal yang sudah lewat atau hari ini.",
    "ksm-reason-missing": "Tulis alasannya, agar orang lain memahaminya nanti.",
    "ksm-evidence-missing": "Tulis buktinya: berita acara, kuitansi, foto, atau tempat bukunya disimpan.",
    "ksm-before-formed": "KSM ini baru dibentuk {day}. Periksa tanggalnya.",
    "ksm-closed": "{name} ditutup sejak {day}. Buka kembali dahulu bila hidup lagi.",
    "ksm-closed-before": "KSM ini dibuka kembali {day}; penutupan berikutnya tidak dapat lebih awal. Periksa tanggalnya.",
    "ksm-minutes-missing": "KSM hanya ditutup dengan berita acara BKM. Tulis nomornya.",
    "ksm-open-already": "{name} sudah dibuka kembali.",
    "ksm-opened-before": "KSM ini ditutup {day}; pembukaan kembali tidak dapat lebih awal. Periksa tanggalnya.",
    "ksm-grant-half": "Tulis dana bantuan dan belanja fisik keduanya, atau kosongkan keduanya.",
    "ksm-capital-differs": "Modal {capital} tidak cocok: dana bantuan {grant} dikurangi belanja fisik {works} adalah {left}. Periksa angkanya.",
    "ksm-member-known": "{name} sudah menjadi anggota KSM ini. Buka datanya, atau tulis orang lain.",
    "ksm-days-reversed": "Tanggal ini bertentangan dengan hari pertamanya, {first}. Periksa keduanya.",
    "ksm-ended-already": "Ini sudah berakhir pada {day}.",
    "ksm-post-held": "{post} masih dijabat {holder}. Akhiri jabatannya dahulu.",
    "ksm-months-missing": "Tulis berapa bulan KSM sudah menabung berturut-turut.",
    "ksm-months-many": "Jangka waktu paling sedikit satu bulan dan paling lama {most} bulan. Periksa angkanya.",
    "ksm-loan-missing": "Pilih pinjaman yang diangsur.",
    "ksm-loan-known": "Pinjaman {number} sudah tercatat pada KSM ini. Tulis nomor yang lain.",
    "ksm-amount-unfit": "{kind} dicatat tanpa rupiah. Kosongkan jumlahnya, atau pilih jenis yang lain.",
    "ksm-amount-missing": "Tulis jumlah rupiahnya, lebih dari nol.",
    "ksm-withdrawn-already": "Catatan ini sudah dibatalkan.",
    "ksm-paid-before-lent": "Pinjaman ini baru cair {day}. Periksa tanggal angsurannya.",
    "ksm-paid-too-much": "Angsuran pokok {paid} melebihi sisanya: pokok {principal} dikurangi yang sudah diangsur {before} adalah {left}. Periksa jumlahnya.",
    "ksm-savings-below": "Simpanan akan kurang {short}: yang ditarik lebih banyak daripada yang disetor sampai hari itu. Periksa jumlah dan tanggalnya.",
    "ksm-persons-missing": "Tulis untuk berapa orang pinjaman ini.",
    "ksm-persons-many": "Anggota pada hari itu {members} orang. Periksa jumlah pemanfaatnya.",
    "ksm-due-before-lent": "Angsuran pertama jatuh sesudah hari cair, {day}. Periksa tanggalnya.",
    "ksm-not-eligible": "Belum memenuhi syarat pinjaman bergulir: {unmet}. Lengkapi syaratnya, atau tulis dasar pengecualiannya.",
    "ksm-above-first-stage": "Pinjaman pertama untuk {persons} orang paling banyak {most} ({each} per orang). Kurangi, atau tulis dasar pengecualiannya.",
    "ksm-month-missing": "Tulis posisi rekapnya: hari terakhir bulan yang tertulis pada judul lembar.",
    "ksm-loan-paid-on": "Pinjaman ini sudah diangsur. Batalkan angsurannya dahulu bila memang salah catat.",
}

PROBLEMS = {
    "ksm-village-unknown": "Tidak ada desa “{said}” di kantor ini. Tulis namanya atau kodenya seperti pada lembar Nama desa.",
    "ksm-cell-empty": "Sel ini wajib diisi. Lengkapi, lalu baca lagi.",
    "ksm-cell-long": "Isi sel ini lebih panjang daripada {most} huruf. Ringkas, lalu baca lagi.",
    "ksm-cell-day": "“{said}” bukan tanggal yang sudah lewat. Tulis seperti 14-08-2019.",
    "ksm-cell-amount": "“{said}” bukan rupiah bulat. Tulis seperti 1.250.000.",
    "ksm-cell-before-formed": "KSM ini baru dibentuk {formed}. Periksa tanggalnya.",
    "ksm-cell-closed": "KSM ini ditutup sejak {closed}. Buka kembali dahulu bila hidup lagi.",
    "ksm-cell-money": "{kind} dicatat tanpa rupiah. Kosongkan jumlahnya.",
    "ksm-unknown": "KSM “{said}” tidak ada di {village}. Tulis namanya seperti pada register, atau tambahkan pada lembar KSM.",
    "ksm-kind-unknown": "Jenis “{said}” tidak dikenal. Tulis Ekonomi, Infrastruktur, atau Sosial.",
    "ksm-sex-unknown": "“{said}” bukan jenis kelamin. Tulis L atau P.",
    "ksm-answer-unknown": "“{said}” bukan jawaban. Tulis Ya atau Tidak.",
    "ksm-post-unknown": "Jabatan “{said}” tidak dikenal. Tulis Ketua, Sekretaris, Bendahara, atau kosongkan.",
    "ksm-post-taken": "{said} KSM ini sudah ada. Akhiri jabatannya dahulu, atau kosongkan sel ini.",
    "ksm-nik-unreadable": "NIK terdiri dari 16 angka. Periksa, atau kosongkan.",
    "ksm-record-unknown": "Kegiatan “{said}” tidak dikenal. Tulis Pertemuan, Simpanan, atau Pekerjaan; angsuran masuk lewat rekap UPK.",
    "ksm-loan-none": "{said} tidak mempunyai pinjaman yang berjalan pada bulan ini. Catat pinjamannya dahulu di halaman KSM.",
    "ksm-loans-many": "{said} mempunyai lebih dari satu pinjaman berjalan. Tulis nomor pinjamannya.",
    "ksm-row-twice": "Pinjaman {said} sudah ada pada baris sebelumnya. Gabungkan barisnya.",
    "ksm-month-differs": "Realisasi {paid} tidak cocok: register sudah mencatat {recorded} pada bulan ini. Betulkan salah satunya.",
    "ksm-paid-above": "Realisasi {paid} melebihi sisa pinjaman pada register, {left}. Periksa angkanya.",
    "ksm-balance-differs": "Saldo {balance} tidak cocok: sisa {left} dikurangi realisasi {paid} adalah {result}. Periksa angkanya.",
    "ksm-due-differs": "Target angsuran {due} tidak cocok: jadwal bulan ini {month}. Periksa angkanya.",
    "ksm-arrears-differ": "Tunggakan {arrears} tidak cocok: jatuh tempo {due} dikurangi terbayar {paid} adalah {result}. Periksa angkanya.",
    "ksm-total-differs": "Jumlah {told} tidak cocok: baris di atasnya berjumlah {added}. Periksa angkanya.",
}

DEEDS = {
    "set-finance-unit": "menetapkan data BKM dan UPK",
    "add-self-help-group": "menambah KSM",
    "correct-self-help-group": "membetulkan data KSM",
    "close-self-help-group": "menutup KSM",
    "reopen-self-help-group": "membuka kembali KSM",
    "add-group-member": "menambah anggota KSM",
    "correct-group-member": "membetulkan data anggota KSM",
    "end-group-member": "mengakhiri keanggotaan KSM",
    "appoint-group-officer": "mencatat pengurus KSM",
    "end-group-officer": "mengakhiri jabatan pengurus KSM",
    "state-requirement": "mencatat syarat pinjaman",
    "end-requirement": "mengakhiri syarat pinjaman",
    "add-group-record": "mencatat kegiatan KSM",
    "correct-group-record": "membetulkan kegiatan KSM",
    "withdraw-group-record": "membatalkan kegiatan KSM",
    "lend-to-group": "mencatat pinjaman KSM",
    "withdraw-loan": "membatalkan pinjaman KSM",
}
