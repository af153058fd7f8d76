from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "janji.registers.imports"
    label = "imports"
    verbose_name = "Impor"
