"""Addresses of the services register."""

from django.urls import path

from janji.registers.services import views

app_name = "services"
urlpatterns = [
    path("<slug:slug>/", views.register, name="register"),
    path("<slug:slug>/loket/", views.counter, name="counter"),
    path("<slug:slug>/katalog/", views.catalogue, name="catalogue"),
    path("<slug:slug>/katalog/baru/", views.new_service, name="new-service"),
    path("standar/<int:pk>/baru/", views.new_standard, name="new-standard"),
    path("permohonan/<int:pk>/", views.one_request, name="request"),
]
