"""Addresses of the land tax register."""

from django.urls import path

from janji.registers.land_tax import views

app_name = "land_tax"
urlpatterns = [
    path("<slug:slug>/", views.ranking, name="ranking"),
    path("<slug:slug>/rekap-baru/", views.week, name="week"),
    path("<slug:slug>/ketetapan-baru/", views.assessments, name="assessments"),
    path("tahun-pajak/<int:pk>/", views.village, name="village"),
    path("tahun-pajak/<int:pk>/ketetapan/", views.correct_assessment, name="correct-assessment"),
    path("posisi/<int:pk>/", views.recap, name="recap"),
]
