"""Requests that leave no trace, so that every answer is the first one, whoever asked before."""

from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass

from django.db import connection, transaction
from django.test import Client

from tests.access.acts import ACTS
from tests.access.viewpoints import VIEWPOINTS


@contextmanager
def undone():
    """What happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    body: bytes
    writes: list[str]  # the statements that would have changed the database
    happened: object  # what `watch` found before the request was taken back


class Visitors:
    """One signed-in client per viewpoint; None is somebody who is not signed in."""

    def __init__(self, people):
        self.clients = {name: signed_in(user) for name, user in people.items()}

    def ask(self, viewpoint, method, address, data=None, watch=lambda: None) -> Answer:
        client = self.clients[viewpoint]
        kept, writes = deepcopy(client.cookies), []
        with undone():
            with connection.execute_wrapper(noting(writes)):
                answer = getattr(client, method.lower())(address, data)
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            found = Answer(answer.status_code, dict(answer.headers), body, writes, watch())
        client.cookies = kept
        return found


def noting(writes):
    """Remembers what is written, sessions apart."""

    def wrapper(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in sql:
            writes.append(sql)
        return execute(sql, params, many, context)

    return wrapper


def signed_in(user) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def statuses(scene, method, address, body=lambda: None) -> dict[str, int]:
    """What each viewpoint gets; every request finds the scene as it was."""
    return {name: scene.visitors.ask(name, method, address, body()).status for name in VIEWPOINTS}


def answers(scene, address) -> tuple[dict[str, int], dict[str, int]]:
    """To GET, and to POST of an empty form."""
    # A browser never sends an entirely empty form: the token is always in it.
    return statuses(scene, "GET", address), statuses(scene, "POST", address, lambda: {"csrfmiddlewaretoken": "x"})


def filled(scene, name, **where) -> dict[str, int]:
    """To POST of the filled form of this address."""
    here, act = scene.here, ACTS[name]
    address = here.address(name, **{**act.where(here), **where})
    return statuses(scene, "POST", address, lambda: act.body(here))
