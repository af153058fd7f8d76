from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "janji.portal"
    label = "portal"
    verbose_name = "Halaman publik"
