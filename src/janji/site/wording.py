"""Sentences of the command line."""

REFUSALS = {
    "port-taken": "Alamat {host}:{port} sudah dipakai atau tidak dapat dibuka. Pilih nomor lain, misalnya: JANJI_PORT=8010 make run.",
    "worker-silent": "Pekerja latar di mesin ini tidak memberi kabar. Periksa catatannya, lalu jalankan lagi: janji worker.",
    "account-unknown": "Tidak ada akun bernama “{username}”. Periksa ejaannya.",
    "chain-broken": "Rantai riwayat tidak utuh pada catatan nomor {numbers}. Bandingkan dengan cadangan sebelum melanjutkan.",
}
