"""The demonstration database is moved aside when it does not fit the program, and only then."""

from datetime import UTC, datetime

import pytest

from seminar.overview import schema

AT = datetime(2021, 2, 25, 9, 30, tzinfo=UTC)


@pytest.fixture
def database(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    path = tmp_path / "db.sqlite3"
    path.write_text("data")
    monkeypatch.setattr(schema, "database_file", lambda: path)
    monkeypatch.setattr(schema.connections, "close_all", lambda: None)
    return path


def test_same_schema_is_kept(database):
    schema.mark_finished()
    assert schema.reason_to_rebuild() == ""


def test_database_made_by_hand_is_kept(database):
    assert schema.reason_to_rebuild() == ""


def test_changed_schema_is_a_reason(database, monkeypatch):
    schema.mark_finished()
    monkeypatch.setattr(schema, "fingerprint", lambda: "another")
    assert "schema has changed" in schema.reason_to_rebuild()


def test_interrupted_start_is_a_reason(database):
    schema.mark_unfinished()
    assert "interrupted" in schema.reason_to_rebuild()


def test_nothing_is_rebuilt_without_a_file(database):
    schema.mark_unfinished()
    database.unlink()
    assert schema.reason_to_rebuild() == ""


def test_moved_aside_with_its_journal_and_nothing_lost(database, tmp_path):
    (tmp_path / "db.sqlite3-wal").write_text("journal")
    aside = schema.move_aside(AT)
    assert aside.name == "db-until-20210225T093000.sqlite3"
    assert aside.read_text() == "data"
    assert (tmp_path / "db-until-20210225T093000.sqlite3-wal").read_text() == "journal"
    assert not database.exists()


def test_fingerprint_follows_the_migration_files(settings, tmp_path, monkeypatch):
    class App:
        name, path = "invented", str(tmp_path)

    (tmp_path / "migrations").mkdir()
    monkeypatch.setattr(schema.apps, "get_app_configs", lambda: [App])
    seen = {schema.fingerprint()}
    (tmp_path / "migrations" / "0001_initial.py").write_text("one")
    seen.add(schema.fingerprint())
    (tmp_path / "migrations" / "0001_initial.py").write_text("two")
    seen.add(schema.fingerprint())
    assert len(seen) == 3


@pytest.mark.django_db
def test_database_outside_the_own_folder_is_never_touched(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    assert schema.database_file() is None
