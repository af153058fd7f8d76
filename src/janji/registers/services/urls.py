"""Addresses of the services register."""

from django.urls import path

from janji.registers.services.views import catalogue, complaints, counter, reports, requests

app_name = "services"
urlpatterns = [
    path("<slug:slug>/", requests.register, name="register"),
    path("<slug:slug>/loket/", counter.counter, name="counter"),
    path("<slug:slug>/loket/syarat/", counter.requirements, name="requirements"),
    path("<slug:slug>/katalog/", catalogue.catalogue, name="catalogue"),
    path("<slug:slug>/katalog/baru/", catalogue.new_service, name="new-service"),
    path("<slug:slug>/pengaduan/", complaints.complaints, name="complaints"),
    path("<slug:slug>/pengaduan/baru/", complaints.new_complaint, name="new-complaint"),
    path("<slug:slug>/laporan/", reports.report, name="report"),
    path("katalog/<int:pk>/", catalogue.service, name="service"),
    path("katalog/<int:pk>/standar/", catalogue.new_standard, name="new-standard"),
    path("katalog/<int:pk>/tutup/", catalogue.close, name="close-service"),
    path("katalog/<int:pk>/buka/", catalogue.reopen, name="reopen-service"),
    path("permohonan/<int:pk>/", requests.one_request, name="request"),
    path("permohonan/<int:pk>/tanda-terima/", counter.receipt, name="receipt"),
    path("permohonan/<int:pk>/jeda/", requests.pause, name="pause"),
    path("permohonan/<int:pk>/lanjut/", requests.resume, name="resume"),
    path("permohonan/<int:pk>/betulkan/", requests.correct, name="correct"),
    path("pengaduan/<int:pk>/", complaints.complaint, name="complaint"),
]
