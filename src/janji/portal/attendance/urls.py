"""Public addresses of attendance by QR code."""

from django.urls import path

from janji.portal.attendance import views

app_name = "public-attendance"
urlpatterns = [
    path("<slug:key>/", views.arrive, name="arrive"),
    path("<slug:key>/terima-kasih/", views.thanks, name="thanks"),
]
