"""Counts the queries of pages inside the project: reads [{"path", "person"}] from stdin and prints a list of numbers.

The second visit counts: the first one fills what a process learns once, such as compiled templates.
"""

import json
import sys

import django
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def client_of(person: int | None) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    if person is not None:
        client.force_login(get_user_model().objects.get(pk=person))
    return client


def count(path: str, client: Client) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


if __name__ == "__main__":
    django.setup()
    pages = json.load(sys.stdin)
    clients = {person: client_of(person) for person in {page["person"] for page in pages}}
    print(json.dumps([count(page["path"], clients[page["person"]]) for page in pages]))
