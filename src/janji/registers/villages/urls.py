"""Addresses of the register of village administration."""

from django.urls import path
from django.urls.resolvers import URLPattern

app_name = "villages"
urlpatterns: list[URLPattern] = []
path  # noqa: B018
