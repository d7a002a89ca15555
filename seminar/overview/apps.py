from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "seminar.overview"
    label = "overview"
