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
        " Periksa angka ini. Bila posisi {day} yang keliru, betulkan posisi itu; bila uangnya memang berkurang karena salah buku atau"
        " dikembalikan, buka halaman desanya dan pilih Turunkan posisi, dengan alasannya."
    ),
    "land-tax-bills-below-earlier": (
        "{paid} SPPT lunas lebih kecil daripada posisi {day}, {other} SPPT. Periksa angka ini. Bila memang berkurang, buka halaman desanya"
        " dan pilih Turunkan posisi, dengan alasannya."
    ),
    "land-tax-above-later": (
        "{paid} terbayar lebih besar daripada posisi sesudahnya, {day}: {other} (selisih {difference}). Periksa kedua angka itu."
    ),
    "land-tax-bills-above-later": (
        "{paid} SPPT lunas lebih besar daripada posisi sesudahnya, {day}: {other} SPPT. Periksa kedua angka itu."
    ),
    "land-tax-not-open": "{office} belum mempunyai ketetapan PBB {year} pada {day}. Isi ketetapannya dahulu.",
    "land-tax-by-objects": "PBB {year} {office} dicatat per NOP: posisinya dihitung dari SPPT dan pembayaran. Catat pembayarannya.",
    "land-tax-recap-known": "Posisi {day} untuk {office} sudah tercatat. Betulkan posisi itu bila memang keliru.",
}
"""What a recap may not say, as a refusal on a form and as a problem of a sheet."""

BILLS = {
    "nop-unreadable": "“{said}” bukan NOP. NOP berisi {digits} angka, misalnya 33.02.140.011.010-0289.0.",
    "land-tax-by-recaps": "PBB {year} {office} dicatat dengan rekap, bukan per NOP. Cara mencatatnya dipilih pada halaman desa sebelum ada posisi.",
    "bill-due-before-issued": "Jatuh tempo tidak boleh sebelum SPPT terbit. Periksa kedua tanggalnya.",
    "payment-for-no-bill": "SPPT {nop} sudah {state} menurut keputusan Bapenda; pembayarannya tidak dapat dicatat di sini.",
    "payment-above-bill": "{typed} melebihi sisa pokok SPPT ini, {left}. Denda diisi terpisah.",
}
"""What a bill or payment may not say, as a refusal on a form and as a problem of a sheet."""

PROBLEMS = {
    **CONTRADICTIONS,
    **BILLS,
    "nop-missing": "NOP kosong. Isi NOP-nya, 18 angka.",
    "nop-as-number": "NOP terbaca sebagai angka, dan lembar kerja hanya menyimpan 15 digitnya. Ubah kolom NOP menjadi teks, lalu isi lagi NOP-nya.",
    "nop-twice": "NOP {nop} sudah ada pada baris {row}. Satu NOP satu baris.",
    "nop-unknown-village": "Kode {prefix} pada NOP ini belum dikenali sebagai desa di wilayah ini. Catat pada halaman Kode pajak, atau periksa NOP-nya.",
    "bill-of-other-year": "Periode tertulis {printed}, padahal hari SPPT terbit yang dipilih ada pada {year}. Impor setiap tahun pajak sendiri.",
    "bill-without-principal": "Pokok kosong atau nol. Isi pokok SPPT ini dalam rupiah.",
    "bill-differs": "SPPT {nop} sudah tercatat dengan pokok {other}, padahal tertulis {printed}. Betulkan pada halaman SPPT itu bila memang keliru.",
    "bill-day-outside-year": "Tanggal {day} tidak terletak dalam tahun pajak {year}. Periksa tanggalnya; pembayaran sesudah tahun itu adalah tunggakan.",
    "land-tax-day-unreadable": "“{said}” bukan tanggal yang ada. Tulis tanggalnya seperti 24-06-2019.",
    "payment-day-unfit": "Tanggal bayar {day} sebelum SPPT berlaku ({earliest}) atau belum terjadi. Periksa tanggalnya.",
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
    **BILLS,
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
    "tax-code-unreadable": (
        "“{said}” bukan kode desa menurut pajak. Kode itu berisi {digits} angka, misalnya 33.02.140.011; kode Kemendagri (33.02.14.2011) berbeda."
    ),
    "tax-code-known": "Kode {code} sudah berarti {office}. Akhiri kode itu dahulu bila memang keliru.",
    "tax-code-ended": "Kode {code} sudah diakhiri.",
    "land-tax-mode-settled": (
        "PBB {year} {office} sudah mempunyai posisi atau SPPT, jadi cara mencatatnya tidak dapat diganti lagi. Pilih cara lain untuk tahun pajak berikutnya."
    ),
    "nop-of-no-village": (
        "NOP {nop} berawalan {code}, yang bukan kode pajak {office}. Periksa NOP-nya, atau catat kode itu pada halaman Kode pajak."
    ),
    "bill-known": "SPPT {year} untuk NOP {nop} sudah tercatat.",
    "bill-owes-nothing": "Pokok SPPT paling sedikit satu rupiah.",
    "bill-before-issued": "Tanggalnya tidak boleh sebelum {day}. Periksa tanggalnya.",
    "bill-paid-above": "Pokok tidak boleh kurang dari {paid} yang sudah dibayar. Batalkan dahulu pembayaran yang keliru.",
    "bill-has-payments": (
        "SPPT ini sudah dibayar, jadi belum dapat keluar dari ketetapan. Batalkan dahulu pembayarannya dengan alasan, lalu catat keputusannya."
    ),
    "payment-of-nothing": "Isi jumlah rupiahnya, paling sedikit satu.",
    "payment-without-role": "Pembayaran lewat petugas desa menyebut jabatan petugasnya.",
    "payment-withdrawn": "Baris ini sudah dibatalkan sebelumnya.",
    "deposit-of-nothing": "Pilih paling sedikit satu pembayaran yang disetor.",
    "deposit-without-receipt": "Tulis bukti setor atau tanda terimanya: nomor dan tanggal.",
    "deposit-changed": "Sebagian pembayaran yang dipilih sudah disetor atau dibatalkan. Muat ulang halaman, lalu pilih lagi.",
    "deposit-before-payment": "Hari setor tidak boleh sebelum uangnya diterima. Periksa tanggalnya.",
    "deposit-above-received": "Pada {day} setoran melebihi uang yang diterima sebesar {amount}. Catat dahulu penerimaannya, atau periksa jumlahnya.",
    "money-by-objects": "PBB {year} {office} dicatat per NOP: uang petugas dicatat pada pembayaran SPPT-nya.",
    "reversal-of-nothing": "Tidak ada posisi pada atau sesudah {day}. Periksa tanggalnya.",
    "reversal-too-large": "Posisi {day} mencatat {paid}; paling banyak dapat turun {most}, sampai posisi sebelumnya.",
    "reversal-of-too-many": "SPPT lunas pada posisi {day} menjadi kurang dari posisi sebelumnya. Periksa jumlah SPPT-nya.",
    "land-tax-nothing-typed": "Belum ada satu pun angka yang diisi. Isi paling sedikit satu desa.",
}

DEEDS = {
    "open-tax-year": "Mengisi ketetapan PBB",
    "correct-assessment": "Mengubah ketetapan PBB",
    "record-recap": "Mencatat posisi PBB",
    "correct-recap": "Membetulkan posisi PBB",
    "reverse-recaps": "Menurunkan posisi PBB",
    "choose-land-tax-mode": "Memilih cara mencatat PBB",
    "record-tax-code": "Mencatat kode pajak desa",
    "end-tax-code": "Mengakhiri kode pajak desa",
    "add-bill": "Mencatat SPPT",
    "correct-bill": "Membetulkan SPPT",
    "deliver-bill": "Mencatat penyampaian SPPT",
    "decide-bill": "Mencatat keputusan atas SPPT",
    "record-payment": "Mencatat pembayaran PBB",
    "withdraw-payment": "Membatalkan pembayaran PBB",
    "deposit-payments": "Mencatat setoran petugas PBB",
    "record-collector-money": "Mencatat uang petugas PBB",
    "withdraw-collector-money": "Membatalkan catatan uang petugas PBB",
}
