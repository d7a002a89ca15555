"""The project's own settings with what a test run needs: a key, a file database, mail kept in memory."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver")
os.environ.setdefault("SITE_URL", "http://testserver")
os.environ.setdefault("EMAIL_URL", "memorymail://")
os.environ["DEMO"] = "0"

from seminar.settings import *  # noqa: E402, F403 - the environment has to be set before the settings read it
from seminar.settings import DATABASES, STATIC_ROOT, STORAGES, VAR_DIR, database, env  # noqa: E402 - the same reason

if url := env("TEST_DATABASE_URL", default=""):
    DATABASES["default"] = database(url)
else:
    # A file, not memory: the live server's threads open connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"

STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns where it is missing; collecting the files would cost every run
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Accounts are made by the hundred in tests; the strength of a hash is not what they test.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = False
