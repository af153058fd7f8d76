"""Sentences of the command line."""

REFUSALS = {
    "region-unknown": "Kode wilayah “{code}” tidak ada dalam daftar. Contoh kode: 33.02.",
    "account-unknown": "Tidak ada akun bernama “{username}”. Periksa ejaannya.",
    "chain-broken": "Rantai riwayat tidak utuh pada catatan nomor {numbers}. Bandingkan dengan cadangan sebelum melanjutkan.",
}
