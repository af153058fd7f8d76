from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "janji.reports"
    verbose_name = "Laporan"
