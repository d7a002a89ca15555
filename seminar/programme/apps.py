from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "seminar.programme"
    label = "programme"
