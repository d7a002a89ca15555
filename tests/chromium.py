"""Where the browser of the browser tests is."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
HOW_TO_INSTALL = "apt install chromium"


def chromium_path() -> str | None:
    """The full path of the first Chromium found, None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)
