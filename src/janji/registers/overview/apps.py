from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "janji.registers.overview"
    label = "overview"
    verbose_name = "Catatan"
