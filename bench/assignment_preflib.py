"""Real preferences: project choices of students and bids of reviewers, from PrefLib, solved by the assignment engine.

    python bench/assignment_preflib.py [folder]

The files are not part of this project (GPL-3); they lie beside it in ../shared/data/preflib. Every paper has one place,
`serve: profile` gives the profile that is best for the objective. Of bids only "yes" and "maybe" count as listed.
"""

import re
import sys
from pathlib import Path

from rig import draws  # makes the checkout importable

from seminar.core.assignment import Paper, Problem, Student, check, solve

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "preflib"
ITEMS = re.compile(r"\{([^}]*)\}|(\d+)")
BID_TIERS = 2  # of yes, maybe and no

assert draws


def read(path: Path) -> Problem:
    """Lines with # are about the file; others are "count: order", numbers from 1, {a,b} equally good, {} nothing."""
    papers, students = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            found = re.match(r"# ALTERNATIVE NAME (\d+): (.*)", line)
            if found:
                papers[found[1]] = Paper(found[1])
        elif line.strip():
            count, order = line.split(":")
            tiers = [re.findall(r"\d+", one or two) for one, two in ITEMS.findall(order)]
            if path.suffix == ".cat":
                tiers = tiers[:BID_TIERS]
            for _ in range(int(count)):
                students.append(Student(f"s{len(students) + 1}", [tier for tier in tiers if tier]))
    return Problem(students, papers.values(), serve="profile", seed=path.name)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    files = sorted([*folder.glob("*.soi"), *folder.glob("*.cat")])
    if not files:
        raise SystemExit(f"There are no PrefLib files (*.soi, *.cat) in {folder}; nothing was solved.")
    print(f"{'file':<18}{'students x papers':>19}  {'objective':<15}{'profile':<24}{'without':>8}{'ms':>8}")
    for path in files:
        problem = read(path)
        for objective in ("fair", "first_choices"):
            result = solve(problem, objective)
            assert check(problem, result.document()) == []
            size = f"{len(problem.students)} x {len(problem.papers)}"
            profile = " ".join(map(str, result.profile))
            rest = f"{len(result.unassigned):>8}{result.seconds * 1000:>8.1f}"
            print(f"{path.name:<18}{size:>19}  {objective:<15}{profile:<24}{rest}")


if __name__ == "__main__":
    main()
