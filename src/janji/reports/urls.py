"""Addresses of the pages across agreements."""

from django.urls import path

from janji.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.home, name="home"),
    path("beranda/", views.offices, name="offices"),
    path("beranda/<slug:slug>/<int:year>/", views.year, name="year"),
    path("beranda/<slug:slug>/<int:year>/capaian.xlsx", views.table, name="table"),
    path("beranda/<slug:slug>/<int:year>/kertas-kerja.pdf", views.account_pdf, name="account-pdf"),
    path("mutu/<slug:slug>/", views.quality_here, name="quality-here"),
    path("mutu/<slug:slug>/<int:year>/", views.quality, name="quality"),
    path("mutu/<slug:slug>/<int:year>/<slug:code>/", views.flaw, name="flaw"),
]
