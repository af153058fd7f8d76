"""Addresses of supervision."""

from django.urls import path

from janji.supervision import views

app_name = "supervision"
_REVIEW = "kantor/<slug:slug>/<int:year>/tw/<int:quarter>/rapat"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("pertanyaan/", views.threads, name="threads"),
    path("pertanyaan/<int:pk>/", views.thread, name="thread"),
    path("pertanyaan/<int:pk>/jawab/", views.answer, name="answer"),
    path("pertanyaan/<int:pk>/tulis-lagi/", views.ask_again, name="ask-again"),
    path("pertanyaan/<int:pk>/tutup/", views.close, name="close"),
    path("temuan/", views.findings, name="findings"),
    path("temuan/<int:pk>/", views.finding, name="finding"),
    path("temuan/<int:pk>/tindak-lanjut/", views.follow_up, name="follow-up"),
    path("temuan/<int:pk>/terima/", views.accept, name="accept"),
    path("temuan/<int:pk>/kembalikan/", views.return_follow_up, name="return"),
    path("temuan/<int:pk>/tarik/", views.withdraw, name="withdraw"),
    path("bukti/<int:pk>/", views.file, name="file"),
    path("kantor/<slug:slug>/<int:year>/", views.office, name="office"),
    path("kantor/<slug:slug>/<int:year>/tanya/", views.new_thread, name="new-thread"),
    path("kantor/<slug:slug>/<int:year>/temuan/", views.new_finding, name="new-finding"),
    path(f"{_REVIEW}/", views.review, name="review"),
    path(f"{_REVIEW}.pdf", views.review_paper, {"kind": "pdf"}, name="review-pdf"),
    path(f"{_REVIEW}.docx", views.review_paper, {"kind": "docx"}, name="review-docx"),
]
