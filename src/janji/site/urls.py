"""All addresses of the house."""

from django.urls import include, path

urlpatterns = [
    path("", include("janji.reports.urls")),
    path("", include("janji.measurements.urls")),
    path("perjanjian/", include("janji.agreements.urls")),
    path("catatan/", include("janji.registers.services.urls")),
    path("pengaturan/kalender/", include("janji.calendars.urls")),
    path("", include("janji.orgs.urls")),
]
