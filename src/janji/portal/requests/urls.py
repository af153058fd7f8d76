"""Public addresses."""

from django.urls import path

from janji.portal.requests import views

app_name = "public-requests"
urlpatterns = [
    path("", views.follow, name="follow"),
    path("pengaduan/", views.complain, name="complain"),
]
