"""Addresses of the register of village budgets."""

from django.urls import path

from janji.registers.village_budgets.views import cycles, duties, villages, visits

app_name = "village_budgets"
urlpatterns = [
    path("rancangan/<int:pk>/", cycles.cycle, name="cycle"),
    path("rancangan/<int:pk>/tanggal/", cycles.change_course, name="course"),
    path("rancangan/<int:pk>/ringkasan/", cycles.change_summary, name="summary"),
    path("rancangan/<int:pk>/realisasi/", cycles.realised, name="realised"),
    path("rancangan/<int:pk>/periksa/", cycles.answer, name="answers"),
    path("rancangan/<int:pk>/hasil.pdf", cycles.letter_pdf, name="letter-pdf"),
    path("rancangan/<int:pk>/hasil.docx", cycles.letter_docx, name="letter-docx"),
    path("kunjungan/<int:pk>/", visits.visit, name="visit"),
    path("kunjungan/<int:pk>/betulkan/", visits.correct_visit, name="correct-visit"),
    path("kunjungan/<int:pk>/tindak-lanjut/", visits.follow_up, name="follow-up"),
    path("kunjungan/<int:pk>/batalkan/", visits.withdraw, name="withdraw"),
    path("kunjungan/<int:pk>/berkas/", visits.attach, name="attach"),
    path("berkas/<int:pk>/", visits.file, name="file"),
    path("laporan/<int:pk>/", duties.handed_in, name="handed-in"),
    path("<slug:slug>/", villages.villages, name="villages"),
    path("<slug:slug>/desa/", villages.village, name="village"),
    path("<slug:slug>/indikator/", villages.indicator_page, name="indicator"),
    path("<slug:slug>/batas-waktu/", villages.limits, name="limits"),
    path("<slug:slug>/rancangan/", cycles.cycles, name="cycles"),
    path("<slug:slug>/rancangan/baru/", cycles.new_cycle, name="new-cycle"),
    path("<slug:slug>/kunjungan/", visits.visits, name="visits"),
    path("<slug:slug>/kunjungan/baru/", visits.new_visit, name="new-visit"),
    path("<slug:slug>/laporan/", duties.duties, name="duties"),
    path("<slug:slug>/laporan/terima/", duties.receive, name="receive"),
]
