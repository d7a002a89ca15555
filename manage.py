#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seminar.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 - reads the settings, so that a refusal is one sentence and no traceback
    except ImproperlyConfigured as refusal:
        sys.exit(f"Not started: {refusal}")
    execute_from_command_line(sys.argv)
