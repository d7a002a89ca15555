"""Back-up and restore as an operator calls them: into an empty place, compared row by row and byte by byte."""

import json
import os
import re
import subprocess
import sys
import tarfile
import uuid
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as known_settings
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from seminar import clock
from seminar.mail.models import Message, State
from seminar.overview.backup import databases, making
from tests.builders import make_seminar
from tests.second_half import make_holder, make_submission

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
# What a migration writes anew in every database is no data of ours.
TABLES = ["accounts", "papers", "mail", "log", "seminars", "preferences", "assignment", "submissions"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def installation(settings, tmp_path):
    """A seminar with two stored files, a mail that waits and one that was sent."""
    settings.VAR_DIR = tmp_path / "var"
    settings.FILES_DIR = settings.VAR_DIR / "files"
    settings.INCOMING_DIR = settings.FILES_DIR / "incoming"
    settings.INCOMING_DIR.mkdir(parents=True)
    (settings.INCOMING_DIR / "half.upload").write_bytes(b"on its way")
    seminar = make_seminar()
    for name in ("one", "two"):
        stored = make_submission(make_holder(seminar), path=f"submissions/{name}.pdf")
        path = settings.FILES_DIR / stored.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(f"%PDF of {name} Übung".encode() * 1000)
    for state, sent_at in ((State.NEW, None), (State.SENT, NOW)):
        Message.objects.create(
            kind="receipt", seminar=seminar, to_address="a@example.org", subject=state, body="…", language="en",
            state=state, sent_at=sent_at, created_at=NOW,
        )  # fmt: skip
    return seminar


@pytest.fixture
def elsewhere(tmp_path):
    """An empty place of its own: another folder and another database of the same kind."""
    var = tmp_path / "elsewhere"
    env = {
        "PATH": os.environ["PATH"], "VAR_DIR": str(var), "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "ALLOWED_HOSTS": "localhost", "DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}",
    }  # fmt: skip
    if connection.vendor == "sqlite":
        yield Place(env)
        return
    name, there = f"restore_{uuid.uuid4().hex}", connection.settings_dict
    env["DATABASE_URL"] = f"postgres://{there['USER']}:{there['PASSWORD']}@{there['HOST']}:{there['PORT']}/{name}"
    server = {"user": there["USER"], "password": there["PASSWORD"], "host": there["HOST"], "port": there["PORT"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as control:
        control.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield Place(env)
        finally:
            control.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


class Place:
    def __init__(self, env):
        self.env, self.var = env, Path(env["VAR_DIR"])

    def manage(self, *arguments, **more):
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, **more)

    def rows(self):
        return by_key(json.loads(self.manage("dumpdata", *TABLES).stdout))

    def files(self):
        folder = self.var / "files"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.pdf")}


def by_key(rows):
    return {(row["model"], row["pk"]): row["fields"] for row in rows}


def rows_here(tmp_path):
    call_command("dumpdata", *TABLES, output=str(tmp_path / "rows.json"))
    return by_key(json.loads((tmp_path / "rows.json").read_text()))


def files_here():
    return {path.relative_to(known_settings.FILES_DIR).as_posix(): path.read_bytes() for path in making.stored_files()}


def made(tmp_path, name="backup.tar"):
    path = tmp_path / name
    with clock.override(NOW):
        call_command("backup", str(path), verbosity=0)
    return path


# ---- there and back -------------------------------------------------------------------------------------------------


@pytest.mark.postgres_too
def test_everything_is_there_again_in_an_empty_place(installation, elsewhere, tmp_path):
    done = elsewhere.manage("restore", str(made(tmp_path)), text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"the state of {NOW.isoformat()}, the database and 2 files" in done.stdout
    assert elsewhere.files() == files_here() and len(elsewhere.files()) == 2
    here, there = rows_here(tmp_path), elsewhere.rows()
    waiting = [key for key, row in here.items() if row.get("state") == "new"]
    assert len(waiting) == 1 and there[waiting[0]]["state"] == "uncertain"
    for key in waiting:
        del here[key], there[key]
    assert here == there and len(here) > 20


@pytest.mark.postgres_too
def test_data_are_replaced_only_when_asked_and_kept_beside(installation, elsewhere, tmp_path):
    path = made(tmp_path)
    assert elsewhere.manage("restore", str(path)).returncode == 0
    before = elsewhere.rows()
    refused = elsewhere.manage("restore", str(path), text=True)
    assert refused.returncode == 1 and "There are data in this database. Nothing was changed." in refused.stderr
    installation.title = "Another title"
    installation.save()
    again = elsewhere.manage("restore", str(made(tmp_path, "later.tar")), "--replace", text=True)
    assert again.returncode == 0, again.stderr
    assert elsewhere.rows()["seminars.seminar", installation.pk]["title"] == "Another title"
    (kept,) = elsewhere.var.glob("before-restore-*.tar")
    assert elsewhere.manage("restore", str(kept), "--replace").returncode == 0
    assert elsewhere.rows() == before


def test_through_a_pipe(installation, elsewhere, tmp_path, capfdbinary):
    call_command("backup", "-", verbosity=0)
    piped = capfdbinary.readouterr().out
    assert elsewhere.manage("restore", "-", input=piped).returncode == 0
    assert elsewhere.files() == files_here()


@pytest.mark.postgres_too
def test_a_mail_that_waited_is_not_sent_a_second_time_on_its_own(installation, elsewhere, tmp_path):
    said = elsewhere.manage("restore", str(made(tmp_path)), text=True).stdout
    assert "1 mails were waiting then and may have been sent since." in said
    mails = [row for (model, _pk), row in elsewhere.rows().items() if model == "mail.message"]
    assert {row["subject"]: row["state"] for row in mails} == {"new": "uncertain", "sent": "sent"}


# ---- the file -------------------------------------------------------------------------------------------------------


def test_what_is_inside(installation, tmp_path):
    path = made(tmp_path)
    with tarfile.open(path) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))
    assert names == [databases.name(), "files/submissions/one.pdf", "files/submissions/two.pdf", "manifest.json"]
    assert manifest["database"] == connection.vendor and "seminars.0001_initial" in manifest["migrations"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.unfinished")) and not list(known_settings.VAR_DIR.glob("backup-*"))


def test_an_existing_file_is_not_touched(installation, tmp_path):
    (tmp_path / "backup.tar").write_text("the only copy")
    with pytest.raises(CommandError, match="exists already"):
        made(tmp_path)
    assert (tmp_path / "backup.tar").read_text() == "the only copy"


def test_a_file_that_is_missing_on_the_disk_is_said(installation, tmp_path):
    (known_settings.FILES_DIR / "submissions/one.pdf").unlink()
    with pytest.raises(CommandError, match="The back-up is complete, but the installation is not: 1 files"):
        made(tmp_path)
    assert (tmp_path / "backup.tar").exists()


def test_a_back_up_that_failed_leaves_nothing(installation, tmp_path, monkeypatch):
    def full(self, *args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("seminar.overview.backup.archive.Writer.finish", full)
    with pytest.raises(CommandError, match="No space left"):
        made(tmp_path)
    assert not list(tmp_path.glob("backup.tar*"))


@pytest.mark.postgres_too
def test_without_the_client_of_postgresql_it_says_what_to_install(installation, tmp_path, monkeypatch):
    if connection.vendor == "sqlite":
        return
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="pg_dump was not found.*apt install postgresql-client"):
        made(tmp_path)
    assert not list(tmp_path.glob("backup.tar*"))


# ---- what is refused ------------------------------------------------------------------------------------------------


def changed(path, target, *, replace=(), drop=(), add=()):
    """The back-up with members that somebody has touched."""
    with tarfile.open(path) as old, tarfile.open(target, "w") as new:
        for entry in old:
            content = old.extractfile(entry).read()
            if entry.name in drop:
                continue
            for name, before, after in replace:
                content = content.replace(before, after) if entry.name == name else content
            entry.size = len(content)
            new.addfile(entry, BytesIO(content))
        for name in add:
            new.addfile(tarfile.TarInfo(name), BytesIO(b""))
    return target


MANIFEST, ONE = "manifest.json", "files/submissions/one.pdf"


@pytest.mark.parametrize(
    ("how", "why"),
    [
        (
            {"replace": [("files/submissions/one.pdf", b"one", b"eno")]},
            "Not as it was written: files/submissions/one.pdf",
        ),
        ({"drop": ["files/submissions/two.pdf"]}, "Not as it was written: files/submissions/two.pdf"),
        ({"drop": [MANIFEST]}, "it was cut off, or it is no back-up"),
        ({"add": ["files/../../evil"]}, "does not belong into a back-up"),
        ({"add": ["/etc/evil"]}, "does not belong into a back-up"),
        ({"add": ["files/extra"]}, "Not as it was written: files/extra"),
        ({"replace": [(MANIFEST, b'"format": 1', b'"format": 9')]}, "this program reads format 1"),
        (
            {"replace": [(MANIFEST, b"seminars.0001_initial", b"seminars.9999_later")]},
            "seminars.9999_later is not known",
        ),
    ],
)
def test_a_back_up_that_is_not_whole_changes_nothing(installation, tmp_path, monkeypatch, how, why):
    path = changed(made(tmp_path), tmp_path / "changed.tar", **how)
    monkeypatch.setattr(databases, "is_empty", lambda: True)
    monkeypatch.setattr(databases, "load", lambda path: pytest.fail("the database was touched"))
    before = files_here()
    with pytest.raises(CommandError, match=re.escape(why)) as refusal:
        call_command("restore", str(path))
    assert str(refusal.value).startswith("Nothing was changed. The back-up cannot be used.")
    assert files_here() == before and not list(known_settings.VAR_DIR.glob("restore-*"))


@pytest.mark.parametrize("length", [0, 100, 5000])
def test_a_back_up_that_was_cut_off_is_refused(installation, tmp_path, monkeypatch, length):
    path = made(tmp_path)
    path.write_bytes(path.read_bytes()[:length])
    monkeypatch.setattr(databases, "is_empty", lambda: True)
    with pytest.raises(CommandError, match="Nothing was changed."):
        call_command("restore", str(path))


def test_the_back_up_of_another_kind_of_database_is_refused(installation, tmp_path, monkeypatch):
    path = made(tmp_path)
    monkeypatch.setattr(databases, "is_empty", lambda: True)
    monkeypatch.setattr(databases, "name", lambda: "database.other")
    with pytest.raises(CommandError, match=f"It is of a {connection.vendor} database"):
        call_command("restore", str(path))


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="There is no file nowhere.tar."):
        call_command("restore", "nowhere.tar")
