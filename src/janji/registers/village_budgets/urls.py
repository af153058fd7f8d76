"""Addresses of the register of village budgets."""

app_name = "village_budgets"
urlpatterns: list[object] = []
