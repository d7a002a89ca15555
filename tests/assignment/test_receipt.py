"""The receipt of a run: no names, and the command line computes the same from it."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from seminar.assignment.models import Run
from tests.assignment.scene import computed, make_scene, page, pin

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    scene = make_scene([[0, 1, 2], [0, 1], [0, 2, 1], [1, 0, 3], [3, 0]], places=3)
    pin(scene, scene.students[0], scene.papers[2])
    scene.students[1].priority = 1
    scene.students[1].save()
    return scene


@pytest.fixture
def receipt(client, scene, tmp_path):
    def download(run):
        answer = page(client, "assignment:run_receipt", scene, scene.organiser.user, number=run.number)
        assert answer["Content-Type"] == "application/json"
        assert f'-run-{run.number}.json"' in answer["Content-Disposition"]
        path = tmp_path / "receipt.json"
        path.write_bytes(answer.content)
        return path

    return download


def command(*words):
    return subprocess.run(
        [sys.executable, "-m", "seminar.core.assignment", *map(str, words)],
        cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def without_duration(document):
    return {key: value for key, value in document.items() if key != "seconds"}


@pytest.mark.parametrize("objective", Run.Objective.values)
def test_the_command_line_computes_the_same(scene, receipt, objective):
    run = computed(scene, objective)
    solved = command("solve", receipt(run))
    assert solved.returncode == 0, solved.stderr
    assert without_duration(json.loads(solved.stdout)) == without_duration(run.result)


def test_the_command_line_checks_and_explains_it(scene, receipt):
    run = computed(scene)
    path = receipt(run)
    assert command("check", path, path).stdout == "valid and optimal\n"
    explained = json.loads(command("explain", path, path, f"s{scene.students[3].pk}").stdout)
    assert explained["student"] == f"s{scene.students[3].pk}"


def test_another_objective_can_be_asked_for(scene, receipt):
    solved = command("solve", receipt(computed(scene)), "--objective", "lottery")
    assert json.loads(solved.stdout)["objective"] == "lottery"


def test_its_two_parts_are_the_public_format(scene, receipt, tmp_path):
    run = computed(scene)
    whole = json.loads(receipt(run).read_text())
    parts = {name: tmp_path / f"{name}.json" for name in ("instance", "result")}
    for name, path in parts.items():
        path.write_text(json.dumps(whole[name]))
    assert command("check", parts["instance"], parts["result"]).returncode == 0


def test_it_names_nobody(scene, receipt):
    text = receipt(computed(scene)).read_text()
    people = [row.user for row in scene.seminar.participations.select_related("user")]
    said = [word for user in people for word in (user.name, user.email)]
    said += [row.paper.title for row in scene.papers] + ["It was agreed."]
    assert not [word for word in said if word in text]


def test_a_result_that_was_changed_is_refused(scene, receipt, tmp_path):
    document = json.loads(receipt(computed(scene)).read_text())
    placements = document["result"]["placements"]
    placements.pop(next(iter(placements)))
    forged = tmp_path / "forged.json"
    forged.write_text(json.dumps(document))
    assert command("check", forged, forged).returncode == 1


def test_half_a_receipt_is_named(tmp_path):
    path = tmp_path / "half.json"
    path.write_text(json.dumps({"instance": {"students": [], "papers": []}}))
    answer = command("solve", path)
    assert answer.returncode == 2 and "unknown key 'instance'" in answer.stderr
