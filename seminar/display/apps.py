from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisplayConfig(AppConfig):
    name = "seminar.display"
    label = "display"
    verbose_name = _("Display")
    default_auto_field = "django.db.models.BigAutoField"
