"""Sentences of the survey register."""

from janji.core.survey_life import Doubt, PeriodDeed, PeriodState

STATES = {
    PeriodState.DRAFT: ("none", "draf"),
    PeriodState.RUNNING: ("info", "berjalan"),
    PeriodState.CLOSED: ("warn", "ditutup"),
    PeriodState.PUBLISHED: ("good", "diterbitkan"),
}

PERIOD_DEEDS = {
    PeriodDeed.OPEN: "Mulai survei",
    PeriodDeed.CLOSE: "Tutup survei",
    PeriodDeed.REOPEN: "Buka kembali",
    PeriodDeed.PUBLISH: "Terbitkan hasil",
    PeriodDeed.WITHDRAW: "Tarik penerbitan",
}

SAMPLE_FORMULAS = {
    "krejcie-morgan": "s = χ²·N·P·Q ÷ (d²·(N − 1) + χ²·P·Q), dengan χ² = 3,841, P = Q = 0,5, d = 0,05",
    "slovin": "n = N ÷ (1 + N·e²), dengan e = 0,05, dibulatkan ke atas",
}
"""How a method finds the sample, for the reader; the numbers themselves are in `core/sampling`."""

DOUBTS = {
    Doubt.BLANKS: "terlalu banyak jawaban kosong",
    Doubt.REPEAT: "diisi lagi dari peramban yang sama, atau baris kembar pada lembar",
    Doubt.RUN: "sembilan nilai sama, ketiga kalinya berturut-turut",
    Doubt.BURST: "terlalu banyak jawaban dalam waktu singkat",
}

REFUSALS = {
    "survey-move-not-now": "Keadaan survei ini sudah lain. Muat ulang halamannya.",
    "survey-elements-incomplete": "Kuesioner harus memuat kesembilan unsur, masing-masing satu kali.",
    "survey-question-empty": "Setiap pertanyaan memerlukan kalimat dan empat pilihan jawaban.",
    "survey-period-reversed": "Tanggal akhir tidak boleh sebelum tanggal mulai.",
    "survey-period-too-long": "Survei diadakan paling sedikit sekali setahun, jadi satu periode paling lama satu tahun.",
    "survey-period-overlaps": "Tanggal ini bertumpuk dengan {name}. Setiap jawaban harus masuk tepat satu survei.",
    "sample-method-unknown": "Cara menghitung sampel tidak dikenal. Pilih dari daftar.",
    "survey-settled": "{name} sudah ditutup atau diterbitkan, jadi isinya tidak diubah lagi.",
    "survey-reason-missing": "Tulis alasannya, agar orang lain memahaminya nanti.",
    "survey-undo-not-last": "Hanya isian kertas terakhir Anda yang dapat dibatalkan. Yang lain disisihkan di halaman pemeriksaan.",
    "survey-not-running": "{office} sedang tidak mengadakan survei. Terima kasih atas niat baik Anda.",
    "survey-nothing-answered": "Belum ada pertanyaan yang dijawab.",
    "survey-day-outside": "Tanggal pengisian harus antara {first} dan {last}.",
    "survey-digits-count": "Ketik {expected} angka, satu untuk setiap unsur; yang terbaca {count}. Yang kosong ditulis 0.",
    "survey-digit-outside": "Angka ke-{place}, “{digit}”, bukan 1 sampai 4. Yang kosong ditulis 0.",
    "survey-nothing-to-publish": "{name} belum mempunyai indeks: setiap unsur memerlukan paling sedikit satu jawaban.",
    "survey-still-waiting": "Masih ada {count} jawaban yang menunggu pemeriksaan. Terima atau sisihkan dahulu.",
    "survey-not-begun": "{name} masih draf. Mulai surveinya dahulu.",
    "invitation-used": "Undangan ini sudah dipakai. Terima kasih, jawaban Anda sudah kami terima.",
    "invitation-not-finished": "Permohonan {number} belum selesai; undangan diberikan setelah layanannya diterima.",
    "survey-scale-unchosen": (
        "Kolom {columns} memakai skala 1–5, padahal SKM memakai 1–4. Pilih skala 1 sampai 5 di bawah bila Anda setuju"
        " dengan cara mengubahnya."
    ),
    "plan-evidence-missing": "Tulis bukti bahwa kegiatan ini sudah dilaksanakan.",
    "suggestion-missing": "Responden ini tidak menulis saran.",
}

PROBLEMS = {
    "survey-row-without-day": "Baris {row} tidak bertanggal. Pilih tanggal untuk seluruh lembar, lalu baca lagi.",
    "survey-row-outside": "Tanggal {day} pada baris {row} tidak termasuk survei yang sedang berjalan.",
    "survey-suggestion-long": "Saran pada baris {row} lebih panjang daripada {most} huruf. Ringkas, lalu baca lagi.",
}

DEEDS = {
    "set-instrument": "menetapkan kuesioner survei",
    "create-period": "membuat survei",
    "set-population": "mengubah populasi survei",
    "set-survey-scoring": "mengubah bobot atau batas mutu survei",
    "move-survey-period": "mengubah keadaan survei",
    "enter-paper": "mencatat jawaban kertas",
    "undo-entry": "membatalkan isian terakhir",
    "answer-survey": "menjawab survei",
    "answer-invitation": "menjawab survei lewat undangan",
    "settle-review": "memeriksa jawaban survei",
    "give-invitation": "memberi undangan survei",
    "publish-survey": "menerbitkan hasil survei",
    "withdraw-survey": "menarik penerbitan survei",
    "add-plan": "menambah rencana tindak lanjut",
    "update-plan": "mengubah rencana tindak lanjut",
    "handle-suggestion": "menindaklanjuti saran",
}

CODES = {
    "survey.period.state": {state.value: said for state, (_, said) in STATES.items()},
}
"""What codes of the audit chain are called in its history."""

FACTS = {
    "is_valid": "dihitung",
    "max_blank": "jawaban kosong paling banyak",
    "review": "pemeriksaan",
}
"""What facts of the audit chain are called beside their values."""
