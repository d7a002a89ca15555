from django.apps import AppConfig


class PreferencesConfig(AppConfig):
    name = "seminar.preferences"
    label = "preferences"
