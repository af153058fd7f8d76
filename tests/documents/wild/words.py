"""Invented people, places and matters, and the ways in which officials write them."""

FIRST_NAMES = [
    "Bagas",
    "Sari",
    "Wiratno",
    "Melati",
    "Gunadi",
    "Rahayu",
    "Prayoga",
    "Lestari",
    "Sudarmo",
    "Kirana",
    "Hartawan",
    "Puspita",
    "Waskito",
    "Anjani",
    "Subekti",
    "Ratnasari",
    "Kusnadi",
    "Wulandari",
    "Darsono",
    "Fitriani",
    "Tarmidzi",
    "Nurlaela",
    "Jatmiko",
    "Salsabila",
]
LAST_NAMES = [
    "Wibisana",
    "Handayani",
    "Prakoso",
    "Maheswari",
    "Kartadinata",
    "Suryaningsih",
    "Nataprawira",
    "Widyastuti",
    "Sasmita",
    "Purwanegara",
    "Larasati",
    "Adikusuma",
    "Mangunjaya",
    "Permatasari",
    "Sastradipura",
    "Kusumadewi",
    "Wirasena",
    "Anggraeni",
]
TITLES = (
    "",
    "",
    "",
    "Drs. ",
    "Dra. ",
    "Ir. ",
    "H. ",
    "Hj. ",
    "Dr. ",
    "dr. ",
    "Drs. H. ",
    "Prof. Dr. ",
)
DEGREES = (
    "", "", ", S.Sos.", ", S.Sos., M.Si.", ", SE, MM", ", S.H., M.H.", ", S.STP., M.Si", ", ST., MT",
    ", M.Kes.", ", S.Pd., M.Pd.", ", S.IP",
)  # fmt: skip
RANKS = (
    "Pembina", "Pembina Tingkat I", "Pembina Tk. I", "Pembina Utama Muda", "Pembina Utama Madya",
    "Penata Tingkat I", "Penata",
)  # fmt: skip
PLACES = (
    "Telaga Biru", "Wanasari", "Sekarwangi", "Batu Kencana", "Muara Jingga", "Karangmulya", "Rimba Asri",
    "Tanjung Elok", "Gunung Pelangi", "Lembah Kenanga",
)  # fmt: skip
TOWNS = (
    "Randuasri",
    "Cempakasari",
    "Mekarjaya",
    "Sumberarum",
    "Banyuwangun",
    "Tirtamulya",
    "Ciawiluhur",
)
MATTERS = (
    "Pemuda dan Olahraga", "Perpustakaan dan Kearsipan", "Kesehatan", "Pertanian dan Pangan",
    "Komunikasi, Informatika dan Statistik", "Perhubungan", "Lingkungan Hidup",
    "Pemberdayaan Masyarakat dan Desa", "Koperasi, Usaha Kecil dan Menengah",
    "Pengendalian Penduduk, Keluarga Berencana dan Pemberdayaan Perempuan",
)  # fmt: skip
AGENCIES = (
    "Kepegawaian Daerah",
    "Pendapatan Daerah",
    "Penanggulangan Bencana Daerah",
    "Kesatuan Bangsa dan Politik",
)
DIVISIONS = ("Organisasi", "Hukum", "Umum", "Pemerintahan", "Kesejahteraan Rakyat")

BEGINNINGS = (
    "Meningkatnya", "Terwujudnya", "Mewujudkan", "Optimalnya", "Terkendalinya", "Menguatnya", "Membaiknya",
)  # fmt: skip
SUBJECTS = (
    "kualitas pelayanan publik", "akuntabilitas kinerja perangkat daerah", "prestasi pemuda dan atlet",
    "ketahanan pangan keluarga", "tertib administrasi pemerintahan desa", "kelestarian sumber air",
    "keselamatan lalu lintas jalan", "minat baca masyarakat", "kesehatan ibu dan anak",
    "tata kelola keuangan daerah", "kesiapsiagaan bencana", "partisipasi masyarakat dalam pembangunan",
    "usaha mikro yang naik kelas", "kerukunan antarumat beragama", "disiplin aparatur",
    "mutu data sektoral", "layanan kearsipan", "kebersihan lingkungan permukiman",
    "pelayanan administrasi kependudukan", "pendapatan asli daerah", "peran kelembagaan masyarakat",
    "kualitas jalan lingkungan", "layanan pengaduan", "sasaran pembangunan keluarga",
)  # fmt: skip
TAILS = (
    "", "", " di wilayah kecamatan", " yang merata", " secara berkelanjutan", " bagi kelompok rentan",
    " yang prima dan akuntabel", " sesuai standar nasional yang berlaku",
)  # fmt: skip
COUNTED = (
    "permohonan", "kelompok masyarakat", "desa", "puskesmas", "sekolah", "pengaduan", "kader posyandu",
    "koperasi", "dokumen perencanaan", "atlet", "arsip", "ruas jalan", "pohon pelindung", "anggota Linmas",
    "keluarga sasaran", "pelaku usaha", "rumah ibadah", "pegawai", "jaringan irigasi", "ternak",
)  # fmt: skip
STATES = (
    "yang terlayani tepat waktu", "yang aktif", "yang terbina", "yang tertib administrasi",
    "yang memenuhi standar", "yang ditindaklanjuti", "yang naik kelas", "yang lulus uji kompetensi",
    "dalam kondisi baik", "yang mendapatkan pembinaan dan pengawasan",
)  # fmt: skip
SOURCES = (
    "Laporan petugas", "Data register pelayanan", "Hasil survei kepuasan masyarakat", "Buku induk",
    "Laporan hasil evaluasi Inspektorat", "Dinas terkait dan BPS", "Aplikasi persuratan daerah",
)  # fmt: skip
NOTES = (
    "Dihitung pada akhir tahun berjalan",
    "Sesuai Permendagri Nomor 47 Tahun 2016 tentang administrasi pemerintahan desa",
    "Kriteria yang aktif adalah :\n1. Mempunyai rencana kerja\n2. Melaksanakan minimal 60 % dari rencana",
    "Nilai tahun sebelumnya 78,25",
)
PROGRAMMES = (
    "Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota", "Penyelenggaraan Pemerintahan dan Pelayanan Publik",
    "Pemberdayaan Masyarakat Desa dan Kelurahan", "Koordinasi Ketenteraman dan Ketertiban Umum",
    "Peningkatan Kualitas Perencanaan dan Pelaporan", "Pembinaan dan Pengawasan Pemerintahan Desa",
    "Pengembangan Daya Saing Keolahragaan", "Pengelolaan Arsip", "Peningkatan Pelayanan Perkantoran",
)  # fmt: skip
ACTIVITIES = (
    "Penyusunan Dokumen Perencanaan", "Administrasi Keuangan", "Pemeliharaan Barang Milik Daerah",
    "Fasilitasi Rapat Koordinasi", "Pengadaan Peralatan Kerja", "Penyediaan Jasa Surat Menyurat",
)  # fmt: skip
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
    "November", "Desember",
)  # fmt: skip
