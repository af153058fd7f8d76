from django.apps import AppConfig


class RewardsConfig(AppConfig):
    name = "janji.rewards"
    verbose_name = "Penghargaan dan sanksi"
