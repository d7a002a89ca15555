"""Who may import whom (docs/architecture.md): downwards only, never sideways; accounts and papers know no seminar."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# One line of the list each; a line may import the lines below it.
LAYERS = [
    ["seminar.urls", "seminar.settings", "seminar.wsgi"],
    ["seminar.overview"],
    ["seminar.grading"],
    ["seminar.programme"],
    ["seminar.submissions"],
    ["seminar.assignment"],
    ["seminar.preferences"],
    ["seminar.seminars"],
    ["accounts", "papers"],
    ["seminar.mail", "seminar.log"],
    ["seminar.core", "seminar.display", "seminar.clock", "seminar.celery"],
]
UPWARD_STRINGS = {"seminars.Seminar"}  # what mail and log may point at, besides settings.AUTH_USER_MODEL
FILES = [
    path
    for folder in ("accounts", "papers", "seminar")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def place(module: str) -> tuple[int, str] | None:
    """Layer and name of the unit a module belongs to; None for the empty package itself and for libraries."""
    for level, units in enumerate(LAYERS):
        for unit in units:
            if module == unit or module.startswith(unit + "."):
                return level, unit
    return None


def imports(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in line {node.lineno}"
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def wrong_imports(module: str, tree: ast.AST) -> list[str]:
    here, found = place(module), []
    for target, node in imports(tree):
        there = place(target)
        if there is None or here is None or here[1] == there[1]:
            continue
        if there[0] <= here[0] or there[0] == 0:
            found.append(f"{module}:{node.lineno} imports {target}")
        elif here[1] in ("accounts", "papers"):
            found.append(f"{module}:{node.lineno} knows of a seminar: {target}")
    return found


def test_every_module_has_its_place():
    assert [module_of(path) for path in FILES if place(module_of(path)) is None] == ["seminar"]


def test_imports_run_downwards_only():
    found = [line for path in FILES for line in wrong_imports(module_of(path), ast.parse(path.read_text()))]
    assert found == []


def test_a_wrong_import_would_be_found():
    up = ast.parse("from seminar.preferences.models import Preference")
    assert wrong_imports("seminar.seminars.views", up)
    assert wrong_imports("papers.models", up)
    assert wrong_imports("seminar.mail.tasks", ast.parse("from seminar.log.models import Entry"))
    assert not wrong_imports("seminar.preferences.views", ast.parse("from seminar.mail.actions import queue"))


def test_imports_stand_at_the_top():
    inside = [
        f"{module_of(path)}:{node.lineno}"
        for path in FILES
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_foreign_keys_by_name_point_downwards_too():
    found = []
    for path in FILES:
        here = place(module_of(path))
        for name in re.findall(r"(?:ForeignKey|OneToOneField|ManyToManyField)\(\s*\"(\w+\.\w+)\"", path.read_text()):
            label = name.split(".")[0]
            there = place(label) or place(f"seminar.{label}")
            if there[0] <= here[0] and not (name in UPWARD_STRINGS and here[1] in ("seminar.mail", "seminar.log")):
                found.append(f"{module_of(path)}: {name}")
    assert found == []


def test_the_core_is_pure():
    impure = [
        f"{module_of(path)}: {target}"
        for path in FILES
        if module_of(path).startswith("seminar.core")
        for target, _node in imports(ast.parse(path.read_text()))
        if target.split(".")[0] in ("django", "celery", "accounts", "papers")
    ]
    assert impure == []


def test_nothing_asks_for_the_time_or_the_broker_behind_our_back():
    forbidden = re.compile(
        r"shared_task|auto_now|timezone\.now|datetime\.now\(|datetime\.utcnow|date\.today|time\.time\(|localdate\("
    )
    found = [
        f"{module_of(path)}: {line.strip()}"
        for path in FILES
        if module_of(path) != "seminar.clock"
        for line in path.read_text().splitlines()
        if forbidden.search(line) and not line.strip().startswith("#")
    ]
    assert found == []


def test_names_that_say_nothing_are_not_used():
    said = {path.stem for path in FILES} | {path.parent.name for path in FILES}
    assert said & {"utils", "helpers", "common", "services", "misc", "base"} == set()
