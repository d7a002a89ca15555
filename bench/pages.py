"""What every page costs: server time, queries and bytes, beside a bare Django view in the same run.

    python bench/pages.py [rounds]

Starts `manage.py up` with the demonstration and a bare Django in processes of their own, asks for every page in turn,
round after round, so that a slow moment of the machine meets all of them, and prints medians. Absolute times belong to
this machine; the ratios travel. Nothing here fails: it measures.
"""

import re
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from rig.processes import bare, environment, free_port, inside, system
from rig.visitor import Visitor

ORGANISER, STUDENT = "Leonie Achterfeld", "Hana Květoslavová"
MAIN = "/seminars/deep-learning-theory/"
BIG = "/seminars/hundred-fifty/"
MOST_QUERIES = 15
MOST_TIMES = 2.0  # a list of 150 rows of ours beside a bare list of 150 rows
OURS = [
    ("start", None, "/"),
    ("public page", None, MAIN),
    ("catalogue", None, MAIN + "papers/"),
    ("catalogue, searched", None, MAIN + "papers/?q=neural"),
    ("sign-in", None, "/accounts/login/"),
    ("privacy", None, "/privacy/"),
    ("healthz", None, "/healthz"),
    ("start", STUDENT, "/"),
    ("my seminar", STUDENT, MAIN + "mine/"),
    ("catalogue", STUDENT, MAIN + "papers/"),
    ("preferences", STUDENT, MAIN + "preferences/"),
    ("receipt", STUDENT, MAIN + "preferences/receipt/"),
    ("account", STUDENT, "/account/"),
    ("cockpit", ORGANISER, MAIN + "overview/"),
    ("people", ORGANISER, MAIN + "people/"),
    ("papers work page", ORGANISER, MAIN + "list/"),
    ("dates", ORGANISER, MAIN + "dates/"),
    ("facts", ORGANISER, MAIN + "edit/"),
    ("monitor", ORGANISER, MAIN + "preferences/all/"),
    ("record", ORGANISER, MAIN + "record/"),
    ("new seminar", ORGANISER, "/seminars/new/"),
    ("150 papers: catalogue", None, BIG + "papers/"),
    ("150 papers: catalogue", STUDENT, BIG + "papers/"),
    ("150 papers: searched", STUDENT, BIG + "papers/?q=generalisation+example"),
    ("150 papers: preferences", STUDENT, BIG + "preferences/"),
    ("150 papers: work page", ORGANISER, BIG + "list/"),
    ("150 papers: supervision", ORGANISER, BIG + "supervision/"),
    ("600 papers: library", ORGANISER, "/library/"),
    ("600 papers: searched", ORGANISER, "/library/?q=muller+kern"),
    ("600 papers: one paper", ORGANISER, "/library/1/"),
    ("600 papers: offer again", ORGANISER, BIG + "list/library/?q=muller+kern"),
    ("150 students: people", ORGANISER, BIG + "people/"),
    ("150 students: monitor", ORGANISER, BIG + "preferences/all/"),
]
# The list that is compared with the bare lists.
HELD_TO_TARGET = "150 papers: catalogue"


@dataclass
class Page:
    name: str
    who: str
    path: str
    visitor: Visitor
    person: int | None = None
    size: int = 0
    times: list[float] = field(default_factory=list)

    def visit(self) -> None:
        answer = self.visitor.get(self.path)
        if answer.status != 200:
            raise SystemExit(f"{self.path} answers {answer.status}; nothing was measured.")
        self.size = answer.size
        self.times.append(answer.seconds)

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[-1]


def measure(rounds: int, var: Path) -> tuple[list[Page], list[Page], list[int]]:
    """Bare pages, our pages, and the queries of ours."""
    port, bare_port = free_port(), free_port()
    env = environment(var, port, demo=True)
    with system(env, port), bare(var, bare_port):
        visitors = {None: Visitor(port), STUDENT: Visitor(port), ORGANISER: Visitor(port)}
        people = {name: visitors[name].enter(name) for name in (STUDENT, ORGANISER)}
        inside("crowd.py", env, "papers", data={"student": people[STUDENT]})
        plain = [
            Page("one word", "bare", "/", Visitor(bare_port)),
            Page("150 rows, one table", "bare", "/list/", Visitor(bare_port)),
            Page("150 rows as ours", "bare", "/same/", Visitor(bare_port)),
        ]
        ours = [Page(name, who or "", path, visitors[who], people.get(who)) for name, who, path in OURS]
        ours.insert(4, one_paper(ours[2]))
        for _round in range(rounds + 1):
            for page in [*plain, *ours]:
                page.visit()
        for page in [*plain, *ours]:
            del page.times[0]  # compiles templates
        counted = inside("queries.py", env, data=[{"path": page.path, "person": page.person} for page in ours])
    return plain, ours, counted


def one_paper(catalogue: Page) -> Page:
    """The page of the first paper that the catalogue links."""
    found = re.search(r'id="paper-(\d+)"', catalogue.visitor.get(catalogue.path).body)
    return Page("paper", "", f"{MAIN}papers/{found[1]}/", catalogue.visitor)


def report(plain: list[Page], ours: list[Page], counted: list[int]) -> None:
    word, *lists = plain
    roles = {STUDENT: "student", ORGANISER: "organiser", "": "anybody", "bare": "bare Django"}
    print(f"{'page':26} {'as':12} {'p50 ms':>7} {'p95 ms':>7} {'queries':>7} {'bytes':>7} {'x bare view':>11}")
    for page, queries in zip([*plain, *ours], [0, 1, 1, *counted], strict=True):
        times = f"{page.median * 1000:7.1f} {page.p95 * 1000:7.1f}"
        ratio = page.median / word.median
        print(f"{page.name:26} {roles[page.who]:12} {times} {queries:7} {page.size:7} {ratio:11.1f}")
    print()
    for page in ours:
        if page.name == HELD_TO_TARGET:
            for plain_list in lists:
                said = judged(page.median / plain_list.median, MOST_TIMES, ".2f")
                print(f"{page.name} as {roles[page.who]}, times bare {plain_list.name}: {said}")
    most = max(counted)
    names = ", ".join(page.name for page, queries in zip(ours, counted, strict=True) if queries == most)
    print(f"most queries ({names}): {judged(most, MOST_QUERIES)}")


def judged(figure: float, target: float, form: str = "") -> str:
    return f"{figure:{form}} (target {target}, {'kept' if figure <= target else 'missed'})"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        report(*measure(int(sys.argv[1]) if len(sys.argv) > 1 else 30, Path(folder)))
