from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "janji.notices"
    verbose_name = "Pemberitahuan"

    def ready(self) -> None:
        """Listens to the audit chain, once there are models."""
        import_module("janji.notices.telling").listen()
