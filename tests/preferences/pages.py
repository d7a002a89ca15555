"""A student in front of the pages of preferences, with Django's client."""

import re
from contextlib import contextmanager
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from seminar import clock
from seminar.preferences.models import Preference
from tests.builders import IN_WINDOW, local, make_offered, make_participation, make_seminar

CLOSES = local(2021, 3, 10, 12, 1)  # exclusive: the last minute is 12:00
LAST_SECOND = CLOSES - timedelta(seconds=1)
OPENS = local(2021, 2, 25, 8)


class Visitor:
    """Somebody with a browser; `see` and `send` take the name of a page of the seminar."""

    def __init__(self, seminar, user=None):
        self.seminar, self.user, self.client = seminar, user, Client()
        if user:
            self.client.force_login(user)

    def address(self, name, *args) -> str:
        return reverse(f"preferences:{name}", args=[self.seminar.slug, *args])

    def see(self, name="mine", *args, at=IN_WINDOW, **query):
        with clock.override(at):
            return self.client.get(self.address(name, *args), query)

    def send(self, data, name="mine", *args, at=IN_WINDOW, **kwargs):
        with clock.override(at):
            return self.client.post(self.address(name, *args), data, **kwargs)

    def send_to(self, address, at=IN_WINDOW):
        """Post an empty form to an address that was read from a page."""
        with clock.override(at):
            return self.client.post(address)


class Student(Visitor):
    def __init__(self, seminar, participation=None):
        self.participation = participation or make_participation(seminar)
        super().__init__(seminar, self.participation.user)

    def save(self, *order, at=IN_WINDOW, passed=(), **more):
        """Press a button of the page that shows `order`; without `op`, "Save and finish"."""
        return self.send({"order": [row.pk for row in order], "passed": [row.pk for row in passed], **more}, at=at)

    def ranks(self, *order, **more):
        """Store this order whatever was stored before, and finish."""
        return self.save(*order, instead="yes", **more)

    def press(self, move, paper, *order, at=IN_WINDOW, **more):
        return self.save(*order, at=at, **{"op": f"{move}:{paper.pk}", **more})

    @property
    def order(self) -> list[str]:
        """The titles as they are stored, best first."""
        return order_of(self.participation)


def order_of(participation) -> list[str]:
    rows = Preference.objects.filter(preference_list__participation=participation).order_by("rank")
    return list(rows.values_list("offered__paper__title", flat=True))


def make_house(papers="ABCDE", **fields):
    """A seminar with papers of one letter each."""
    seminar = make_seminar(**fields)
    return seminar, [make_offered(seminar, title) for title in papers]


def text(answer) -> str:
    """The page as one line of words, without markup."""
    from_main = answer.content.decode().split("<main", 1)[1].split("</main>")[0].partition(">")[2]
    return words_of(from_main)


def words_of(html: str) -> str:
    words = " ".join(re.sub("<[^>]*>", " ", html).replace("\xa0", " ").split())
    return re.sub(r" (?=[.,:)])", "", words)


@contextmanager
def moving_clock(*moments):
    """Each reading of the clock takes the next moment; the last one stays."""
    left = list(moments)
    with clock.override(lambda: left.pop(0) if len(left) > 1 else left[0]):
        yield
