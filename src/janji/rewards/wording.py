"""Indonesian sentences of this room."""

from janji.core.reward_life import RuleState, State
from janji.core.reward_rules import BasisStatus, ConditionKind, EffectKind, Lack

CONDITIONS = {
    ConditionKind.ACHIEVEMENT_BELOW: "Capaian perjanjian di bawah batas, beberapa triwulan berturut-turut",
    ConditionKind.ACHIEVEMENT_FROM: "Capaian perjanjian mencapai batas, beberapa triwulan berturut-turut",
    ConditionKind.UNCAPPED_FROM: "Capaian tanpa batas atas mencapai batas, beberapa triwulan berturut-turut",
    ConditionKind.BAND_IS: "Predikat capaian tertentu, beberapa triwulan berturut-turut",
    ConditionKind.AGREEMENT_LATE: "Perjanjian ditandatangani terlambat",
    ConditionKind.QUARTERS_LATE: "Pengukuran triwulan disampaikan terlambat",
    ConditionKind.PAPER_LATE: "Dokumen disampaikan terlambat",
    ConditionKind.FOLLOWED_UP_BELOW: "Tindak lanjut temuan di bawah batas",
    ConditionKind.FOLLOWED_UP_FROM: "Tindak lanjut temuan mencapai batas",
    ConditionKind.FINDINGS_OVERDUE: "Ada temuan yang lewat tenggat",
    ConditionKind.VERIFIED_BELOW: "Realisasi dengan bukti terverifikasi di bawah batas",
    ConditionKind.VERIFIED_FROM: "Realisasi dengan bukti terverifikasi mencapai batas",
}
"""What each kind of condition is called where one is chosen."""

EFFECTS = {
    EffectKind.AWARD: "Nominasi penghargaan",
    EffectKind.COACHING: "Pembinaan",
    EffectKind.ALLOWANCE: "Faktor tambahan penghasilan",
    EffectKind.REVISE: "Perintah perubahan perjanjian",
    EffectKind.IMPROVEMENT: "Kesempatan memperbaiki kinerja",
    EffectKind.REPRIMAND: "Usulan teguran",
    EffectKind.PLACEMENT: "Pertimbangan penempatan jabatan",
    EffectKind.STRATEGY: "Penyesuaian strategi",
    EffectKind.POLICY: "Penyesuaian kebijakan",
    EffectKind.ACTIVITY: "Penyesuaian aktivitas",
    EffectKind.BUDGET: "Penyesuaian anggaran",
}

EFFECT_TONES = {EffectKind.AWARD: "good", EffectKind.REPRIMAND: "bad"}

RULE_STATES = {
    RuleState.DRAFT: ("none", "Konsep"),
    RuleState.ACTIVE: ("good", "Berlaku"),
    RuleState.ENDED: ("none", "Berakhir"),
}

STATES = {
    State.PROPOSED: ("info", "Diusulkan"),
    State.GRANTED: ("good", "Dikabulkan"),
    State.REFUSED: ("none", "Tidak dikabulkan"),
    State.OBJECTED: ("warn", "Keberatan diajukan"),
    State.ANSWERED: ("info", "Keberatan dijawab"),
    State.FINAL: ("good", "Final"),
}

STATUSES = {
    BasisStatus.SEEN: "naskahnya sudah dibaca",
    BasisStatus.MEMORY: "dari ingatan, naskahnya belum dibaca",
    BasisStatus.DESIGN: "rancangan, belum ada dasarnya",
}
"""How well a legal basis is known; the parameters of core use the same three words."""

LACKS = {
    Lack.NOT_PUBLISHED: "datanya belum dipublikasikan",
    Lack.UNDEFINED: "nilainya tidak dapat dihitung",
    Lack.TOO_FEW: "triwulan yang dipublikasikan belum cukup",
}

REFUSALS = {
    "condition-parameters": "Isi hanya yang diperlukan syarat ini: batas persen, banyaknya triwulan, predikat, atau dokumen.",
    "condition-percent": "Batas persen lebih besar daripada 0 dan paling banyak 1.000.",
    "condition-quarters": "Banyaknya triwulan 1 sampai {most}.",
    "condition-paper": "Dokumen ini tidak dikenal. Pilih dari daftar.",
    "effect-change-missing": "Tulis berapa persen tambahan penghasilan berubah, misalnya -5.",
    "effect-change-unfit": "Perubahan persen hanya untuk faktor tambahan penghasilan. Kosongkan isian ini.",
    "effect-change-range": "Perubahan antara -100 dan 100 persen, dan bukan nol.",
    "allowance-division": "Bagian produktivitas dan disiplin bersama-sama tepat 100 %.",
    "rule-basis-missing": "Aturan tanpa dasar hukum tidak dapat diberlakukan. Isi dokumen, pasal, tanggal, dan bagaimana dasar itu diketahui.",
    "rule-basis-unread": "Dasar hukum aturan ini belum dibaca naskahnya. Baca naskahnya, betulkan isiannya, lalu berlakukan.",
    "reprimand-for-achievement": "PP 94/2021 tidak memuat kewajiban mencapai target. Untuk capaian yang kurang pilih kesempatan memperbaiki kinerja (PP 30/2019 Pasal 57 dan 58) atau pembinaan.",
    "rule-by-its-author": "Aturan diberlakukan oleh orang lain daripada penyusunnya. Minta rekan atau atasan Anda.",
    "rule-not-draft": "Aturan yang sudah berlaku atau berakhir tidak diubah. Buat versi baru.",
    "rule-not-active": "Aturan ini tidak sedang berlaku.",
    "rule-title-taken": "Judul ini sudah dipakai aturan lain di {org_unit}. Pilih judul lain.",
    "rule-has-following": "Versi {version} aturan ini sudah ada. Buka versi itu.",
    "rule-reason-missing": "Tulis alasannya, agar orang lain memahaminya nanti.",
    "rule-dates": "Tanggal berakhir tidak lebih awal daripada tanggal mulai. Periksa keduanya.",
    "rule-before-previous": "Versi baru berlaku sesudah {day}, hari mulai versi sebelumnya. Periksa tanggalnya.",
    "rule-does-not-hold": "Menurut data yang dipublikasikan hari ini, syarat aturan ini tidak terpenuhi untuk {org_unit}. Muat ulang saran.",
    "rule-not-for-office": "Aturan ini tidak berlaku untuk {org_unit}.",
    "reward-proposed-already": "Usulan atas data yang sama sudah ada. Buka usulan itu.",
    "reward-reasons-missing": "Tulis alasannya.",
    "reward-deed-not-now": "Dari keadaannya sekarang hal ini tidak dapat dilakukan. Muat ulang halamannya.",
    "reward-decided-by-proposer": "Yang mengusulkan tidak memutuskan. Pejabat lain memutuskan usulan ini.",
    "reward-decided-by-concerned": "Kepala kantor yang bersangkutan tidak memutuskan perkaranya sendiri.",
    "reward-number-taken": "Nomor {number} sudah dipakai keputusan lain. Pakai nomor berikutnya.",
    "reward-day-ahead": "Tanggal {day} belum tiba.",
    "reward-day-before": "Tanggal ini lebih awal daripada {day}. Periksa tanggalnya.",
    "reward-received-already": "Penerimaan keputusan sudah dicatat.",
    "objection-rule-not-yet": "{title} baru berlaku sejak {day}. Pilih aturan keberatan lain.",
    "objection-late": "Batas mengajukan keberatan adalah {until}. Upaya lain dibicarakan dengan bagian hukum.",
    "objection-granted-by-law": "Keberatan tidak dijawab sampai {until} dan dianggap dikabulkan menurut undang-undang. Jawabannya hanya dapat menerima.",
    "objection-by-superior": "Menurut aturan keberatan ini yang menjawab adalah atasan pejabat yang memutuskan. Pejabat lain menjawabnya.",
    "close-before-receipt": "Keputusan belum dapat ditutup: penerimaannya belum dicatat, atau keberatannya belum dijawab.",
    "close-too-early": "Keputusan baru final setelah {until}.",
    "paper-day-unfit": "Dokumen tahun {year} tidak mungkin disampaikan sebelum tahun itu berakhir. Periksa tanggalnya.",
}

DEEDS = {
    "draft-reward-rule": "menyusun aturan penghargaan dan sanksi",
    "edit-reward-rule": "mengubah konsep aturan penghargaan dan sanksi",
    "activate-reward-rule": "memberlakukan aturan penghargaan dan sanksi",
    "end-reward-rule": "mengakhiri aturan penghargaan dan sanksi",
    "propose-reward": "mengusulkan penghargaan atau sanksi",
    "decide-reward": "memutuskan usulan penghargaan atau sanksi",
    "receive-decision": "mencatat penerimaan keputusan",
    "object-to-decision": "mengajukan keberatan atas keputusan",
    "answer-objection": "menjawab keberatan",
    "close-decision": "menyatakan keputusan final",
    "record-paper-delivery": "mencatat penyampaian dokumen",
}

FACTS: dict[str, str] = {
    "accepts": "keberatan diterima",
    "band": "predikat",
    "basis_article": "pasal",
    "basis_dated": "tanggal dasar hukum",
    "basis_document": "dasar hukum",
    "basis_status": "bagaimana dasar diketahui",
    "change": "perubahan persen",
    "condition_kind": "syarat",
    "effect_kind": "yang disarankan",
    "for_kind": "untuk",
    "objection_rule": "aturan keberatan",
    "percent": "batas persen",
    "quarters": "banyaknya triwulan",
    "received_on": "diterima tanggal",
    "rule": "aturan",
    "valid_from": "berlaku sejak",
    "valid_to": "berlaku sampai",
}
"""What the facts of the audit chain are called."""
