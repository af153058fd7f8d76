from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "janji.supervision"
    verbose_name = "Pengawasan"
