from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "janji.evaluation"
    verbose_name = "Evaluasi"
