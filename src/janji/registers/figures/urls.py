"""Addresses of the register of figures."""

from django.urls import path

from janji.registers.figures import views

app_name = "figures"
urlpatterns = [
    path("<slug:slug>/", views.figures, name="figures"),
    path("<slug:slug>/isi/", views.fill, name="fill"),
    path("<slug:slug>/baru/", views.define, name="define"),
    path("<slug:slug>/angka/<int:pk>/", views.figure, name="figure"),
    path("definisi/<int:pk>/", views.change, name="change"),
    path("definisi/<int:pk>/akhiri/", views.end, name="end"),
    path("isian/<int:pk>/", views.entry, name="entry"),
    path("bukti/<int:pk>/", views.evidence, name="evidence"),
]
