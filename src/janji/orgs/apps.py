from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "janji.orgs"
    verbose_name = "Organisasi"
