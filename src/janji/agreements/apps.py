from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "janji.agreements"
    verbose_name = "Perjanjian"
