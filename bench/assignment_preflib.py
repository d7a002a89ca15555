"""Real preferences: project choices of students and bids of reviewers, from PrefLib, solved by the assignment engine.

    python bench/assignment_preflib.py [folder]

The files are not part of this project (GPL-3); they lie beside it in ../shared/data/preflib. Every paper has one place,
`serve: profile` gives the profile that is best for the objective. Of bids only "yes" and "maybe" count as listed. Every
result has passed the checker.
"""

import sys
from pathlib import Path

from rig.preflib import read

from seminar.core.assignment import solve

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "preflib"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    files = sorted([*folder.glob("*.soi"), *folder.glob("*.cat")])
    if not files:
        print(f"There are no PrefLib files (*.soi, *.cat) in {folder}; nothing was solved.")
        return
    print(f"{'file':<18}{'students x papers':>19}  {'objective':<15}{'profile':<24}{'without':>8}{'ms':>8}")
    for path in files:
        problem = read(path, serve="profile")
        for objective in ("fair", "first_choices"):
            result = solve(problem, objective)
            size = f"{len(problem.students)} x {len(problem.papers)}"
            profile = " ".join(map(str, result.profile))
            rest = f"{len(result.unassigned):>8}{result.seconds * 1000:>8.1f}"
            print(f"{path.name:<18}{size:>19}  {objective:<15}{profile:<24}{rest}")


if __name__ == "__main__":
    main()
