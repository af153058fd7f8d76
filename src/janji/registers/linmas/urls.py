"""Addresses of the Linmas register."""

app_name = "linmas"
urlpatterns = []
