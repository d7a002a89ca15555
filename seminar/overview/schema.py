"""Remembers for which schema the demonstration database was built.

Invented data is cheaper to make again than to carry through a changed schema. The old file is moved aside, never
deleted, and only a SQLite file under `VAR_DIR` is ever touched.
"""

import hashlib
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, connections

UNFINISHED = "unfinished"


def fingerprint() -> str:
    """Changes with every migration file of this project that is added, changed or removed."""
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        folder = Path(config.path)
        if "site-packages" in folder.parts:
            continue
        for path in sorted((folder / "migrations").glob("*.py")):
            digest.update(f"{config.name}/{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def database_file() -> Path | None:
    """The file that may be moved aside; None when the database is not a SQLite file under `VAR_DIR`."""
    if connection.vendor != "sqlite":
        return None
    path = Path(connection.settings_dict["NAME"]).resolve()
    return path if path.is_relative_to(settings.VAR_DIR) else None


def reason_to_rebuild() -> str:
    """A sentence when the existing demonstration database does not fit this program, otherwise empty."""
    path, note = database_file(), _note()
    if path is None or not path.exists() or not note.exists():
        return ""
    built_for = note.read_text().strip()
    if built_for == UNFINISHED:
        return "The last start was interrupted before the demonstration was complete."
    return "" if built_for == fingerprint() else "The database schema has changed since the last start."


def move_aside(at: datetime) -> Path:
    """Renames the database with its journal files and answers the new name."""
    connections.close_all()
    path = database_file()
    aside = path.with_name(f"{path.stem}-until-{at:%Y%m%dT%H%M%S}{path.suffix}")
    for ending in ("-shm", "-wal", ""):
        companion = path.with_name(path.name + ending)
        if companion.exists():
            companion.rename(aside.with_name(aside.name + ending))
    return aside


def mark_unfinished() -> None:
    """From now until `mark_finished` an interrupted start is noticed by the next one."""
    _note().write_text(UNFINISHED + "\n")


def mark_finished() -> None:
    _note().write_text(fingerprint() + "\n")


def _note() -> Path:
    return settings.VAR_DIR / "demonstration-schema"
