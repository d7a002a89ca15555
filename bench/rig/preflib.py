"""Reads preference files of PrefLib: strict or tied incomplete orders (.soi, .toi) and categories (.cat)."""

import re
from pathlib import Path

from seminar.core.assignment import Paper, Problem, Student

TIERS = re.compile(r"\{([^}]*)\}|(\d+)")
CATEGORIES = 2  # of yes, maybe and no


def read(path: Path, **settings) -> Problem:
    """Lines with # are about the file; others are "count: order", numbers from 1, {a,b} equally good, {} nothing."""
    papers, students = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            papers += [Paper(number) for number in re.findall(r"ALTERNATIVE NAME (\d+):", line)]
        elif line.strip():
            count, order = line.split(":")
            tiers = [re.findall(r"\d+", tied or single) for tied, single in TIERS.findall(order)]
            tiers = [tier for tier in tiers[: CATEGORIES if path.suffix == ".cat" else None] if tier]
            students += [Student(f"s{len(students) + number}", tiers) for number in range(1, int(count) + 1)]
    return Problem(students, papers, seed=path.name, **settings)
