"""The organisers' workbench of 200 students and 150 papers: four runs computed, and the page with them.

    python bench/workbench.py [rounds]

Against `manage.py up` on SQLite, as a browser does it: "Compute alternatives", then the page to which that leads; the
medians of a few rounds. The runs of earlier rounds stay, as they would. Nothing here fails: it measures.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from rig.processes import environment, free_port, inside, system
from rig.visitor import Visitor
from saves import TOKEN

HOME = "/seminars/assign/assignment/"
SECONDS = 2.0  # computing and showing together
MOST_QUERIES = 15


def measure(rounds: int, var: Path) -> tuple[list[tuple[float, float]], int, int]:
    """Seconds of computing and of the page, round by round; bytes and queries of the page."""
    port = free_port()
    env = environment(var, port, demo=False)
    known = inside("crowd.py", env, "assign")
    with system(env, port):
        visitor = Visitor(port)
        visitor.cookies = {"sessionid": known["session"], "csrftoken": TOKEN}
        times = [one_round(visitor) for _round in range(rounds + 1)][1:]  # the first one compiles templates
        size = visitor.get(HOME).size
        (queries,) = inside("queries.py", env, data=[{"path": HOME, "person": known["organiser"]}])
    return times, size, queries


def one_round(visitor: Visitor) -> tuple[float, float]:
    computed, page = visitor.post(HOME + "runs/", {}), visitor.get(HOME)
    if (computed.status, page.status) != (302, 200):
        raise SystemExit(f"Computing answers {computed.status}, the page {page.status}; nothing was measured.")
    return computed.seconds, page.seconds


def report(times: list[tuple[float, float]], size: int, queries: int) -> None:
    computing, page = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"200 students, 150 papers; medians of {len(times)} rounds")
    print(f"{'four runs computed and stored':40} {computing:6.2f} s")
    print(f"{'the page with them':40} {page:6.2f} s   {size} bytes")
    both = statistics.median(map(sum, times))
    print(f"{'together':40} {both:6.2f} s   (target {SECONDS:.0f} s, {'kept' if both < SECONDS else 'missed'})")
    kept = "kept" if queries <= MOST_QUERIES else "missed"
    print(f"{'queries of the page':40} {queries:6}     (target {MOST_QUERIES}, {kept})")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        report(*measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5, Path(folder)))
