"""Public addresses."""

from django.urls import path

from janji.portal.papers import views

app_name = "public-papers"
urlpatterns = [
    path("", views.find, name="find"),
    path("<slug:code>/", views.paper, name="paper"),
]
