"""Public addresses."""

from django.urls import URLPattern

app_name = "public-surveys"
urlpatterns: list[URLPattern] = []
