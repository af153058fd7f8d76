from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "janji.kit"
    verbose_name = "Perkakas"
