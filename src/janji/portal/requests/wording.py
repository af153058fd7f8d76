"""What a citizen reads: where the request is, in plain words, and what to do next."""

from janji.core.service_life import Stage

PLAIN = {
    Stage.RECEIVED: "Permohonan Anda sudah diterima dan menunggu diperiksa.",
    Stage.CHECKING: "Berkas Anda sedang diperiksa.",
    Stage.INCOMPLETE: "Berkas Anda belum lengkap. Waktu berhenti sampai Anda melengkapinya.",
    Stage.IN_PROGRESS: "Permohonan Anda sedang dikerjakan.",
    Stage.AT_SECTION_HEAD: "Permohonan Anda menunggu paraf kepala seksi.",
    Stage.AT_SECRETARY: "Permohonan Anda menunggu paraf sekretaris.",
    Stage.AT_HEAD: "Permohonan Anda menunggu tanda tangan pimpinan.",
    Stage.FORWARDED: "Berkas Anda sudah dikirim ke instansi yang menerbitkan produknya.",
    Stage.FINISHED: "Permohonan Anda sudah selesai.",
    Stage.HANDED_OVER: "Permohonan Anda sudah selesai dan hasilnya sudah diserahkan.",
    Stage.REFUSED: "Permohonan Anda ditolak.",
    Stage.WITHDRAWN: "Permohonan ini sudah Anda tarik.",
    Stage.LAPSED: "Permohonan ini gugur karena tidak dilanjutkan.",
}

NEXT = {
    Stage.INCOMPLETE: "Bawa kekurangannya ke loket, beserta tanda terima.",
    Stage.FORWARDED: "Tunggu penerbitannya. Loket dapat memberi tahu nomornya di instansi itu.",
    Stage.FINISHED: "Ambil hasilnya di loket pada jam layanan, dengan membawa tanda terima.",
    Stage.HANDED_OVER: "Tidak ada lagi yang perlu Anda lakukan.",
    Stage.REFUSED: "Baca alasannya. Anda dapat mengajukan lagi, atau menyampaikan keberatan di loket.",
    Stage.WITHDRAWN: "Anda dapat mengajukan permohonan baru kapan saja.",
    Stage.LAPSED: "Anda dapat mengajukan permohonan baru kapan saja.",
}
WAIT = "Tidak ada yang perlu Anda lakukan sekarang. Lihat lagi halaman ini sesudah tenggatnya."
OVERDUE = "Tenggatnya sudah lewat. Anda berhak menanyakannya di loket atau mengadu di bawah."

NOT_FOUND = (
    "Tidak ada permohonan dengan nomor dan kode ini. Periksa keduanya pada tanda terima Anda."
)
