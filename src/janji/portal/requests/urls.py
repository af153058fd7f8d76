"""Public addresses."""

from django.urls import URLPattern

app_name = "public-requests"
urlpatterns: list[URLPattern] = []
