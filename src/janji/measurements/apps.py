from django.apps import AppConfig


class MeasurementsConfig(AppConfig):
    name = "janji.measurements"
    verbose_name = "Pengukuran"
