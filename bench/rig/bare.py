"""A bare Django, served as `manage.py up` serves ours: what this machine needs for one view and for one list.

`/` answers with one word: no database, template or middleware. `/list/` reads 150 papers with one query and renders
the words of a row of our catalogue: title with its address, authors, venue, why, two links, supervisor. It has no
frame, no translation, no person, no rights.
"""

import sys
from pathlib import Path

import django
import waitress
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

ROWS = 150
TEMPLATE = """<!DOCTYPE html>
<title>Papers</title>
<h1>Papers</h1>
<ul>
{% for row in rows %}
  <li id="paper-{{ row.pk }}">
    <p>{{ row.venue }} {{ row.year }}</p>
    <h3><a href="{% url 'row' row.pk %}">{{ row.title }}</a></h3>
    <p>{{ row.authors }}</p>
    <p>{{ row.why }}</p>
    <p><a href="{{ row.url }}">Conference version</a>, <a href="{{ row.arxiv_url }}">longer version on arXiv</a>.
      Supervisor: {{ row.supervisor }}</p>
  </li>
{% endfor %}
</ul>
"""

LOADER = ("django.template.loaders.locmem.Loader", {"list.html": TEMPLATE})

var, port = Path(sys.argv[1]), int(sys.argv[2])
settings.configure(
    SECRET_KEY="bare",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": var / "bare.sqlite3", "CONN_MAX_AGE": 600},
    },
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", [LOADER])]},
        }
    ],
)
django.setup()


class Row(models.Model):
    title = models.CharField(max_length=300)
    authors = models.TextField()
    venue = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    url = models.URLField(max_length=500)
    arxiv_url = models.URLField(max_length=500)
    why = models.TextField()
    supervisor = models.CharField(max_length=150)

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.title


def word(request):
    return HttpResponse("ok")


def rows(request):
    return render(request, "list.html", {"rows": Row.objects.order_by("pk")})


urlpatterns = [path("", word), path("list/", rows), path("list/<int:pk>/", word, name="row")]


def fill() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    Row.objects.bulk_create(
        Row(
            title=f"A bound on the generalisation error of wide networks, part {number}",
            authors="Ada Example, Berta Example and 3 more",
            venue="NeurIPS",
            year=2020,
            url=f"https://papers.example.org/{number}",
            arxiv_url=f"https://arxiv.example.org/abs/2001.{number:05}",
            why="Shows in a small setting where the classical theory of learning stops and what takes its place.",
            supervisor="Carl Example",
        )
        for number in range(ROWS)
    )
    connection.close()


if __name__ == "__main__":
    fill()
    # The same numbers as in `manage.py up`.
    waitress.serve(
        get_wsgi_application(),
        listen=f"127.0.0.1:{port}",
        threads=8,
        connection_limit=1000,
        backlog=1024,
        asyncore_use_poll=True,
    )
