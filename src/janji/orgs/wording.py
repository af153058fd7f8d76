"""Indonesian sentences for offices, people and accounts."""

from janji.orgs.roles import Role

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
    "delegation-needs-capacity": "Pilih sebagai apa peran ini dijalankan: Plt. atau Plh.",
    "delegation-not-yours": "Pengganti hanya ditunjuk untuk peran yang Anda pegang sendiri di {org_unit}.",
    "delegation-in-the-past": "Penunjukan tidak berlaku surut. Mulai hari ini atau sesudahnya.",
    "delegation-ends-early": "Hari terakhirnya mendahului hari pertamanya. Periksa kedua tanggal.",
    "delegation-too-long": "Penunjukan {days} hari terlalu lama; paling lama {most} hari. Perpanjang nanti dengan penunjukan baru.",
    "delegation-to-oneself": "Anda sendiri sudah memegang peran ini. Pilih orang lain.",
    "delegation-outside": "Akun itu tidak mempunyai peran di {org_unit} atau kantor di bawahnya. Pilih dari daftar.",
    "delegation-ended": "Penunjukan ini sudah berakhir, atau bukan Anda yang menunjuknya. Muat ulang halamannya.",
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
    "delegate-role": "menunjuk pengganti sementara",
    "end-delegation": "mengakhiri penunjukan pengganti",
    "reset-password": "mengatur ulang kata sandi",
    "change-password": "mengganti kata sandi sendiri",
    "deactivate-account": "menonaktifkan akun",
    "reactivate-account": "mengaktifkan akun",
}

CAPACITIES = {"definitive": "", "plt": "Plt.", "plh": "Plh."}
"""What stands before the role of someone who acts in another's place."""

CODES = {
    "role": {role.value: role.label for role in Role},
    "capacity": CAPACITIES | {"definitive": "definitif"},
}
"""What codes of the audit chain are called in its history."""
