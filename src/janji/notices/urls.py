"""Addresses of what people are told."""

from django.urls import path

from janji.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("dibaca/", views.read_all, name="read-all"),
    path("e-mail/", views.mail, name="mail"),
    path("<int:pk>/buka/", views.open_notice, name="open"),
]
