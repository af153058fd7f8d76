from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "janji.calendars"
    verbose_name = "Kalender kerja"
