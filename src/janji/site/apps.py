from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "janji.site"
    label = "site_shell"
    verbose_name = "Janji"
