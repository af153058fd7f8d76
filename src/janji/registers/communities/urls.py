"""Addresses of the register of community bodies."""

from django.urls import path

from janji.registers.communities import views

app_name = "communities"
urlpatterns = [
    path("satu/<int:pk>/", views.community, name="community"),
    path("satu/<int:pk>/betulkan/", views.change, name="change"),
    path("satu/<int:pk>/keadaan/", views.status, name="status"),
    path("satu/<int:pk>/pengurus/", views.new_officer, name="new-officer"),
    path("satu/<int:pk>/program/<int:year>/", views.plan, name="plan"),
    path("satu/<int:pk>/program/<int:year>/berkas/", views.plan_file, name="plan-file"),
    path("satu/<int:pk>/program/<int:year>/agenda/", views.new_activity, name="new-activity"),
    path("pengurus/<int:pk>/akhiri/", views.end_tenure, name="end-tenure"),
    path("agenda/<int:pk>/", views.activity, name="activity"),
    path("bukti/<int:pk>/", views.activity_file, name="activity-file"),
    path("<slug:slug>/", views.communities, name="communities"),
    path("<slug:slug>/ringkasan/", views.matrix, name="matrix"),
    path("<slug:slug>/masa-bakti/", views.expiring, name="expiring"),
    path("<slug:slug>/baru/", views.new_community, name="new-community"),
]
