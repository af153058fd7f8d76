"""Addresses of the list of registers."""

from django.urls import path

from janji.registers.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", views.registers_of, name="office"),
]
