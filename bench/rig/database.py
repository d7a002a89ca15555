"""An empty PostgreSQL database of this script's own, which is gone again afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

DEFAULT = "postgres://postgres@127.0.0.1:5432/postgres"


def server() -> str:
    """The server that the tests use, see `TEST_DATABASE_URL`; the database in the address is not touched."""
    return on_server(os.environ.get("TEST_DATABASE_URL") or DEFAULT, "postgres")


def on_server(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def answers() -> bool:
    try:
        psycopg.connect(server(), connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a new database; it is dropped at the end, whoever is still connected to it."""
    name = f"seminar_bench_{os.getpid()}"
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield on_server(server(), name)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
