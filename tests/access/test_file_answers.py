"""Every answer that hands out a file or a table, and its headers: a browser saves it and runs nothing of it."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from seminar import clock
from tests.access.viewpoints import ADDRESSES
from tests.access.visitors import undone
from tests.second_half import AFTER

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

PDF, PNG = "application/pdf", "image/png"
# Address: who asks, type, and the name under which it is saved; None where it is shown.
FILES = {
    "submissions:file": ("student", PDF, "report_{name}_v1.pdf"),
    "submissions:page": ("student", PNG, None),
    "submissions:files": ("organiser", "application/zip", "here_report.zip"),
    "submissions:missing": ("organiser", "text/plain; charset=utf-8", None),
    "programme:slides": ("student", PDF, "final-slides_{name}_v1.pdf"),
    "grading:sheet_file": ("supervisor", PDF, "report_{name}_v1.pdf"),
    "grading:sheet_page": ("supervisor", PNG, None),
    "grading:export": ("organiser", "text/csv; charset=utf-8", "grades_here.csv"),
}
# Not about people's files: what everybody may read, and the engine's own numbers for an organiser.
OTHERS = {
    "overview:calendar", "overview:my_calendar", "assignment:run_receipt", "overview:healthz", "preferences:export",
    "preferences:bibtex",
}  # fmt: skip


def ask(semester, name, method="GET"):
    with clock.override(AFTER):
        return semester.visitors.ask(FILES[name][0], method, semester.here.address(name))


@pytest.mark.parametrize("name", FILES)
def test_headers(semester, name):
    _who, kind, saved_as = FILES[name]
    answer = ask(semester, name)
    assert answer.status == 200 and answer.body
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Frame-Options"] == "DENY"
    if saved_as:
        saved_as = saved_as.format(name=semester.here.cast["student"].user.name)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{saved_as}"'
    else:
        assert kind != PDF and "attachment" not in answer.headers.get("Content-Disposition", "")


# The list of papers, for everybody: type and ending.
LISTS = {
    "bibtex": ("application/x-bibtex", "bib"),
    "csv": ("text/csv", "csv"),
    "csl-json": ("application/vnd.citationstyles.csl+json", "json"),
    "markdown": ("text/markdown", "md"),
}


def is_saved_and_not_run(answer, kind, name) -> bool:
    told = (answer.headers["Content-Type"], answer.headers["Content-Disposition"])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    return told == (f"{kind}; charset=utf-8", f'attachment; filename="{name}"')


@pytest.mark.parametrize("form", LISTS)
def test_a_list_to_take_away_is_saved_and_not_run(semester, form):
    kind, ending = LISTS[form]
    answer = semester.visitors.ask("student", "GET", semester.here.address("preferences:export", form=form))
    assert answer.status == 200 and is_saved_and_not_run(answer, kind, f"here-papers.{ending}")


def test_a_reference_to_take_away_is_saved_and_not_run(semester):
    here = semester.here
    answer = semester.visitors.ask("student", "GET", here.address("preferences:bibtex"))
    assert is_saved_and_not_run(answer, "text/plain", f"here-paper-{here.values['offered_id']}.bib")


def test_no_other_address_hands_out_a_file(semester):
    """Asked as everybody who might: an answer that is no page stands in the list above."""
    found = set()
    for name in ADDRESSES:
        for viewpoint in ("student", "supervisor", "organiser", "anonymous"):
            with clock.override(AFTER):
                answer = semester.visitors.ask(viewpoint, "GET", semester.here.address(name))
            kind = answer.headers.get("Content-Type", "")
            if answer.status == 200 and not kind.startswith("text/html"):
                found.add(name)
    assert found == set(FILES) | OTHERS


# ---- what is stored is not what it says ------------------------------------------------------------------------------

DISGUISES = {
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a picture with a script": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "both": b"%PDF-1.7\n<html><body onload=alert(1)>",
    "a picture": b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
    "nothing": b"",
}
NAMES = ("page.html", "x.svg", 'a"; filename="b.html', "a\r\nSet-Cookie: b=c", "../../etc/passwd", "Übung #7.pdf", "")


@contextmanager
def stored(semester, content):
    """Every file and picture has this content."""
    paths = [Path(settings.FILES_DIR) / row.path for row in semester.here.files.values()]
    paths += [path.with_suffix(".png") for path in paths]
    kept = {path: path.read_bytes() for path in paths}
    for path in paths:
        path.write_bytes(content)
    yield
    for path, was in kept.items():
        path.write_bytes(was)


@pytest.mark.parametrize("content", DISGUISES)
def test_disguised_content_is_answered_as_what_was_asked_for(semester, content):
    with stored(semester, DISGUISES[content]):
        for name in ("submissions:file", "submissions:page", "programme:slides", "grading:sheet_file"):
            answer = ask(semester, name)
            _who, kind, saved_as = FILES[name]
            assert answer.headers["Content-Type"] == kind and answer.body == DISGUISES[content]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Security-Policy"].startswith("sandbox")
            assert answer.headers.get("Content-Disposition", "").startswith("attachment") == bool(saved_as)


@pytest.mark.parametrize("name", NAMES)
def test_the_name_somebody_gave_a_file_is_in_no_header(semester, name):
    user, files = semester.here.cast["student"].user, semester.here.files
    with undone():
        for row in (files["report"], files["slides"]):
            type(row).objects.filter(pk=row.pk).update(original_name=name)
        type(user).objects.filter(pk=user.pk).update(name=name)
        for address in ("submissions:file", "programme:slides", "grading:sheet_file"):
            answer = ask(semester, address)
            assert answer.status == 200
            (disposition,) = [value for key, value in answer.headers.items() if key == "Content-Disposition"]
            assert disposition.startswith('attachment; filename="') and disposition.count('"') == 2
            assert disposition.endswith('_v1.pdf"') and not set("/\\\r\n;") & set(disposition.partition("=")[2])
            assert "Set-Cookie" not in answer.headers
