"""Assigning papers: provably optimal, reproducible, with reasons: `solve` is the one entry, `check` the judge."""

from seminar.core.assignment.checker import check
from seminar.core.assignment.engine import NotProven, Stopped, solve
from seminar.core.assignment.explanation import Explainer, explain, sentences
from seminar.core.assignment.objectives import OBJECTIVES
from seminar.core.assignment.problem import InvalidProblem, Paper, Problem, Student, Supervisor
from seminar.core.assignment.reading import fingerprint, read_document, read_text, write_document

__all__ = [
    "OBJECTIVES",
    "Explainer",
    "InvalidProblem",
    "NotProven",
    "Paper",
    "Problem",
    "Stopped",
    "Student",
    "Supervisor",
    "check",
    "explain",
    "fingerprint",
    "read_document",
    "read_text",
    "sentences",
    "solve",
    "write_document",
]
