from django.apps import AppConfig


class AssignmentConfig(AppConfig):
    name = "seminar.assignment"
    label = "assignment"
