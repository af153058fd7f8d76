"""Addresses of the register of planning forums."""

from django.urls import path

from janji.registers.musrenbang.views import arrivals, forums, papers, proposals, ranking

app_name = "musrenbang"
urlpatterns = [
    path("forum/<int:pk>/", forums.forum, name="forum"),
    path("forum/<int:pk>/betulkan/", forums.correct, name="correct"),
    path("forum/<int:pk>/hadir/", forums.attend, name="attend"),
    path("forum/<int:pk>/meja/", arrivals.table, name="table"),
    path("forum/<int:pk>/meja/tutup/", arrivals.close, name="close"),
    path("forum/<int:pk>/berita-acara.pdf", papers.minutes_pdf, name="minutes-pdf"),
    path("forum/<int:pk>/berita-acara.docx", papers.minutes_docx, name="minutes-docx"),
    path("datang/<int:pk>/benarkan/", arrivals.confirm, name="confirm"),
    path("datang/<int:pk>/lengkapi/", arrivals.complete, name="complete"),
    path("datang/<int:pk>/tolak/", arrivals.turn_down, name="turn-down"),
    path("daftar/<int:pk>/periksa/", forums.settle, name="settle"),
    path("daftar/<int:pk>/pindaian/", forums.add_images, name="add-images"),
    path("pindaian/<int:pk>/", forums.image, name="image"),
    path("hadir/<int:pk>/coret/", forums.strike, name="strike"),
    path("usulan/<int:pk>/", proposals.proposal, name="proposal"),
    path("usulan/<int:pk>/betulkan/", proposals.correct_proposal, name="correct-proposal"),
    path("usulan/<int:pk>/langkah/", proposals.move, name="move"),
    path("usulan/<int:pk>/tarik/", proposals.retract, name="retract"),
    path("usulan/<int:pk>/coret/", proposals.strike_proposal, name="strike-proposal"),
    path("usulan/<int:pk>/berkas/", proposals.add_files, name="add-files"),
    path("usulan/<int:pk>/nilai/", ranking.score, name="score"),
    path("usulan/<int:pk>/urutan/", ranking.place, name="place"),
    path("berkas/<int:pk>/", proposals.file, name="file"),
    path("<slug:slug>/", forums.forums, name="forums"),
    path("<slug:slug>/baru/", forums.new_forum, name="new-forum"),
    path("<slug:slug>/usulan/", proposals.proposals, name="proposals"),
    path("<slug:slug>/usulan/baru/", proposals.new_proposal, name="new-proposal"),
    path("<slug:slug>/peringkat/", ranking.ranking, name="ranking"),
    path("<slug:slug>/kriteria/<int:plan_year>/", ranking.criteria, name="criteria"),
    path("<slug:slug>/tindak-lanjut/", ranking.follow_up, name="follow-up"),
]
