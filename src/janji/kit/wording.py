"""Sentences for what the core refuses, for files and forms in general, and for what fails below us."""

from dataclasses import dataclass

REFUSALS = {
    "day-unreadable": "“{text}” tidak terbaca sebagai tanggal. Tulis seperti 14-08-2026.",
    "day-impossible": "Tanggal {day} {month} {year} tidak ada: bulan itu berakhir pada tanggal {last}. Periksa tanggalnya.",
    "number-empty": "Angka belum diisi. Tulis angkanya, misalnya 1.250 atau 93,5.",
    "number-unreadable": (
        "“{text}” tidak terbaca sebagai angka. Pakai koma untuk desimal dan titik untuk ribuan,"
        " misalnya 1.250 atau 93,5."
    ),
    "number-too-long": "“{text}” terlalu panjang. Sebuah angka paling banyak {most} digit.",
    "line-unreadable": "Baris ini bukan objek JSON. Tulis satu objek pada setiap baris.",
    "line-too-long": "Baris ini terlalu panjang. Tulis satu objek pada setiap baris.",
    "direction-unknown": "Arah tidak dikenal. Pilih higher, lower, atau range.",
    "lower-variant-unknown": "Rumus makin rendah tidak dikenal. Pilih mirror atau inverse.",
    "range-variant-unknown": "Rumus rentang tidak dikenal. Pilih stable, higher, atau lower.",
    "anchor-unreadable": "Baris {line} bukan jangkar riwayat. Sebutkan ekspor, berkas jangkar, atau NOMOR:SIDIK seperti tercetak.",
    "anchors-contradict": "Keterangan itu memuat dua sidik untuk catatan nomor {number}. Periksa mana yang benar sebelum membandingkan.",
    "not-allowed": "Anda tidak berwenang {deed} untuk {org_unit}.",
    "changed-meanwhile": (
        "Isian ini sudah diubah oleh {name} pada {at}. Perubahan Anda belum disimpan: periksa keadaan"
        " terbaru, lalu simpan lagi bila masih diperlukan."
    ),
    "page-outdated": "Isian pada halaman itu sudah tidak ada. Muat ulang halamannya, lalu isi kembali.",
    "nik-unreadable": "NIK harus {digits} digit angka. Periksa kembali, atau kosongkan bila tidak ada.",
    "file-lost": (
        "Berkas “{name}” tercatat, tetapi tidak ada lagi di penyimpanan. Sampaikan kepada pengelola:"
        " `janji doctor` menyebut yang hilang, dan cadangan mengembalikannya."
    ),
    "file-empty": "Berkas “{name}” kosong. Pilih berkas lain.",
    "file-too-large": "Berkas “{name}” berukuran {size} MB. Paling besar {most} MB.",
    "file-kind": (
        "Isi berkas “{name}” bukan jenis yang diterima. Unggah PDF, gambar (PNG, JPEG),"
        " DOCX, XLSX, ODS, atau CSV."
    ),
    "formula-empty": "Rumus masih kosong. Tulis rumusnya, misalnya layanan_tepat_waktu ÷ layanan_jatuh_tempo × 100.",
    "formula-too-long": "Rumus ini terlalu panjang. Paling banyak {most} huruf.",
    "formula-too-deep": "Rumus ini terlalu bersusun. Sederhanakan: paling banyak {most} lapis.",
    "formula-too-large": "Rumus ini terlalu besar. Paling banyak {most} bagian.",
    "formula-character": "Huruf ke-{column}: tanda “{near}” tidak dikenal dalam rumus.",
    "formula-decimal-point": "Huruf ke-{column}: “{said}” memakai titik. Pakai koma untuk desimal, tanpa titik ribuan.",
    "formula-number-too-long": "Huruf ke-{column}: angka “{near}” terlalu panjang. Paling banyak {most} digit.",
    "formula-comma": "Huruf ke-{column}: pisahkan isian dengan titik koma (;), bukan koma.",
    "formula-separator": "Huruf ke-{column}: tanda “{near}” hanya dipakai di dalam kurung sebuah fungsi.",
    "formula-incomplete": "Rumus ini belum selesai. Lengkapi bagian terakhirnya.",
    "formula-operand-missing": "Huruf ke-{column}: sebelum “{near}” harus ada angka atau nama.",
    "formula-operator-missing": "Huruf ke-{column}: sebelum “{near}” kurang tanda hitung, misalnya × atau ÷.",
    "formula-parenthesis-open": "Huruf ke-{column}: kurung ini tidak ditutup.",
    "formula-parenthesis-extra": "Huruf ke-{column}: kurung tutup ini tidak mempunyai pembuka.",
    "formula-comparison-chain": "Huruf ke-{column}: bandingkan dua nilai saja, lalu sambung dengan “dan”.",
    "formula-name-unknown": "Huruf ke-{column}: nama “{near}” tidak dikenal. Pilih dari daftar variabel.",
    "formula-function-unknown": "Huruf ke-{column}: fungsi “{near}” tidak dikenal.",
    "formula-arguments": "Huruf ke-{column}: {function} mendapat {found} isian; paling sedikit {least}.",
    "formula-number-needed": "Huruf ke-{column}: di sini harus angka, bukan syarat.",
    "formula-truth-needed": "Huruf ke-{column}: di sini harus syarat, misalnya a > b.",
    "formula-result-truth": "Hasil rumus harus angka, bukan syarat. Pakai jika(syarat; nilai; nilai lain).",
    "formula-hundred-percent": "Huruf ke-{column}: × 100% sama dengan × 1. Tulis × 100 agar hasilnya dalam persen.",
    "formula-circle": "Rumus ini memanggil dirinya sendiri: {circle}.",
    "survey-sheet-empty": "Lembar ini kosong. Pilih lembar yang berisi jawaban survei.",
    "survey-columns-unclear": (
        "Kolom jawaban tidak dikenali: ditemukan {found}, seharusnya {expected}."
        " Beri judul U1 sampai U9 atau nama unsurnya."
    ),
    "survey-elements-missing": "Pada judul baris {row} tidak ada kolom untuk {elements}. Lengkapi kolomnya.",
    "survey-element-twice": "Unsur {element} ada pada lebih dari satu kolom ({columns}). Sisakan satu.",
    "survey-five-points": (
        "Kolom {columns} memakai skala 1–5, padahal SKM memakai 1–4."
        " Pilih cara mengubahnya lebih dulu, misalnya --five-points 1,1,2,3,4."
    ),
    "survey-mapping-unfit": (
        "Pengubah skala harus memuat nilai 1 sampai 5, menuju 1 sampai 4, dan tidak menurun."
    ),
    "survey-answers-count": "Ada {count} jawaban, seharusnya {expected}.",
    "survey-answer-outside": "Jawaban {answer} untuk {element} di luar 1 sampai 4.",
    "survey-element-unknown": "Unsur “{code}” tidak dikenal.",
    "weighting-unknown": "Bobot “{code}” tidak dikenal.",
    "weighting-count": "Bobot “{title}” tidak berlaku untuk {count} unsur.",
    "cutoffs-unknown": "Batas mutu “{code}” tidak dikenal.",
    "index-outside": (
        "Nilai {index} tidak mungkin dihasilkan survei berskala 1–4. Periksa bobot dan rumusnya."
    ),
    "tallies-differ": "Survei dengan unsur berbeda tidak dapat digabung.",
    "population-not-positive": "Populasi harus paling sedikit 1.",
    "margin-outside": "Taraf kesalahan harus di antara 0 dan 1.",
}

PROBLEMS = {
    "survey-answer-unreadable": "Sel {column}{row}: “{said}” tidak terbaca sebagai jawaban {element}.",
    "survey-date-unreadable": "Sel {column}{row}: “{said}” tidak terbaca sebagai tanggal.",
    "survey-total-row": "Baris {row} tampaknya baris rekapitulasi (“{said}”), jadi dilewati.",
    "survey-row-unreadable": "Tidak satu pun jawaban pada baris {row} terbaca.",
    "survey-row-without-answers": "Baris {row} tidak berisi jawaban.",
    "survey-response-blanks": "Baris {row} tidak dihitung: {blank} jawaban kosong, paling banyak {most}.",
    "survey-sheets-more": "Yang dihitung hanya lembar {sheet}; lembar {others} juga berisi survei.",
}


@dataclass(frozen=True, slots=True)
class FailureWords:
    """A failure below us in words: its name, what it means, what became of what one sent, what to do."""

    title: str
    meaning: str
    advice: str
    sent: str = "Yang baru Anda kirim belum tersimpan; data yang sudah ada tetap aman."


FAILURES = {
    "full": FailureWords(
        title="Tempat penyimpanan penuh",
        meaning="Disk server penuh atau tidak dapat ditulisi. Halaman tetap dapat dibaca.",
        advice=(
            "Beri tahu administrator agar mengosongkan disk. Sesudahnya tekan Kembali pada peramban:"
            " isian Anda masih ada, lalu simpan lagi."
        ),
    ),
    "busy": FailureWords(
        title="Sistem sedang sibuk",
        meaning="Terlalu banyak pekerjaan pada saat yang sama.",
        advice="Tunggu sebentar, tekan Kembali pada peramban, lalu kirim lagi.",
    ),
    "away": FailureWords(
        title="Basis data belum dapat dihubungi",
        meaning="Server basis data sedang berhenti atau baru dinyalakan.",
        advice=(
            "Tunggu satu menit, tekan Kembali pada peramban, lalu kirim lagi."
            " Bila berulang, beri tahu administrator."
        ),
    ),
    "cut_off": FailureWords(
        title="Sambungan ke basis data terputus",
        meaning="Sambungan hilang di tengah pekerjaan.",
        sent=(
            "Tidak dapat dipastikan apakah yang baru Anda kirim sudah tersimpan."
            " Tidak ada yang tersimpan sebagian."
        ),
        advice=(
            "Periksa dulu daftarnya. Bila isian Anda belum ada, tekan Kembali pada peramban,"
            " lalu kirim lagi."
        ),
    ),
    "read_only": FailureWords(
        title="Sistem hanya dapat dibaca",
        meaning="Basis data sedang tidak menerima perubahan.",
        advice="Beri tahu administrator, lalu kirim lagi sesudah ia memperbaikinya.",
    ),
    "damaged": FailureWords(
        title="Basis data rusak",
        meaning="Berkas basis data tidak dapat dibaca dengan benar.",
        advice=(
            "Hentikan pengisian dan beri tahu administrator: jalankan janji doctor,"
            " lalu pulihkan cadangan terakhir."
        ),
    ),
}

FACTS = {
    "counts_on": "disetor",
    "closes_at": "tutup",
    "present": "hadir",
    "left_on": "keluar",
    "ended_on": "berakhir",
    "decree": "surat keputusan",
    "counts": "dihitung",
    "accepts": "diterima",
    "again": "diulang",
    "capacity": "kedudukan",
    "lines": "baris",
    "source": "sumber",
    "accept": "diterima",
    "accepted": "diterima",
    "active_until": "berlaku sampai",
    "added": "ditambahkan",
    "address": "alamat",
    "allows_negative": "boleh negatif",
    "amount": "jumlah rupiah",
    "applicant": "pemohon",
    "as_of": "posisi tanggal",
    "asked_of": "diminta dari",
    "band_set": "predikat",
    "baseline": "data awal",
    "baseline_year": "tahun data awal",
    "basis": "dasar",
    "beneficiaries": "penerima manfaat",
    "bills": "lembar tagihan",
    "bills_paid": "lembar lunas",
    "board": "pengurus",
    "book": "buku",
    "born_on": "tanggal lahir",
    "budget_target": "target anggaran",
    "building_area": "luas bangunan",
    "by_objects": "per objek pajak",
    "cancelled_because": "alasan pembatalan semula",
    "cap": "batas atas capaian",
    "capital": "modal",
    "card_number": "nomor kartu",
    "cause": "sebab",
    "changed": "yang diubah",
    "channel": "saluran",
    "closes": "tutup",
    "code": "kode",
    "contact": "kontak",
    "cost": "biaya",
    "count": "jumlah",
    "cutoffs": "batas mutu",
    "data_source": "sumber data",
    "day": "tanggal",
    "days": "jumlah hari",
    "decimals": "desimal",
    "deed": "akta",
    "deed_on": "tanggal akta",
    "definition": "definisi",
    "delivered_on": "disampaikan",
    "denominator": "penyebut",
    "denominator_label": "nama penyebut",
    "digest": "sidik isi",
    "direction": "arah",
    "document": "dokumen",
    "due_days": "hari tenggat",
    "due_on": "jatuh tempo",
    "duty": "laporan",
    "education": "pendidikan",
    "element": "unsur",
    "ends_on": "berakhir",
    "evidence": "bukti",
    "file_name": "nama berkas",
    "files": "berkas",
    "finding": "kesimpulan",
    "findings": "temuan",
    "finished_at": "selesai",
    "first": "awal",
    "follow_up_due_on": "tenggat tindak lanjut",
    "formed_on": "tanggal dibentuk",
    "formula": "rumus",
    "forwarded_at": "diteruskan",
    "founded_on": "tanggal dibentuk",
    "frequency": "frekuensi",
    "from_paper": "dari salinan kertas",
    "from_year": "mulai tahun",
    "good": "baris baik",
    "grant": "hibah",
    "handed_to": "diterima oleh",
    "held_on": "dilaksanakan",
    "holds_from": "berlaku sejak",
    "hours": "jam",
    "inspected_on": "tanggal pemeriksaan",
    "invited_villages": "desa diundang",
    "is_active": "aktif",
    "is_added": "susulan",
    "is_poor": "rumah tangga miskin",
    "is_represented": "diwakilkan",
    "is_sure": "dipastikan",
    "joined_on": "bergabung",
    "kind": "jenis",
    "land_area": "luas tanah",
    "last": "akhir",
    "location": "lokasi",
    "lower_variant": "rumus makin rendah",
    "material": "materi",
    "met_on": "dipenuhi",
    "minutes": "berita acara",
    "minutes_number": "nomor berita acara",
    "months": "bulan",
    "name": "nama",
    "nik": "NIK",
    "nik_digest": "NIK",
    "no": "jawaban tidak",
    "not_measured_because": "alasan belum diukur",
    "notes": "catatan",
    "number": "nomor",
    "numerator": "pembilang",
    "numerator_label": "nama pembilang",
    "office": "kantor",
    "official": "pejabat (kunci)",
    "on": "terhitung",
    "opens": "buka",
    "organiser": "penyelenggara",
    "output": "keluaran",
    "owner": "penanggung jawab",
    "paid": "terbayar",
    "participation": "swadaya",
    "payer": "wajib pajak",
    "payments": "pembayaran",
    "penalties": "denda",
    "people": "jumlah orang",
    "place": "tempat",
    "placed": "urutan",
    "plan_year": "tahun rencana",
    "population": "populasi",
    "population_source": "sumber populasi",
    "post": "jabatan",
    "principal": "pokok",
    "product_number": "nomor produk",
    "programme": "program",
    "purpose": "tujuan",
    "quarter": "triwulan",
    "recaps": "rekap",
    "received_at": "diterima",
    "received_on": "diterima",
    "recipient": "penerima",
    "recommendation": "rekomendasi",
    "register": "register",
    "remaining": "sisa",
    "requests": "permohonan",
    "resolved_on": "diselesaikan",
    "respondents": "responden",
    "role": "peran",
    "rows": "baris",
    "rt": "RT",
    "rw": "RW",
    "sample_method": "cara penarikan sampel",
    "scores": "nilai",
    "sector": "bidang",
    "sender": "pengirim",
    "service": "layanan",
    "set_on": "tanggal penetapan",
    "settled_on": "diselesaikan",
    "sex": "jenis kelamin",
    "sha256": "sidik berkas",
    "shape": "bentuk",
    "since": "sejak",
    "squad": "regu",
    "starts_on": "mulai",
    "state": "keadaan",
    "status": "keadaan",
    "subject": "pokok",
    "targets": "target",
    "team": "tim",
    "terms": "istilah",
    "title": "judul",
    "to": "menjadi",
    "total": "jumlah nilai",
    "unavailable": "alasan tidak tersedia",
    "unit_of_measure": "satuan",
    "until": "sampai",
    "username": "akun",
    "value": "nilai",
    "venue": "tempat",
    "version": "versi",
    "village": "desa",
    "villages": "desa",
    "volume": "volume",
    "weighting": "bobot",
    "withdrawn": "dicabut",
    "words": "predikat",
    "works": "bidang kerja",
    "year": "tahun",
    "year_end": "nilai setahun",
}
"""What a fact of the audit chain is called beside its value."""
