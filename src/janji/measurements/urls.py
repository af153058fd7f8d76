"""Addresses of figures."""

from django.urls import path

from janji.measurements import views

app_name = "measurements"
urlpatterns = [
    path("pengukuran/", views.places, name="places"),
    path("pengukuran/isi/<int:pk>/<int:quarter>/", views.enter, name="enter"),
    path("pengukuran/<slug:slug>/<int:year>/", views.year, name="year"),
    path("indikator/<int:pk>/", views.indicator, name="indicator"),
    path("bukti/<int:pk>/", views.evidence, name="evidence"),
    path("pengaturan/penilaian/<slug:slug>/", views.scoring, name="scoring"),
]
