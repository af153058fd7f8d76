from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    name = "janji.budgets"
    verbose_name = "Anggaran"
