from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "janji.indicators"
    verbose_name = "Indikator"
