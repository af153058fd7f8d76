"""Addresses of the working calendar."""

from django.urls import path

from janji.calendars import views

app_name = "calendars"
urlpatterns = [
    path("<slug:slug>/", views.here, name="here"),
    path("<slug:slug>/jam/", views.hours, name="hours"),
    path("<slug:slug>/<int:year>/", views.year, name="year"),
    path("<slug:slug>/<int:year>/muat/", views.seed, name="seed"),
    path("<slug:slug>/<int:year>/periksa/", views.verify, name="verify"),
    path("<slug:slug>/hapus/", views.remove, name="remove"),
]
