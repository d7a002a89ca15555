from django.apps import AppConfig


class GradingConfig(AppConfig):
    name = "seminar.grading"
    label = "grading"
