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
    "ksm-loan-paid-on": "Pinjaman ini sudah diangsur. Batalkan angsurannya dahulu bila memang salah catat.",
}

PROBLEMS: dict[str, str] = {}

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
