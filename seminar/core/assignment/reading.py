"""The public file format of an instance: JSON in, a checked problem out, and the same problem written back.

Only `students` and `papers` are required. A key that is not known is refused by name, because a misspelt wish that is
silently ignored does more harm than an error. Ids are texts. The fingerprint of an instance does not depend on the
order in which people, papers and pairs are written.
"""

import hashlib
import json

from seminar.core.assignment.problem import InvalidProblem, Paper, Problem, Student, Supervisor

FORMAT = 1
INSTANCE_KEYS = {
    "papers", "supervisors", "students", "pins", "forbidden",
    "total", "serve", "unlisted", "seed", "change", "format",
}  # fmt: skip


def read_text(text: str) -> Problem:
    """The problem in a JSON text. Raises InvalidProblem with one line."""
    try:
        document = json.loads(text, object_pairs_hook=_object)
    except InvalidProblem:
        raise
    except (ValueError, RecursionError) as error:
        raise InvalidProblem(f"not a JSON document: {' '.join(str(error).split())}") from None
    return read_document(document)


def read_document(document) -> Problem:
    """The problem in a document as `json.loads` gives it. Raises InvalidProblem with one line."""
    _expect(document, dict, "the instance")
    _known(document, INSTANCE_KEYS, "the instance")
    for name in ("students", "papers"):
        if name not in document:
            raise InvalidProblem(f"the instance has no {name}")
    if document.get("format", FORMAT) != FORMAT:
        raise InvalidProblem(f"format {document['format']!r} is unknown; this program reads format {FORMAT}")
    total = document.get("total")
    texts = {
        name: _expect(document[name], str, name) for name in ("serve", "unlisted", "seed", "change") if name in document
    }
    return Problem(
        students=_rows(document, "students", _student),
        papers=_rows(document, "papers", _paper),
        supervisors=_rows(document, "supervisors", _supervisor),
        pins=_pairs(document, "pins", (str, type(None))),
        forbidden=_pairs(document, "forbidden", (str,)),
        total=None if total is None else _expect(total, int, "total"),
        **texts,
    )


def write_document(problem: Problem) -> dict:
    """The instance in the public format, everything sorted by id."""
    return {
        "format": FORMAT,
        "papers": [_written(p, id=p.id, places=p.places, supervisor=p.supervisor) for p in _by_id(problem.papers)],
        "supervisors": [_written(s, id=s.id, load=s.load, at_least=s.at_least) for s in _by_id(problem.supervisors)],
        "students": [_written_student(student) for student in _by_id(problem.students)],
        "pins": sorted(([student, paper] for student, paper in problem.pins), key=lambda pair: pair[0]),
        "forbidden": sorted(map(list, set(problem.forbidden))),
        "total": problem.total,
        "serve": problem.serve,
        "unlisted": problem.unlisted,
        "seed": problem.seed,
        "change": problem.change,
    }


def fingerprint(problem: Problem) -> str:
    """SHA-256 of the instance in one fixed spelling."""
    text = json.dumps(write_document(problem), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _by_id(rows):
    return sorted(rows, key=lambda row: row.id)


def _written(_row, **values):
    return {name: value for name, value in values.items() if value is not None}


def _written_student(student):
    written = {
        "id": student.id,
        "preferences": [[*tier] if len(tier) == 1 else sorted(tier) for tier in student.preferences],
    }
    if student.vetoes:
        written["vetoes"] = sorted(student.vetoes)
    for name in ("current", "priority", "late"):
        if getattr(student, name):
            written[name] = getattr(student, name)
    return written


def _object(pairs):
    found = {}
    for name, value in pairs:
        if name in found:
            raise InvalidProblem(f"key {name!r} is there twice in one object")
        found[name] = value
    return found


KINDS = {dict: "an object", list: "a list", str: "a text", int: "a whole number", type(None): "null"}


def _expect(value, kinds, what):
    kinds = kinds if isinstance(kinds, tuple) else (kinds,)
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise InvalidProblem(f"{what} is not {' or '.join(KINDS[kind] for kind in kinds)}: {_short(value)}")
    return value


def _short(value):
    text = json.dumps(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _known(row, keys, what):
    for name in row:
        if name not in keys:
            raise InvalidProblem(f"{what} has the unknown key {name!r}")


def _rows(document, name, read):
    rows = _expect(document.get(name, []), list, name)
    return tuple(read(row, f"{name}[{number}]") for number, row in enumerate(rows))


def _row(row, where, word, keys):
    _expect(row, dict, where)
    if "id" not in row:
        raise InvalidProblem(f"{where} has no id")
    what = f"{word} {_expect(row['id'], str, f'the id of {where}')!r}"
    _known(row, keys, what)
    return what


def _paper(row, where):
    what = _row(row, where, "paper", {"id", "places", "supervisor"})
    return Paper(
        row["id"],
        _expect(row.get("places", 1), int, f"places of {what}"),
        _expect(row.get("supervisor"), (str, type(None)), f"supervisor of {what}"),
    )


def _supervisor(row, where):
    what = _row(row, where, "supervisor", {"id", "load", "at_least"})
    return Supervisor(
        row["id"],
        _expect(row.get("load"), (int, type(None)), f"load of {what}"),
        _expect(row.get("at_least", 0), int, f"at_least of {what}"),
    )


def _student(row, where):
    what = _row(row, where, "student", {"id", "preferences", "vetoes", "current", "priority", "late"})
    tiers = _expect(row.get("preferences", []), list, f"preferences of {what}")
    return Student(
        row["id"],
        tuple(_names(tier, f"rank {rank} of {what}") for rank, tier in enumerate(tiers, 1)),
        frozenset(_names(row.get("vetoes", []), f"vetoes of {what}")),
        _expect(row.get("current"), (str, type(None)), f"current of {what}"),
        _expect(row.get("priority", 0), int, f"priority of {what}"),
        _expect(row.get("late", 0), int, f"late of {what}"),
    )


def _names(values, what):
    return tuple(_expect(value, str, f"a paper in {what}") for value in _expect(values, list, what))


def _pairs(document, name, second):
    pairs = []
    for number, pair in enumerate(_expect(document.get(name, []), list, name)):
        where = f"{name}[{number}]"
        if len(_expect(pair, list, where)) != 2:
            raise InvalidProblem(f"{where} is not a pair: {_short(pair)}")
        pairs.append(
            (_expect(pair[0], str, f"the student of {where}"), _expect(pair[1], second, f"the paper of {where}"))
        )
    return tuple(pairs)
