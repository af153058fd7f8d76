"""Public addresses of surveys."""

from django.urls import path

from janji.portal.surveys import views

app_name = "public-surveys"
urlpatterns = [
    path("undangan/<slug:token>/", views.invitation, name="invitation"),
    path("kios/<slug:key>/", views.kiosk, name="kiosk"),
    path("kantor/<slug:office>/", views.office, name="office"),
    path("<slug:slug>/", views.start, name="start"),
    path("<slug:slug>/<int:place>/", views.question, name="question"),
    path("<slug:slug>/selesai/", views.finish, name="finish"),
    path("<slug:slug>/terima-kasih/", views.thanks, name="thanks"),
    path("<slug:slug>/hasil/", views.result, name="result"),
    path("<slug:slug>/poster/", views.poster, name="poster"),
]
