"""Addresses of the register of planning forums."""

from django.urls import path

from janji.registers.musrenbang import views

app_name = "musrenbang"
urlpatterns = [
    path("forum/<int:pk>/", views.forum, name="forum"),
    path("forum/<int:pk>/betulkan/", views.correct, name="correct"),
    path("forum/<int:pk>/hadir/", views.attend, name="attend"),
    path("daftar/<int:pk>/periksa/", views.settle, name="settle"),
    path("hadir/<int:pk>/coret/", views.strike, name="strike"),
    path("<slug:slug>/", views.forums, name="forums"),
    path("<slug:slug>/baru/", views.new_forum, name="new-forum"),
]
