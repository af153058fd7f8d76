"""Sentences of the command line."""

REFUSALS = {
    "port-taken": "Alamat {host}:{port} sudah dipakai atau tidak dapat dibuka. Pilih nomor lain, misalnya: JANJI_PORT=8010 make run.",
    "worker-silent": "Pekerja latar di mesin ini tidak memberi kabar. Periksa catatannya, lalu jalankan lagi: janji worker.",
    "account-unknown": "Tidak ada akun bernama “{username}”. Periksa ejaannya.",
    "chain-broken": "Rantai riwayat tidak utuh: {count} hal di atas. Bandingkan dengan cadangan sebelum melanjutkan.",
    "files-changed": "{count} berkas di atas berubah atau hilang. Ambil yang semula dari cadangan, dan cari tahu siapa yang mengubahnya.",
    "chain-differs": "Riwayat ini bukan kelanjutan dari yang pernah dicatat ({count} hal di atas). Jangan pakai sebelum sebabnya jelas.",
    "export-unwritable": "Ekspor tidak dapat ditulis ke {path} ({said}). Pilih tempat lain.",
    "against-unreadable": "{path} tidak ada atau tidak dapat dibaca. Sebutkan berkas ekspor, cadangan, berkas jangkar, atau NOMOR:SIDIK.",
    "database-unusable": "Basis data tidak dapat dipakai ({said}). Jalankan “janji doctor” untuk mengetahui sebabnya.",
    "database-missing": "Basis data {path} tidak ada atau tidak dapat dibuka. Periksa JANJI_HOME dan JANJI_DATABASE_URL.",
    "database-empty": "Basis data ini kosong, jadi tidak ada yang dicadangkan. Periksa JANJI_HOME dan JANJI_DATABASE_URL.",
    "database-damaged": "Basis data rusak ({said}). Jalankan “janji doctor”, lalu pulihkan dari cadangan terakhir yang baik.",
    "database-newer": "Tabel basis data ini dari Janji yang lebih baru daripada {janji} ({migration}). Jalankan Janji yang lebih baru itu.",
    "postgres-client-missing": "Program {name} tidak ditemukan. Pasang dengan: sudo apt-get install postgresql-client.",
    "postgres-client-old": "{name} versi {client} lebih tua daripada servernya, versi {server}. Pasang postgresql-client-{server}.",
    "postgres-client-failed": "{name} tidak berhasil: {said}.",
    "backup-folder-unwritable": "Cadangan tidak dapat ditulis ke {folder}. Periksa apakah tempatnya ada, terpasang, dan dapat ditulis.",
    "backup-inside-files": "{folder} berada di dalam folder berkas Janji. Pilih folder lain, sebaiknya di luar mesin ini.",
    "backup-no-space": "Ruang di {folder} tidak cukup. Kosongkan dahulu, atau pilih folder lain. Cadangan lama tidak diubah.",
    "backup-name-taken": "{path} sudah ada. Ulangi sesaat lagi.",
    "backup-arguments": "Sebutkan folder tujuan, misalnya: janji backup /media/cadangan; atau --check dengan sebuah arsip.",
    "archive-unreadable": "{archive} tidak ada atau tidak dapat dibaca. Periksa nama dan izinnya.",
    "archive-foreign": "{archive} bukan cadangan Janji. Pilih berkas janji-….zip.",
    "archive-seal-broken": "{archive} rusak: segelnya tidak sesuai dengan isinya. Pakai cadangan lain yang masih utuh.",
    "archive-damaged": "{archive} rusak pada {where}. Pakai cadangan lain yang masih utuh.",
    "archive-manifest": "Daftar isi arsip ini tidak terbaca sebagai cadangan Janji. Pakai cadangan lain.",
    "archive-hostile": "{archive} memuat {name}, yang tidak pernah dibuat Janji. Jangan pakai berkas ini.",
    "archive-newer": "Cadangan ini dari Janji {theirs}, lebih baru daripada Janji {ours} di sini. Pasang Janji yang lebih baru dahulu.",
    "archive-other-database": "Cadangan ini dari {theirs}, sedangkan tujuan di sini {ours}. Sesuaikan JANJI_DATABASE_URL.",
    "restore-key-differs": "{name} berbeda dari kunci dalam cadangan, sehingga NIK tidak akan dikenali. Kosongkan {name}, atau isi dengan kunci semula.",
    "restore-house-not-empty": "Di sini sudah ada isi: {path}. Pemulihan tidak menimpa apa pun. Sebutkan JANJI_HOME lain yang kosong.",
    "restore-database-not-empty": "Basis data {name} tidak kosong. Pemulihan tidak menimpa apa pun. Sebutkan basis data kosong dengan JANJI_DATABASE_URL.",
    "restore-other-database": "Pemulihan di {home} dimulai dengan basis data lain. Kembalikan JANJI_DATABASE_URL semula, atau sebutkan JANJI_HOME lain.",
    "restore-server-old": "Cadangan ini dari PostgreSQL {theirs}, sedangkan server di sini versi {ours}. Pasang server versi {theirs} atau lebih baru.",
    "restore-no-space": "Pemulihan memerlukan {needed} MB, sedangkan di {home} tersisa {free} MB. Kosongkan dahulu, atau pilih JANJI_HOME lain.",
    "restore-unwritable": "{home} tidak dapat ditulis ({said}). Perbaiki, lalu ulangi dengan perintah yang sama.",
    "restore-unfinished": "Pemulihan di {home} belum selesai. Ulangi “janji restore ARSIP”, atau sebutkan JANJI_HOME lain.",
    "restore-rows-differ": "Tabel {table} berisi {found} baris, dalam cadangan {expected}. Pemulihan belum selesai; ulangi, atau pakai cadangan lain.",
    "restore-chain-differs": "Ujung riwayat tidak sama dengan cadangan (nomor {number}). Pemulihan belum selesai; ulangi, atau pakai cadangan lain.",
    "restore-file-differs": "Berkas {name} tidak sama dengan cadangan. Pemulihan belum selesai; periksa cakramnya, lalu ulangi.",
    "release-unknown": "Rilis {release} tidak dikenal. Yang dapat dituju: {known}.",
    "back-impossible": "Tidak ada jalan kembali ke {release}: {migration} tidak dapat dibatalkan. Pulihkan dari cadangan sebelum pembaruan.",
    "back-would-lose": "{count} hal di atas akan hilang dari basis data (tetap ada dalam cadangan). Bila setuju, ulangi dengan --accept-loss.",
}

DEFECTS = {
    "chain": "Rantai riwayat tidak utuh, dan sudah demikian ketika dicadangkan. Jalankan “janji audit”.",
    "facts": "Ada nilai tersimpan yang tidak sesuai dengan barisnya. Hitung ulang dengan “janji facts --all”.",
}
"""What a house may bring along from its backup."""

FAULTS = {
    "changed": "Catatan {number}: isinya tidak sesuai dengan sidiknya; catatan ini diubah.",
    "missing": "Catatan {number} sampai {other} hilang.",
    "moved": "Catatan {number} semula bernomor {other}; urutannya diubah atau ada yang disisipkan sebelumnya.",
    "replaced": "Catatan {number} bukan catatan yang disegel oleh catatan sesudahnya; diganti atau disisipkan.",
    "surplus": "Catatan {number} tidak termasuk rantai; ditambahkan di luar Janji.",
    "cut": "Catatan {number} sampai {other} hilang dari ujung rantai.",
    "end": "Ujung rantai (nomor {number}) bukan catatan terakhir yang sekarang; salah satunya diubah.",
}
"""What `janji audit` says of a place where the chain does not hold."""

DIFFERENCES = {
    "other": "Mulai catatan {number}, {count} catatan berbeda dari yang dicatat {source}: rantai ini dihitung ulang.",
    "shorter": "Mulai catatan {number}, {count} catatan pernah dicatat {source} tetapi tidak ada di sini: ini salinan yang lebih lama.",
}
"""How a chain differs from what was kept elsewhere."""
