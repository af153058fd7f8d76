"""Sentences for what the core refuses, and for files and forms in general."""

REFUSALS = {
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
    "not-allowed": "Anda tidak berwenang {deed} untuk {org_unit}.",
    "changed-meanwhile": (
        "Isian ini sudah diubah oleh {name} pada {at}. Periksa isian terbaru di bawah,"
        " lalu simpan lagi bila perubahan Anda masih diperlukan."
    ),
    "file-empty": "Berkas “{name}” kosong. Pilih berkas lain.",
    "file-too-large": "Berkas “{name}” berukuran {size} MB. Paling besar {most} MB.",
    "file-kind": (
        "Isi berkas “{name}” bukan jenis yang diterima. Unggah PDF, gambar (PNG, JPEG),"
        " DOCX, XLSX, ODS, atau CSV."
    ),
}
