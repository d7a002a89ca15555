"""The example in docs/assignment-format.md is what the command line really does, and its tables name every key."""

import json
import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest

from seminar.core.assignment import OBJECTIVES, Paper, Student, Supervisor, solve
from seminar.core.assignment.__main__ import main
from seminar.core.assignment.problem import CHANGES, SERVE, UNLISTED
from seminar.core.assignment.reading import INSTANCE_KEYS, read_text

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "assignment-format.md").read_text(encoding="utf-8")
INSTANCE = re.search(r"^```json\n(.*?)^```$", PAGE, re.M | re.S)[1]
CONSOLE = re.search(r"^```console\n(.*?)^```$", PAGE, re.M | re.S)[1]
START = "python -m seminar.core.assignment "


def steps():
    """The commands on the page with what they are said to write."""
    for step in re.split(r"^\$ ", CONSOLE, flags=re.M)[1:]:
        command, _, output = step.partition("\n")
        yield command, output


def without_seconds(text):
    """JSON is compared as JSON, without the time it took; everything else as it stands."""
    if not text.startswith("{"):
        return text
    return {key: value for key, value in json.loads(text).items() if key != "seconds"}


def test_the_example_runs_as_it_stands_on_the_page(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("instance.json").write_text(INSTANCE, encoding="utf-8")
    commands = list(steps())
    assert len(commands) == 4
    for command, output in commands:
        assert command.startswith(START)
        assert main(shlex.split(command.removeprefix(START))) == 0
        written = capsys.readouterr()
        assert without_seconds(written.out) == without_seconds(output), command
        assert written.err == ""


def named(text=PAGE):
    """Everything in the first column of a table, or said in code inside a sentence."""
    return set(re.findall(r"`\"?([a-z_0-9-]+)\"?`", text))


@pytest.mark.parametrize("kind", [Student, Paper, Supervisor])
def test_every_key_of_the_instance_is_explained(kind):
    assert {field.name for field in fields(kind)} <= named()
    assert named() >= INSTANCE_KEYS


def test_every_choice_is_explained():
    assert {*SERVE, *UNLISTED, *CHANGES, *OBJECTIVES} <= named()


def test_every_key_of_the_result_is_explained():
    document = solve(read_text(INSTANCE)).document()
    assert {*document, *document["certificate"]} <= named()
