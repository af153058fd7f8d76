"""Addresses of imports."""

from django.urls import path

from janji.registers.imports import views

app_name = "imports"
urlpatterns = [
    path("<int:pk>/", views.batch, name="batch"),
    path("<int:pk>/masalah/", views.problems, name="problems"),
    path("<int:pk>/simpan/", views.store, name="store"),
    path("<int:pk>/buang/", views.discard, name="discard"),
    path("<slug:register>/<slug:slug>/", views.bring, name="bring"),
    path("<slug:register>/<slug:slug>/contoh/", views.template, name="template"),
]
