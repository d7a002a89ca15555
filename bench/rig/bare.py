"""A bare Django, served as `manage.py up` serves ours: what this machine needs for one view and for a list of 150 rows.

`/` answers with one word: no database, template or middleware. `/list/` reads 150 rows of one table and renders eight
columns of each. `/same/` renders what a row of our catalogue says to an anonymous visitor, under the same conditions
and from as many tables, with one query. None of them has a frame, translation, search, person or rights.
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
LIST = """<!DOCTYPE html>
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
SAME = """<!DOCTYPE html>
<title>Papers</title>
<h1>Papers</h1>
{% regroup rows by topic as topics %}
{% for group in topics %}
<h2 id="topic-{{ group.grouper.pk }}">{{ group.grouper.title }}</h2>
<ul class="ledger ledger-3">
{% for row in group.list %}
  <li id="paper-{{ row.pk }}">
    <p class="ledger-margin">{{ row.paper.venue }} {{ row.paper.year }}</p>
    <div class="ledger-entry">
      <h3 class="work-title"><a href="{% url 'row' row.pk %}">
        {% if row.is_withdrawn %}<s>{{ row.paper.title }}</s>{% else %}{{ row.paper.title }}{% endif %}</a></h3>
      <p class="authors">{{ row.paper.authors }}</p>
      {% if row.is_withdrawn %}<p>Withdrawn</p>{% endif %}
      {% if row.why %}<p class="why" lang="en">{{ row.why }}</p>{% endif %}
      <p class="small muted">
        {% if row.paper.url %}<a href="{{ row.paper.url }}">Conference version
          <span class="visually-hidden">: {{ row.paper.title }}</span></a>{% if row.paper.arxiv_url %}, {% endif %}
        {% endif %}
        {% if row.paper.arxiv_url %}<a href="{{ row.paper.arxiv_url }}">longer version on arXiv
          <span class="visually-hidden">: {{ row.paper.title }}</span></a>{% endif %}
        {% if row.supervisor %}. Supervisor: {{ row.supervisor.name }}{% endif %}
        {% if row.places > 1 %}. {{ row.places }} places{% endif %}
      </p>
    </div>
    {% if row.rank %}<p>Your no. {{ row.rank }}</p>{% endif %}
  </li>
{% endfor %}
</ul>
{% endfor %}
"""
TEMPLATES = ("django.template.loaders.locmem.Loader", {"list.html": LIST, "same.html": SAME})

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
            "OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", [TEMPLATES])]},
        }
    ],
)
django.setup()


class Table(models.Model):
    """What a paper's columns are, in whichever table they stand."""

    title = models.CharField(max_length=300)
    authors = models.TextField()
    venue = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    url = models.URLField(max_length=500)
    arxiv_url = models.URLField(max_length=500)

    class Meta:
        abstract = True
        app_label = "bare"

    def __str__(self) -> str:
        return self.title


class Row(Table):
    why = models.TextField()
    supervisor = models.CharField(max_length=150)


class Paper(Table):
    pass


class Topic(models.Model):
    title = models.CharField(max_length=120)

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.title


class Person(models.Model):
    name = models.CharField(max_length=150)

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.name


class Offered(models.Model):
    paper = models.ForeignKey(Paper, models.CASCADE)
    topic = models.ForeignKey(Topic, models.CASCADE)
    supervisor = models.ForeignKey(Person, models.CASCADE)
    why = models.TextField()
    places = models.PositiveSmallIntegerField(default=1)
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.paper.title


def word(request):
    return HttpResponse("ok")


def rows(request):
    return render(request, "list.html", {"rows": Row.objects.order_by("pk")})


def same(request):
    found = Offered.objects.select_related("paper", "topic", "supervisor").order_by("topic_id", "pk")
    return render(request, "same.html", {"rows": found})


urlpatterns = [path("", word), path("list/", rows), path("same/", same), path("list/<int:pk>/", word, name="row")]


def fill() -> None:
    with connection.schema_editor() as editor:
        for table in (Row, Paper, Topic, Person, Offered):
            editor.create_model(table)
    why = "Shows in a small setting where the classical theory of learning stops and what takes its place."
    topics = [Topic.objects.create(title=f"Topic {number}") for number in range(6)]
    supervisor = Person.objects.create(name="Carl Example")
    for number in range(ROWS):
        paper = {
            "title": f"A bound on the generalisation error of wide networks, part {number}",
            "authors": "Ada Example, Berta Example and 3 more",
            "venue": "NeurIPS",
            "year": 2020,
            "url": f"https://papers.example.org/{number}",
            "arxiv_url": f"https://arxiv.example.org/abs/2001.{number:05}",
        }
        Row.objects.create(**paper, why=why, supervisor=supervisor.name)
        topic = topics[number * len(topics) // ROWS]
        Offered.objects.create(paper=Paper.objects.create(**paper), topic=topic, supervisor=supervisor, why=why)
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
