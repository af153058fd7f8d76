from django.apps import AppConfig


class SurveyConfig(AppConfig):
    name = "janji.registers.survey"
    label = "survey"
    verbose_name = "Survei kepuasan"
    is_register = True
