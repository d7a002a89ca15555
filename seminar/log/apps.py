from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LogConfig(AppConfig):
    name = "seminar.log"
    label = "log"
    verbose_name = _("Record")
    default_auto_field = "django.db.models.BigAutoField"
