"""Sentences of the command line."""

REFUSALS = {
    "port-taken": "Alamat {host}:{port} sudah dipakai atau tidak dapat dibuka. Pilih nomor lain, misalnya: JANJI_PORT=8010 make run.",
    "account-unknown": "Tidak ada akun bernama “{username}”. Periksa ejaannya.",
    "chain-broken": "Rantai riwayat tidak utuh pada catatan nomor {numbers}. Bandingkan dengan cadangan sebelum melanjutkan.",
}
