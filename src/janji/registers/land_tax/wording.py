"""Sentences of the land tax register."""

CONTRADICTIONS = {
    "land-tax-parts-differ": (
        "{paid} terbayar + {remaining} sisa = {total}, padahal ketetapannya {assessed} (selisih {difference})."
        " Periksa ketiga angka itu dengan lembar Bapenda."
    ),
    "land-tax-percent-differs": (
        "{paid} ÷ {assessed} = {found} %, padahal tertulis {printed} %. Salah satu angka ini keliru; periksa dengan lembar Bapenda."
    ),
    "land-tax-other-assessment": (
        "Pokok tertulis {printed}, padahal ketetapan yang berlaku {assessed} (selisih {difference})."
        " Perubahan ketetapan dicatat dahulu, dengan keputusan Bapenda."
    ),
    "land-tax-above-assessment": (
        "{paid} terbayar melampaui ketetapan {assessed} sebesar {above}. Tunggakan dan denda tidak termasuk pokok; periksa angkanya."
    ),
    "land-tax-bills-above": "{paid} SPPT lunas melampaui {bills} SPPT yang terbit. Periksa jumlahnya.",
    "land-tax-below-earlier": (
        "{paid} terbayar lebih kecil daripada posisi {day}, {other} (turun {difference})."
        " Betulkan dahulu posisi {day} dengan alasannya, atau periksa angka ini."
    ),
    "land-tax-bills-below-earlier": (
        "{paid} SPPT lunas lebih kecil daripada posisi {day}, {other} SPPT. Betulkan dahulu posisi itu, atau periksa angka ini."
    ),
    "land-tax-above-later": (
        "{paid} terbayar lebih besar daripada posisi sesudahnya, {day}: {other} (selisih {difference}). Periksa kedua angka itu."
    ),
    "land-tax-bills-above-later": (
        "{paid} SPPT lunas lebih besar daripada posisi sesudahnya, {day}: {other} SPPT. Periksa kedua angka itu."
    ),
    "land-tax-not-open": "{office} belum mempunyai ketetapan PBB {year} pada {day}. Isi ketetapannya dahulu.",
    "land-tax-recap-known": "Posisi {day} untuk {office} sudah tercatat. Betulkan posisi itu bila memang keliru.",
}
"""What a recap may not say, as a refusal on a form and as a problem of a sheet."""

PROBLEMS = {
    **CONTRADICTIONS,
    "land-tax-village-missing": "Nama desa kosong. Isi nama atau kode desanya.",
    "land-tax-village-unknown": "“{said}” tidak menyebut tepat satu desa di wilayah ini. Tulis nama atau kode desanya.",
    "land-tax-village-twice": "{village} sudah ada pada baris {row}. Satu desa satu baris.",
    "land-tax-year-missing": "{village} belum mempunyai ketetapan PBB {year} pada tanggal posisi. Isi ketetapannya dahulu.",
    "land-tax-amount-unreadable": "“{said}” tidak terbaca sebagai rupiah bulat. Tulis seperti 1.250.000.",
    "land-tax-count-unreadable": "“{said}” tidak terbaca sebagai jumlah. Tulis angka bulat.",
    "land-tax-percent-unreadable": "“{said}” tidak terbaca sebagai persen. Tulis seperti 28,63.",
    "land-tax-paid-missing": "Realisasi s.d. minggu ini kosong. Isi angkanya; bila belum ada pembayaran, tulis 0.",
    "land-tax-week-differs": (
        "{before} s.d. minggu lalu + {gain} minggu ini = {total}, padahal s.d. minggu ini tertulis {paid}. Periksa ketiga angka itu."
    ),
    "land-tax-other-bills": "SPPT tertulis {printed}, padahal ketetapan yang berlaku {bills} SPPT. Perubahan dicatat dahulu, dengan keputusan Bapenda.",
    "land-tax-other-before": "S.d. minggu lalu tertulis {printed}, padahal posisi {day} tercatat {other}. Betulkan yang keliru.",
    "land-tax-recap-differs": (
        "Posisi {day} untuk {village} sudah tercatat {other}, berbeda dari {paid} pada lembar. Betulkan posisi itu dengan alasannya bila memang keliru."
    ),
    "land-tax-total-differs": "Baris jumlah menulis {printed} pada kolom {column}, padahal jumlah baris di atasnya {total}.",
}

REFUSALS = {
    **CONTRADICTIONS,
    "land-tax-not-a-village": "{office} bukan desa atau kelurahan. PBB dicatat per desa.",
    "land-tax-year-open": "{office} sudah mempunyai ketetapan PBB {year}. Perubahannya dicatat pada halaman desa itu, dengan keputusan Bapenda.",
    "land-tax-outside-year": "Tanggal {day} tidak terletak dalam tahun pajak {year}. Pembayaran sesudah tahun itu adalah tunggakan dan dicatat Bapenda.",
    "land-tax-day-ahead": "Tanggal {day} belum terjadi. Periksa tanggalnya.",
    "land-tax-basis-missing": "Tulis keputusan Bapenda atau dokumen yang menjadi dasar angka ini.",
    "land-tax-reason-missing": "Tulis alasannya, agar yang membaca kemudian tahu mengapa angka ini berubah.",
    "land-tax-target-missing": "Dasarnya target anggaran, jadi isi jumlah targetnya.",
    "land-tax-nothing-changed": "Tidak ada yang berubah. Ubah angka yang keliru, lalu simpan.",
    "land-tax-change-earlier": "Perubahan harus berlaku pada atau sesudah {day}, sejak ketetapan sebelumnya berlaku.",
    "land-tax-recap-contradicts": (
        "Ketetapan ini bertentangan dengan posisi {day} yang sudah tercatat: {detail}"
        " Pilih hari berlaku sesudah posisi itu, atau betulkan posisinya dahulu."
    ),
    "land-tax-nothing-typed": "Belum ada satu pun angka yang diisi. Isi paling sedikit satu desa.",
}

DEEDS = {
    "open-tax-year": "Mengisi ketetapan PBB",
    "correct-assessment": "Mengubah ketetapan PBB",
    "record-recap": "Mencatat posisi PBB",
    "correct-recap": "Membetulkan posisi PBB",
}
