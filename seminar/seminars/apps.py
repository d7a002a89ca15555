from django.apps import AppConfig


class SeminarsConfig(AppConfig):
    name = "seminar.seminars"
    label = "seminars"
