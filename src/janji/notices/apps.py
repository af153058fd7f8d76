from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "janji.notices"
    verbose_name = "Pemberitahuan"
