"""Indonesian sentences of budgets: refusals, problems of sheets, deeds, why there is no percentage."""

from janji.core.absorption import Undefined

UNDEFINED = {
    Undefined.NO_AMOUNT: "tidak dihitung (pagu nol)",
    Undefined.NOT_RECORDED: "belum dicatat",
}

CODES = {
    "budget-code-empty": "Kode belum diisi. Tulis seperti 7.01.02.2.01.0001.",
    "budget-code-unreadable": "“{said}” tidak terbaca sebagai kode. Tulis seperti 7.01.02 (program), 7.01.02.2.01 (kegiatan), atau 7.01.02.2.01.0001 (sub-kegiatan).",
    "budget-code-placeholder": "“{said}” masih memakai X.XX. Ganti dengan kode urusan kantor ini, misalnya 7.01.",
    "budget-code-zero": "“{said}” mempunyai bagian bernilai nol. Periksa kodenya pada DPA.",
    "budget-code-level": "“{said}” memakai angka {level} sesudah program; hanya 1 (provinsi) atau 2 (kabupaten/kota) yang dikenal.",
    "budget-code-not-a-line": "“{said}” bukan kode sub-kegiatan. Anggaran hanya diisi pada sub-kegiatan; program dan kegiatan dijumlahkan dari situ.",
    "budget-code-too-long": "“{said}” terlalu panjang untuk tahun {year}: nomor sub-kegiatannya paling banyak {digits} angka.",
}
"""What a code may not say, as a refusal on a form and as a problem of a sheet."""

MONEY = {
    "money-negative": "Jumlah rupiah tidak boleh kurang dari nol. Pengembalian belanja dicatat dengan menurunkan realisasi sampai bulan itu.",
    "money-decimals": "Jumlah rupiah paling banyak dua angka di belakang koma.",
    "money-too-large": "Jumlah ini terlalu besar. Periksa jumlah nolnya.",
}

LINES = {
    "budget-line-known": "{said} sudah ada pada dokumen ini: {name}. Ubah baris itu bila memang keliru.",
    "budget-name-missing": "Nama untuk {said} belum diketahui. Isi namanya seperti pada DPA.",
}

SPENDING = {
    "spending-without-line": "{said} tidak ada pada {document}. Periksa kodenya, atau catat perubahan anggarannya dahulu.",
    "spending-month-ahead": "{month} belum dimulai, jadi realisasinya belum dapat dicatat. Periksa bulannya.",
    "spending-known": "Realisasi {said} sampai {month} sudah tercatat: {other}. Betulkan isian itu dengan alasannya bila memang keliru.",
    "spending-over-amount": "Realisasi {said} sampai {month}, {typed}, melebihi pagunya {amount}. Periksa angkanya; bila memang demikian, tulis alasannya.",
    "spending-falls": "Realisasi {said} sampai {month}, {typed}, lebih kecil daripada bulan sebelumnya. Periksa angkanya; bila ada pengembalian belanja, tulis alasannya.",
    "spending-beyond-later": "Realisasi {said} sampai {month}, {typed}, lebih besar daripada bulan sesudahnya. Periksa angkanya; bila memang demikian, tulis alasannya.",
}

REFUSALS = {
    **CODES,
    **MONEY,
    **LINES,
    **SPENDING,
    "budget-draft-exists": "{document} masih draf. Tetapkan atau buang draf itu sebelum membuat dokumen berikutnya.",
    "budget-not-a-draft": "{document} sudah ditetapkan sehingga tidak dapat diubah. Buat dokumen perubahan, atau buka kembali bila salah catat.",
    "budget-not-newest": "Hanya dokumen terakhir yang sudah ditetapkan dapat dibuka kembali. Dokumen terakhir: {document}.",
    "budget-not-approved": "{org_unit} belum mempunyai anggaran tahun {year} yang ditetapkan. Catat DPA-nya dahulu.",
    "budget-no-draft": "{org_unit} tidak mempunyai draf anggaran tahun {year}. Buat dokumen anggaran tahun itu dahulu, lalu baca lembarnya lagi.",
    "budget-without-lines": "Dokumen ini belum mempunyai sub-kegiatan. Tambahkan barisnya atau impor lembarnya.",
    "budget-number-missing": "Nomor dokumen belum diisi. Isi nomor DPA-nya, lalu tetapkan lagi.",
    "budget-total-missing": "Jumlah menurut dokumen belum diisi. Isi jumlah yang tercetak pada DPA agar dapat dicocokkan.",
    "budget-total-disagrees": "Jumlah menurut dokumen {printed} tidak sama dengan jumlah sub-kegiatan {computed}; selisih {difference} rupiah. Cocokkan barisnya dengan DPA.",
    "budget-settled-ahead": "Tanggal penetapan belum tiba. Isi tanggal pada DPA yang sudah disahkan.",
    "budget-too-many-lines": "Satu dokumen memuat paling banyak {most} sub-kegiatan. Periksa apakah lembarnya memuat kantor lain.",
    "budget-nothing-changed": "Tidak ada yang berubah. Ubah yang keliru, lalu simpan.",
    "budget-reason-missing": "Tulis alasannya, agar yang membaca kemudian tahu mengapa ini berubah.",
    "spending-nothing-typed": "Belum ada realisasi yang diisi. Isi sedikitnya satu baris.",
}

PROBLEMS = {
    **CODES,
    **MONEY,
    **LINES,
    **SPENDING,
    "budget-code-became-date": "Sel ini berisi tanggal {said}: pengolah angka mengubah kodenya. Atur kolom Kode sebagai teks, lalu ketik ulang kodenya.",
    "budget-code-became-number": "Sel ini berisi angka {said}: pengolah angka mengubah kodenya. Atur kolom Kode sebagai teks, lalu ketik ulang kodenya.",
    "budget-money-unreadable": "“{said}” tidak terbaca sebagai jumlah rupiah. Tulis seperti 25.000.000; isi 0 bila memang nol.",
    "budget-line-nameless": "Nama {said} kosong. Isi namanya seperti pada DPA.",
    "budget-amount-missing": "Pagu {said} kosong. Isi jumlahnya; 0 bila memang tanpa anggaran.",
    "budget-row-twice": "{said} sudah ada pada baris {row}. Satu sub-kegiatan satu baris; pada realisasi, satu bulan satu baris.",
    "budget-line-differs": "{said} sudah ada pada draf dengan isi lain: {there}. Ubah baris itu di draf bila memang keliru.",
    "budget-sum-differs": "{said}: tertulis {printed}, jumlah sub-kegiatannya pada lembar ini {computed}. Periksa baris yang kurang atau keliru.",
    "spending-month-missing": "Bulan kosong. Isi kolom Bulan, atau pilih bulannya saat membaca lembar.",
    "spending-month-unreadable": "“{said}” tidak terbaca sebagai bulan. Tulis seperti Maret atau 3.",
    "spending-other-year": "“{said}” bukan bulan tahun {year}. Periksa bulannya, atau pilih tahun yang lain.",
}

DEEDS = {
    "create-budget": "membuat dokumen anggaran",
    "describe-budget": "mengubah keterangan dokumen anggaran",
    "add-budget-lines": "menambah sub-kegiatan",
    "change-budget-line": "mengubah sub-kegiatan",
    "remove-budget-line": "mengeluarkan sub-kegiatan",
    "rename-budget-node": "mengubah nama program atau kegiatan",
    "approve-budget": "menetapkan dokumen anggaran",
    "reopen-budget": "membuka kembali dokumen anggaran",
    "discard-budget": "membuang draf anggaran",
    "record-spending": "mencatat realisasi anggaran",
    "correct-spending": "membetulkan realisasi anggaran",
}

FACTS = {
    "approved_on": "tanggal penetapan",
    "lines": "sub-kegiatan",
    "printed_total": "jumlah menurut dokumen",
    "source": "asal",
}
"""What facts of the audit chain are called that only budgets have."""
