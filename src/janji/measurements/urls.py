"""Addresses of figures."""

from django.urls import path

from janji.measurements import views
from janji.measurements.quarters import views as quarters

app_name = "measurements"
urlpatterns = [
    path("pengukuran/", views.places, name="places"),
    path("pengukuran/isi/<int:pk>/<int:quarter>/", views.enter, name="enter"),
    path("pengukuran/<slug:slug>/<int:year>/", views.year, name="year"),
    path("pengukuran/<slug:slug>/<int:year>/<int:quarter>/", quarters.quarter, name="quarter"),
    path("indikator/<int:pk>/", views.indicator, name="indicator"),
    path("indikator/<int:pk>/kertas-kerja.pdf", views.account_pdf, name="account-pdf"),
    path("indikator/<int:pk>/baris/<slug:variable>/", views.rows, name="rows"),
    path("indikator/<int:pk>/belum-memenuhi/", views.lacking, name="lacking"),
    path("indikator/<int:pk>/definisi/", views.definitions, name="definitions"),
    path("indikator/<int:pk>/definisi/usul/", views.propose, name="propose"),
    path("indikator/<int:pk>/definisi/<int:number>/tetapkan/", views.sign, name="sign"),
    path("indikator/<int:pk>/definisi/<int:number>/akhiri/", views.end, name="end"),
    path("perjanjian/<int:pk>/pelengkap/", views.complement, name="complement"),
    path("bukti/<int:pk>/", views.evidence, name="evidence"),
    path("pengaturan/penilaian/<slug:slug>/", views.scoring, name="scoring"),
]
