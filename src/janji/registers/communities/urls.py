"""Addresses of the register of community bodies."""

app_name = "communities"
urlpatterns: list = []
