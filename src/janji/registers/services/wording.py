"""Sentences of the services register."""

from janji.core.service_life import Punctuality, Stage
from janji.core.workdays import LimitUnit

STAGES = {
    Stage.RECEIVED: "diterima",
    Stage.CHECKING: "diverifikasi",
    Stage.INCOMPLETE: "kekurangan berkas",
    Stage.IN_PROGRESS: "diproses",
    Stage.AT_SECTION_HEAD: "paraf kepala seksi",
    Stage.AT_SECRETARY: "paraf sekretaris",
    Stage.AT_HEAD: "tanda tangan pimpinan",
    Stage.FORWARDED: "dikirim ke instansi penerbit",
    Stage.FINISHED: "selesai",
    Stage.HANDED_OVER: "diserahkan",
    Stage.REFUSED: "ditolak",
    Stage.WITHDRAWN: "ditarik pemohon",
    Stage.LAPSED: "gugur",
}

PUNCTUALITIES = {
    Punctuality.RUNNING: "berjalan",
    Punctuality.ON_TIME: "tepat waktu",
    Punctuality.LATE: "terlambat",
    Punctuality.UNKNOWN: "waktu selesai tidak diketahui",
    Punctuality.NOT_COUNTED: "tidak dihitung",
}

LIMIT_UNITS = {
    LimitUnit.MINUTES: "menit",
    LimitUnit.HOURS: "jam",
    LimitUnit.WORKING_DAYS: "hari kerja",
    LimitUnit.CALENDAR_DAYS: "hari kalender",
}

CORRECTED = {
    "applicant": "nama pemohon",
    "village": "desa",
    "people": "jumlah orang",
    "is_represented": "diwakilkan",
    "product_number": "nomor produk",
    "handed_to": "diserahkan kepada",
    "service": "layanan",
    "received_at": "waktu diterima",
    "forwarded_at": "waktu dikirim",
    "finished_at": "waktu selesai",
}

REFUSALS = {
    "service-code-taken": "Kode layanan “{code}” sudah dipakai. Pilih kode lain.",
    "service-closed": "{service} tidak dibuka pada {day}. Pilih layanan lain.",
    "standard-missing": "{service} belum mempunyai standar yang berlaku pada {day}. Isi standarnya dahulu.",
    "standard-not-later": "Standar baru harus berlaku sesudah {day}, sejak standar sebelumnya berlaku.",
    "move-not-possible": "Permohonan {number} sudah {before}; tidak dapat menjadi {after}.",
    "step-before-last": "Waktu ini lebih awal daripada langkah sebelumnya, {last}. Periksa tanggal dan jamnya.",
    "service-not-forwarded": "{service} diterbitkan kantor ini sendiri, jadi tidak dikirim ke instansi lain. Pilih langkah lain.",
    "not-served-at-once": "{service} tidak dijanjikan dalam menit atau jam, jadi tidak dapat selesai langsung. Simpan permohonannya.",
    "missing-not-said": "Tulis apa yang kurang, agar pemohon tahu apa yang harus dilengkapi.",
    "answers-impossible": "Jumlah jawaban {total} tidak mungkin untuk {count} pertanyaan.",
    "pause-ends-before-start": "Jeda tidak dapat berakhir sebelum mulai, {start}. Periksa tanggal dan jamnya.",
    "pause-not-running": "Permohonan {number} tidak sedang berjalan atau tidak sedang dijeda.",
    "pause-runs-already": "Permohonan {number} sedang dijeda. Akhiri jeda itu dahulu.",
    "pause-is-a-step": "Kekurangan berkas dicatat sebagai langkah: pilih “kekurangan berkas”, lalu “diverifikasi” bila sudah lengkap.",
    "pause-before-receipt": "Jeda tidak dapat mulai sebelum permohonan diterima.",
    "correction-reason-missing": "Tulis mengapa catatan ini dibetulkan.",
    "nothing-corrected": "Tidak ada yang berubah. Ubah isian yang salah, lalu simpan.",
    "complaint-elsewhere": "Permohonan {number} bukan permohonan kantor ini. Periksa nomornya.",
    "complaint-needs-request": "Pengaduan dari halaman ini harus tentang sebuah permohonan.",
    "complaints-waiting": "Sudah ada {most} pengaduan Anda yang menunggu jawaban. Hubungi loket untuk menambah keterangan.",
    "complaint-undecided": "Putuskan dahulu apakah pengaduan ini terbukti.",
    "complaint-resolved": "Pengaduan ini sudah selesai pada {day}.",
    "resolved-before-receipt": "Pengaduan tidak dapat selesai sebelum diterima, {day}.",
    "step-in-future": "Waktu ini belum terjadi. Periksa tanggal dan jamnya.",
    "reason-missing": "Tulis alasannya, agar pemohon tahu mengapa.",
    "pause-evidence-missing": "Tulis buktinya: surat, catatan gangguan, atau berkas yang kurang.",
    "complete-before-receipt": "Berkas tidak dapat lengkap sebelum diterima.",
    "term-unfit": "Isian “{title}” tidak sesuai. Pilih dari daftar atau isi angka dalam batasnya.",
}

PROBLEMS = {
    "book-date-unreadable": "“{said}” tidak terbaca sebagai tanggal. Tulis seperti 14-01-2019.",
    "book-date-ahead": "“{said}” belum terjadi. Periksa tahunnya.",
    "book-finish-before-receipt": "Selesai “{said}” lebih awal daripada diterima. Periksa kedua tanggalnya.",
    "book-name-missing": "Nama pemohon kosong. Isi namanya.",
    "book-service-missing": "Jenis layanan kosong. Isi nama atau kode layanannya.",
    "book-service-unknown": "Layanan “{said}” tidak ada pada katalog. Samakan namanya, atau tambahkan layanannya.",
    "book-standard-missing": "{service} belum dibuka atau belum mempunyai standar pada {day}. Lengkapi katalognya.",
    "book-village-unknown": "“{said}” tidak menyebut tepat satu desa di wilayah ini. Tulis nama desanya, atau “luar wilayah”.",
    "book-text-too-long": "Isi sel ini terlalu panjang. Paling banyak {most} huruf.",
    "book-people-unreadable": "“{said}” tidak terbaca sebagai jumlah orang. Tulis angka 1 sampai 999.",
    "book-nik-as-number": "NIK tersimpan sebagai angka, sehingga digit terakhirnya hilang. Tulis ulang sebagai teks, atau kosongkan.",
    "book-nik-unreadable": "NIK tidak terdiri atas 16 digit. Betulkan, atau kosongkan.",
}

DEEDS = {
    "add-service": "menambah layanan",
    "close-service": "menutup layanan",
    "set-standard": "menetapkan standar layanan",
    "receive-request": "menerima permohonan",
    "move-request": "memindahkan permohonan",
    "reopen-service": "membuka kembali layanan",
    "return-file": "mengembalikan berkas di loket",
    "pause-request": "menjeda permohonan",
    "resume-request": "mengakhiri jeda permohonan",
    "correct-request": "membetulkan catatan permohonan",
    "note-satisfaction": "mencatat jawaban survei pemohon",
    "record-complaint": "mencatat pengaduan",
    "decide-complaint": "memutuskan pengaduan",
    "resolve-complaint": "menyelesaikan pengaduan",
    "extend-deadlines": "memperpanjang tenggat karena kalender berubah",
}

CODES = {
    "services.servicerequest.stage": {stage.value: said for stage, said in STAGES.items()},
    "services.standard.limit_unit": {unit.value: said for unit, said in LIMIT_UNITS.items()},
}
"""What codes of the audit chain are called in its history."""

FACTS = {
    "clock_start": "mulai dihitung",
    "due_at": "tenggat",
    "fee": "biaya",
    "fee_text": "keterangan biaya",
    "limit_text": "keterangan jangka waktu",
    "limit_unit": "satuan jangka waktu",
    "limit_value": "jangka waktu",
    "pauses": "waktu dihentikan",
    "procedure": "prosedur",
    "product": "produk",
    "requirements": "persyaratan",
    "resolution": "penyelesaian",
    "stage": "tahap",
}
"""What facts of the audit chain are called beside their values."""
