"""Indonesian sentences for offices, people and accounts."""

REFUSALS = {
    "already-founded": "Pemasangan ini sudah dimulai. Masuk sebagai administrator untuk menambah kantor dan akun.",
    "region-unknown": "Kode wilayah “{code}” tidak ada dalam daftar. Contoh kode: 33.02.",
    "office-exists": "{parent} sudah mempunyai kantor bernama “{name}”. Pakai nama lain.",
    "position-exists": "Jabatan “{title}” sudah ada di kantor ini.",
    "head-exists": "Kantor ini sudah mempunyai kepala: {title}. Satu kantor hanya punya satu kepala.",
    "appointment-too-early": "{name} mulai menjabat pada tanggal itu atau sesudahnya. Pilih tanggal yang lebih akhir.",
    "account-exists": "Nama akun “{username}” sudah dipakai. Pilih nama lain.",
    "own-role": "Peran tidak dapat diberikan kepada diri sendiri. Minta administrator lain memberikannya.",
    "role-held": "Akun ini sudah menjadi {role} di {org_unit}.",
    "role-ended": "Peran {role} dari {name} sudah diakhiri.",
    "last-admin": "Ini administrator terakhir. Tunjuk administrator lain dahulu.",
    "password-weak": "Kata sandi ini belum dapat dipakai. {why} Pilih kalimat pendek yang mudah Anda ingat.",
}

DEEDS = {
    "found-installation": "memulai pemasangan",
    "create-office": "menambah kantor",
    "edit-office": "mengubah kantor",
    "create-position": "menambah jabatan",
    "appoint-official": "menetapkan pejabat",
    "create-account": "membuat akun",
    "assign-role": "memberi peran",
    "end-role": "mengakhiri peran",
    "reset-password": "mengatur ulang kata sandi",
    "change-password": "mengganti kata sandi sendiri",
    "deactivate-account": "menonaktifkan akun",
    "reactivate-account": "mengaktifkan akun",
}
