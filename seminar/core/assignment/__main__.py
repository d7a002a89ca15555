"""The command line: solve an instance, check a result, explain it to one student.

    python -m seminar.core.assignment solve INSTANCE.json [--objective fair] [--out RESULT.json]
    python -m seminar.core.assignment check INSTANCE.json RESULT.json
    python -m seminar.core.assignment explain INSTANCE.json RESULT.json STUDENT

`solve` writes one JSON document. `check` answers 0 for valid and optimal, 1 for not, with the reason. Whatever is wrong
with the input is one line on standard error that names the offender, exit 2, and nothing is written.

Instead of INSTANCE.json and RESULT.json each command also takes a receipt, one document with both under "instance" and
"result"; `solve` then uses the objective of that result unless another one is named.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from seminar.core.assignment.checker import check
from seminar.core.assignment.engine import NotProven, solve
from seminar.core.assignment.explanation import explain, sentences
from seminar.core.assignment.objectives import OBJECTIVES
from seminar.core.assignment.problem import InvalidProblem
from seminar.core.assignment.reading import fingerprint, read_document, read_text


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        raise InvalidProblem(message)


def _parser():
    parser = _Parser(prog="python -m seminar.core.assignment", description="Assign papers to students.")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("solve", help="compute the assignment")
    one.add_argument("instance")
    one.add_argument("--objective", choices=OBJECTIVES, help="fair, or what a receipt says")
    one.add_argument("--out", help="file to write instead of standard output")
    two = commands.add_parser("check", help="verify a result")
    two.add_argument("instance")
    two.add_argument("result")
    three = commands.add_parser("explain", help="say why one student got this paper or none")
    three.add_argument("instance")
    three.add_argument("result")
    three.add_argument("student")
    return parser


def _text(path):
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise InvalidProblem(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InvalidProblem(f"{path}: not a text in UTF-8") from None


def _receipt(text):
    """Both documents of a receipt, or None where the text is something else."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    parts = [document.get(name) for name in ("instance", "result")] if isinstance(document, dict) else []
    return parts if parts and all(isinstance(part, dict) for part in parts) else None


def _instance(path):
    text = _text(path)
    try:
        receipt = _receipt(text)
        return read_document(receipt[0]) if receipt else read_text(text)
    except InvalidProblem as error:
        raise InvalidProblem(f"{path}: {error}") from None


def _result(path):
    text = _text(path)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidProblem(f"{path}: not a JSON document: {error}") from None
    if not isinstance(document, dict):
        raise InvalidProblem(f"{path}: a result is a JSON object")
    receipt = _receipt(text)
    return receipt[1] if receipt else document


def _solve(arguments):
    receipt = _receipt(_text(arguments.instance))
    said = receipt[1].get("objective") if receipt else None
    objective = arguments.objective or (said if said in OBJECTIVES else "fair")
    text = json.dumps(solve(_instance(arguments.instance), objective).document(), indent=1, ensure_ascii=False)
    _write(text, arguments.out)
    return 0


def _write(text, path):
    if path is None:
        sys.stdout.write(text + "\n")
        return
    draft = Path(f"{path}.{os.getpid()}.part")  # so that a full disk leaves no half of a result behind
    try:
        draft.write_text(text + "\n", encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise InvalidProblem(f"{path}: {error.strerror}") from None


def _reasons(problem, document):
    if document.get("input_sha256") != fingerprint(problem):
        return ["the result belongs to another instance: input_sha256 differs"]
    return check(problem, document)


def _check(arguments):
    problem, document = _instance(arguments.instance), _result(arguments.result)
    reasons = _reasons(problem, document)
    sys.stdout.write((reasons[0] if reasons else "valid and optimal") + "\n")
    return 1 if reasons else 0


def _explain(arguments):
    problem, document = _instance(arguments.instance), _result(arguments.result)
    if arguments.student not in problem.students_by_id:
        raise InvalidProblem(f"{arguments.instance}: there is no student {arguments.student!r}")
    reasons = _reasons(problem, document)
    if reasons:
        raise InvalidProblem(f"{arguments.result}: {reasons[0]}")
    found = explain(problem, document, arguments.student)
    sys.stdout.write(json.dumps(found | {"text": sentences(found)}, indent=1, ensure_ascii=False) + "\n")
    return 0


def main(words=None) -> int:
    try:
        arguments = _parser().parse_args(words)
        return {"solve": _solve, "check": _check, "explain": _explain}[arguments.command](arguments)
    except (InvalidProblem, NotProven) as error:
        sys.stderr.write(" ".join(str(error).split()) + "\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
