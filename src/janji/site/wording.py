"""Sentences of the command line."""

REFUSALS = {
    "account-unknown": "Tidak ada akun bernama “{username}”. Periksa ejaannya.",
    "chain-broken": "Rantai riwayat tidak utuh pada catatan nomor {numbers}. Bandingkan dengan cadangan sebelum melanjutkan.",
}
