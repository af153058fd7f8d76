"""All addresses of the house."""

from django.urls import include, path

from janji.registers.catalogue import addresses
from janji.site import views

handler500 = "janji.kit.views.broken"
urlpatterns = [
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("metrics", views.figures, name="figures"),
    path("", include("janji.reports.urls")),
    path("", include("janji.measurements.urls")),
    path("evaluasi/", include("janji.evaluation.urls")),
    path("pengawasan/", include("janji.supervision.urls")),
    path("keputusan/", include("janji.rewards.urls")),
    path("anggaran/", include("janji.budgets.urls")),
    path("pemberitahuan/", include("janji.notices.urls")),
    path("perjanjian/", include("janji.agreements.urls")),
    path("catatan/", include(addresses())),
    path("catatan/impor/", include("janji.registers.imports.urls")),
    path("catatan/", include("janji.registers.overview.urls")),
    path("ikuti/", include("janji.portal.requests.urls")),
    path("naskah/", include("janji.portal.papers.urls")),
    path("survei/", include("janji.portal.surveys.urls")),
    path("hadir/", include("janji.portal.attendance.urls")),
    path("kamus/", include("janji.indicators.urls")),
    path("pengaturan/kalender/", include("janji.calendars.urls")),
    path("", include("janji.orgs.urls")),
]
