from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "janji.registers.facts"
    label = "facts"
    verbose_name = "Nilai tersimpan"
