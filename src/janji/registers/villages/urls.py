"""Addresses of the register of village administration."""

from django.urls import path

from janji.registers.villages import views

app_name = "villages"
urlpatterns = [
    path("pekerja.js", views.worker, name="worker"),
    path("pemeriksaan/<int:pk>/", views.inspection, name="inspection"),
    path("pemeriksaan/<int:pk>/batalkan/", views.withdraw, name="withdraw"),
    path("pemeriksaan/<int:pk>/foto/", views.add_photo, name="add-photo"),
    path("foto/<int:pk>/", views.photo, name="photo"),
    path("foto/<int:pk>/tarik/", views.withdraw_photo, name="withdraw-photo"),
    path("bukti/<int:pk>/", views.evidence, name="evidence"),
    path("temuan/<int:pk>/", views.finding, name="finding"),
    path("<slug:slug>/", views.villages, name="villages"),
    path("<slug:slug>/buku/", views.heat_map, name="heat-map"),
    path("<slug:slug>/semester/", views.trend, name="trend"),
    path("<slug:slug>/temuan/", views.findings, name="findings"),
    path("<slug:slug>/desa/", views.village, name="village"),
    path("<slug:slug>/masa/", views.days, name="days"),
    path("<slug:slug>/periksa/", views.inspect, name="inspect"),
    path("<slug:slug>/periksa/luring/", views.inspect_offline, name="inspect-offline"),
]
