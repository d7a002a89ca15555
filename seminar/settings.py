"""Settings, read from the environment (`.env.example` explains each name).

Two kinds of start are meant: `DEMO=1` on a loopback address, which needs nothing else, and production, which refuses
to start without `SECRET_KEY` and `ALLOWED_HOSTS`.
"""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOOPBACK if DEMO else [])
ON_LOOPBACK = set(ALLOWED_HOSTS) <= set(LOOPBACK)


def demonstration_key() -> str:
    """The key of the demonstration, made once and kept under `var/`, so that sessions outlive a restart."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


if DEMO and not ON_LOOPBACK:
    raise ImproperlyConfigured(
        f"DEMO=1 lets anybody sign in as anybody, so it runs on {', '.join(LOOPBACK)} only. "
        f"ALLOWED_HOSTS is {', '.join(ALLOWED_HOSTS)}. Remove DEMO or the other hosts."
    )
if DEBUG and not ON_LOOPBACK:
    raise ImproperlyConfigured("DEBUG=1 shows settings to visitors. Remove DEBUG, or serve a loopback address only.")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS contains *. Name the hosts this site answers for, separated by commas.")
SECRET_KEY = env("SECRET_KEY", default="") or (demonstration_key() if DEMO else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Production needs a long random value that stays the same: put it into the environment "
        "or into .env. For a look at the demonstration use `make run`, which needs no settings."
    )
if SECRET_KEY.startswith("change-me"):
    raise ImproperlyConfigured("SECRET_KEY is still the example of .env.example. Put a long random value there.")

FIRST_HOST = (ALLOWED_HOSTS or ["localhost"])[0]
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000" if DEMO else f"https://{FIRST_HOST}")
SECURE = SITE_URL.startswith("https://") and not DEMO

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "allauth",
    "allauth.account",
    "accounts",
    "papers",
    "seminar.display",
    "seminar.mail",
    "seminar.log",
    "seminar.seminars",
    "seminar.preferences",
    "seminar.assignment",
    "seminar.submissions",
    "seminar.programme",
    "seminar.grading",
    "seminar.overview",
]
if DEBUG:
    # The admin passes by policies and record, so it exists for developers only.
    INSTALLED_APPS.insert(0, "django.contrib.admin")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.BackToAPage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.private_pages",
]

ROOT_URLCONF = "seminar.urls"
WSGI_APPLICATION = "seminar.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "seminar.overview.context.frame",
            ],
        },
    },
]

# ---- data ---------------------------------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SQLITE_OPTIONS = {
    # One writer at a time, told at the start of a transaction; a commit is on the disk when it returns.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
POSTGRES_OPTIONS = {"options": "-c statement_timeout=30000 -c lock_timeout=15000"}


def database(url: str) -> dict:
    """The settings of one database from its URL."""
    config = env.db_url_config(url)
    sqlite = config["ENGINE"].endswith("sqlite3")
    config["OPTIONS"] = {**config.get("OPTIONS", {}), **(SQLITE_OPTIONS if sqlite else POSTGRES_OPTIONS)}
    config["CONN_MAX_AGE"] = 600
    config["CONN_HEALTH_CHECKS"] = True
    return config


DATABASES = {"default": database(env("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))}
CACHES = {"default": env.cache_url_config(env("CACHE_URL", default="locmemcache://"))}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Files go to the disk as they arrive, beside the place where they stay, so that keeping one is a rename.
FILES_DIR = VAR_DIR / "files"
INCOMING_DIR = FILES_DIR / "incoming"
INCOMING_DIR.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_HANDLERS = ["seminar.submissions.uploading.LimitedUploadHandler"]
FILE_UPLOAD_TEMP_DIR = INCOMING_DIR
# A reading list of 5 MB may be pasted, see seminars/forms/reading_list.py.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
# The page of supervision has two fields for each paper of a list; a reading list may bring 5,000 at once.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 11_000

# ---- mail and background ------------------------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url_config(env("EMAIL_URL", default="dummymail://" if DEMO else "smtp://localhost:25"))
MAIL_TRANSPORT = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "seminar.mail.backend.OutboxBackend"
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Seminar <seminar@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

CELERY_BROKER_URL = env("BROKER_URL", default="memory://localhost")
if CELERY_BROKER_URL.startswith("redis"):
    # A page never waits long for a broker that is down or mute.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"max_retries": 0, "socket_connect_timeout": 1, "socket_timeout": 3}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 3
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULER = "seminar.overview.beat:OneBeat"
# The database is the truth; these sweeps find what a lost wake-up has left, at most a minute late.
CELERY_BEAT_SCHEDULE = {
    name: {"task": name, "schedule": timedelta(seconds=60), "options": {"expires": 55}}
    for name in (
        "seminar.overview.tasks.heartbeat",
        "seminar.preferences.tasks.announce_windows",
        "seminar.assignment.tasks.draw_lotteries",
        "seminar.mail.tasks.deliver_waiting",
    )
}
CELERY_BEAT_SCHEDULE |= {
    name: {"task": name, "schedule": timedelta(hours=6)}
    for name in ("seminar.submissions.tasks.sweep_files", "seminar.seminars.tasks.sweep_drafts")
}

# ---- people -------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overview:start"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupExtra"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "overview:start"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"

# ---- language and time --------------------------------------------------------------------------------------------

LANGUAGES = [("en", _("English")), ("de", _("German"))]
LANGUAGE_CODE = "en"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# ---- files and pages ----------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_DIR}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# ---- safety -------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
if SECURE:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Attempts are counted per address; behind the proxy it is the last one of X-Forwarded-For, which the proxy adds.
    # Without it the whole university would share the proxy's and lock itself out before a deadline.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

IMPRINT_URL = env("IMPRINT_URL", default="")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "seminar": {"level": "INFO"},
        # Strangers ask for other names all day; that they were refused is no news.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
