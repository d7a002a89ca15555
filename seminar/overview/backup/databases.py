"""Copies a whole database to a file and back, each at one moment, while other processes may be at work.

SQLite is copied by its own backup, PostgreSQL by the programs of its client, which have to be on the PATH.
"""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import Error, connection, connections

MISSING = (
    "{program} was not found. It belongs to the client of PostgreSQL, which has to be on the PATH, in the version of "
    "the server or a newer one. On Debian: apt install postgresql-client"
)
# Waits that long for processes that still use the tables, then gives up and changes nothing.
EMPTIED = "SET lock_timeout = '15s'; DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;"


class Failed(Exception):
    """The copy could not be made; the text is for the person at the command line."""


def name() -> str:
    """What a copy of the database is called inside a back-up; one of another kind of database does not fit."""
    return {"sqlite": "database.sqlite3", "postgresql": "database.dump"}[connection.vendor]


def is_empty() -> bool:
    """Whether nothing would be lost: no tables, or only ours and nobody in them."""
    tables = set(connection.introspection.table_names())
    if not tables:
        return True
    if tables - {"django_migrations", *connection.introspection.django_table_names()}:
        return False
    try:
        return not get_user_model().objects.exists()
    except Error:
        return False


def dump(path: Path) -> None:
    """The database as it is at one moment."""
    if connection.vendor == "sqlite":
        _copy_sqlite(f"{_sqlite_file().as_uri()}?mode=ro", path.as_uri())
        return
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}", *_address())


def load(path: Path) -> None:
    """Puts a copy in the place of the database, in one transaction: the old one or the new one, nothing between."""
    connections.close_all()
    if connection.vendor == "sqlite":
        _copy_sqlite(path.as_uri(), _sqlite_file().as_uri())
        return
    script = path.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(path))
    options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", f"--command={EMPTIED}"]
    _run("psql", *options, f"--file={script}", *_address())


def _sqlite_file() -> Path:
    return Path(connection.settings_dict["NAME"]).resolve()


def _copy_sqlite(source: str, target: str) -> None:
    try:
        with (
            closing(sqlite3.connect(source, uri=True, timeout=20)) as old,
            closing(sqlite3.connect(target, uri=True, timeout=20)) as new,
        ):
            (answer,) = old.execute("PRAGMA integrity_check").fetchone()
            if answer != "ok":
                raise Failed(f"The database to be copied is damaged: {answer}")
            old.backup(new)
    except sqlite3.Error as problem:
        raise Failed(f"SQLite could not copy the database: {problem}") from problem


def _address() -> list[str]:
    """Server, person and database as options, which psql, pg_dump and pg_restore have in common."""
    arguments, _environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    return arguments[1:]


def _run(program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise Failed(MISSING.format(program=program))
    _arguments, secrets = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    known = {**os.environ, **(secrets or {})}
    done = subprocess.run([found, *arguments], env=known, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Failed(f"{program} ended with {done.returncode}: {done.stderr.strip()}")
