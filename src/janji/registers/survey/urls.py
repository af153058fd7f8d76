"""Addresses of the survey register."""

from django.urls import path

from janji.registers.survey import views

app_name = "survey"
urlpatterns = [path("<slug:slug>/", views.periods, name="periods")]
