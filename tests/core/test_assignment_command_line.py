"""The command line in a bare interpreter, and one line with the offender's name for every bad input."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from seminar.core.assignment import read_document, read_text, write_document
from seminar.core.assignment.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "format": 1,
    "papers": [{"id": "p1", "places": 1, "supervisor": "a"}, {"id": "p2"}, {"id": "p3"}],
    "supervisors": [{"id": "a", "load": 2, "at_least": 1}],
    "students": [
        {
            "id": "s1",
            "preferences": [["p1"], ["p2", "p3"]],
            "vetoes": ["p3"],
            "current": "p1",
            "priority": 0,
            "late": 1,
        },
        {"id": "s2", "preferences": [["p1"], ["p2"]]},
        {"id": "s3", "preferences": [["p1"]]},
    ],
    "pins": [["s2", "p2"]],
    "forbidden": [["s3", "p2"]],
    "total": 3,
    "serve": "priority",
    "unlisted": "never",
    "seed": "any text",
    "change": "free",
}


@pytest.fixture
def write(tmp_path):
    def write_file(content, name="instance.json"):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(path)

    return write_file


def bare(*words):
    """Runs the command without Django or any other installed package."""
    start = f"import runpy, sys; sys.path.insert(0, {str(ROOT)!r}); sys.argv[1:] = {list(words)!r}; "
    start += "runpy.run_module('seminar.core.assignment', run_name='__main__')"
    return subprocess.run([sys.executable, "-I", "-S", "-c", start], capture_output=True, text=True, timeout=60)


def test_solve_check_and_explain_need_no_installed_package(write, tmp_path):
    instance, result = write(GOOD), str(tmp_path / "result.json")
    assert bare("solve", instance, "--objective", "average", "--out", result).returncode == 0
    document = json.loads(Path(result).read_text())
    assert document["placements"]["s2"] == "p2" and document["objective"] == "average"
    checked = bare("check", instance, result)
    assert (checked.returncode, checked.stdout) == (0, "valid and optimal\n")
    explained = json.loads(bare("explain", instance, result, "s3").stdout)
    assert explained["student"] == "s3" and explained["text"]


def test_result_on_standard_output_has_every_key(write, capsys):
    assert main(["solve", write(GOOD)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert set(document) == {
        "placements", "unassigned", "profile", "not_listed", "objective_vector", "served_order",
        "objective", "engine", "seconds", "certificate", "input_sha256",
    }  # fmt: skip


def test_check_answers_one_for_a_changed_result_and_for_another_instance(write, tmp_path, capsys):
    instance, result = write(GOOD), tmp_path / "result.json"
    assert main(["solve", instance, "--out", str(result)]) == 0
    document = json.loads(result.read_text())
    false = write(document | {"profile": [9, 9]}, "false.json")
    assert main(["check", instance, false]) == 1
    assert capsys.readouterr().out.startswith("profile is [9, 9]")
    assert main(["check", write(GOOD | {"seed": "other"}, "other.json"), str(result)]) == 1
    assert "another instance" in capsys.readouterr().out


def test_an_instance_survives_writing_and_reading():
    problem = read_text(json.dumps(GOOD))
    assert write_document(read_text(json.dumps(write_document(problem)))) == write_document(problem)


def changed(path, value):
    """GOOD with one value replaced; `path` leads there."""
    document = json.loads(json.dumps(GOOD))
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return document


BAD = [
    ("unknown paper in a list", changed(["students", 1, "preferences"], [["p9"]]), "'s2' lists the unknown paper 'p9'"),
    (
        "duplicate paper in a list",
        changed(["students", 1, "preferences"], [["p1"], ["p1"]]),
        "'s2' lists paper 'p1' twice",
    ),
    ("empty rank", changed(["students", 1, "preferences"], [["p1"], []]), "'s2' names no paper on rank 2"),
    ("duplicate student", changed(["students", 1, "id"], "s1"), "student 's1' is there twice"),
    ("duplicate paper", changed(["papers", 1, "id"], "p1"), "paper 'p1' is there twice"),
    ("duplicate supervisor", changed(["supervisors"], [{"id": "a"}, {"id": "a"}]), "supervisor 'a' is there twice"),
    ("negative places", changed(["papers", 0, "places"], -1), "paper 'p1' has negative places: -1"),
    ("negative load", changed(["supervisors", 0, "load"], -2), "supervisor 'a' has a negative load: -2"),
    ("negative total", changed(["total"], -3), "total is negative: -3"),
    ("negative priority", changed(["students", 0, "priority"], -1), "'s1' has a negative priority: -1"),
    ("unknown supervisor", changed(["papers", 1, "supervisor"], "z"), "paper 'p2' has an unknown supervisor 'z'"),
    ("unknown veto", changed(["students", 0, "vetoes"], ["p9"]), "'s1' vetoes the unknown paper 'p9'"),
    ("unknown current", changed(["students", 0, "current"], "p9"), "'s1' holds the unknown paper 'p9'"),
    ("pin of an unknown student", changed(["pins"], [["s9", "p1"]]), "pin of the unknown student 's9'"),
    ("pin of an unknown paper", changed(["pins"], [["s1", "p9"]]), "pin of student 's1' with the unknown paper 'p9'"),
    ("pinned twice", changed(["pins"], [["s1", "p1"], ["s1", None]]), "student 's1' is pinned twice"),
    ("pin and veto", changed(["pins"], [["s1", "p3"]]), "student 's1' is pinned to paper 'p3' and vetoes it"),
    (
        "pin and forbidden",
        changed(["pins"], [["s3", "p2"]]),
        "student 's3' is pinned to paper 'p2' and the pair is forbidden",
    ),
    ("pins over places", changed(["pins"], [["s1", "p1"], ["s2", "p1"]]), "paper 'p1' has places 1, but 2 students"),
    ("pins over load", changed(["supervisors", 0, "load"], 0) | {"pins": [["s1", "p1"]]}, "supervisor 'a' has load 0"),
    ("pins over total", changed(["total"], 0), "the seminar has total 0, but 1 students are pinned there: s2"),
    ("forbidden unknown", changed(["forbidden"], [["s1", None]]), "the paper of forbidden[0] is not a text: null"),
    ("unknown key", changed(["objectiv"], 1), "the instance has the unknown key 'objectiv'"),
    ("unknown key of a student", changed(["students", 0, "name"], "x"), "student 's1' has the unknown key 'name'"),
    ("unknown key of a paper", changed(["papers", 0, "title"], "x"), "paper 'p1' has the unknown key 'title'"),
    ("unknown setting", changed(["serve"], "all"), "serve: 'all' is none of priority, profile"),
    ("unknown format", changed(["format"], 2), "format 2 is unknown"),
    ("places as text", changed(["papers", 0, "places"], "1"), "places of paper 'p1' is not a whole number: \"1\""),
    ("places as truth", changed(["papers", 0, "places"], True), "places of paper 'p1' is not a whole number: true"),
    ("places as fraction", changed(["papers", 0, "places"], 1.5), "places of paper 'p1' is not a whole number: 1.5"),
    (
        "flat preferences",
        changed(["students", 0, "preferences"], ["p1"]),
        "rank 1 of student 's1' is not a list: \"p1\"",
    ),
    ("id as number", changed(["students", 0, "id"], 7), "the id of students[0] is not a text: 7"),
    ("no id", changed(["papers", 0], {}), "papers[0] has no id"),
    ("a pin of three", changed(["pins"], [["s1", "p1", 1]]), 'pins[0] is not a pair: ["s1", "p1", 1]'),
    ("no papers", {"students": []}, "the instance has no papers"),
    ("a list", [], "the instance is not an object: []"),
    ("not JSON", "{", "not a JSON document"),
    ("a key twice", '{"papers": [], "papers": [], "students": []}', "key 'papers' is there twice"),
    ("very deep", "[" * 100_000, "not a JSON document"),
]


@pytest.mark.parametrize(("content", "line"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_bad_input_is_one_line_with_the_offender(write, tmp_path, capsys, content, line):
    out = tmp_path / "out.json"
    assert main(["solve", write(content), "--out", str(out)]) == 2
    seen = capsys.readouterr()
    assert (seen.out, seen.err.count("\n")) == ("", 1)
    assert line in seen.err
    assert not out.exists()


def test_wrong_use_and_missing_files_are_one_line_too(write, tmp_path, capsys):
    instance = write(GOOD)
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")
    for words, line in (
        (["solve", str(tmp_path / "none.json")], "No such file"),
        (["solve", str(binary)], "not a text in UTF-8"),
        (["solve", instance, "--objective", "best"], "invalid choice: 'best'"),
        (["solve", instance, "--out", str(tmp_path / "no" / "where.json")], "No such file"),
        (["check", instance, write("[]", "list.json")], "a result is a JSON object"),
        (["check", instance, write("{", "broken.json")], "not a JSON document"),
        (["explain", instance, write({}, "empty.json"), "s9"], "there is no student 's9'"),
        ([], "required: command"),
    ):
        assert main(words) == 2, words
        seen = capsys.readouterr()
        assert (seen.out, seen.err.count("\n")) == ("", 1)
        assert line in seen.err


def test_a_written_instance_is_what_json_gives_back():
    problem = read_text(json.dumps(GOOD))
    document = write_document(problem)
    assert json.loads(json.dumps(document)) == document
    assert read_document(document) == problem
