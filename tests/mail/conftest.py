import pytest

from seminar.celery import Task

TEMPLATES = {
    "mail/greeting.subject.txt": "{% load i18n %}{% translate 'Seminar' %}: {{ topic }}",
    "mail/greeting.txt": "{{ recipient.display_name }}: {{ topic }}\n{{ site }}/seminars/",
}


@pytest.fixture(autouse=True)
def outbox_with_a_greeting(settings, monkeypatch):
    """The outbox as in production, with one kind of message, over a transport that keeps mails in memory."""
    engine = {**settings.TEMPLATES[0], "DIRS": [], "APP_DIRS": False}
    engine["OPTIONS"] = {"loaders": [("django.template.loaders.locmem.Loader", TEMPLATES)]}
    settings.TEMPLATES = [engine]
    settings.EMAIL_BACKEND = "seminar.mail.backend.OutboxBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = "https://seminar.example.org"
    settings.DEFAULT_FROM_EMAIL = "Seminar <seminar@example.org>"
    monkeypatch.setattr(Task, "quiet_until", 0.0)
