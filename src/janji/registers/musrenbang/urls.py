"""Addresses of the register of planning forums."""

app_name = "musrenbang"
urlpatterns: list = []
