"""Addresses of the dictionary of indicators."""

from django.urls import path

from janji.indicators import views

app_name = "indicators"
urlpatterns = [
    path("<slug:slug>/", views.dictionary, name="dictionary"),
    path("versi/<int:pk>/", views.sheet, name="sheet"),
]
