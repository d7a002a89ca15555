"""What must not happen when acts meet: a lost save, a late one, a paper for somebody who left, a place given twice.

    python bench/races.py [rounds]

Race 1: 500 students save in the last 15 seconds, some of them again after the close, while an organiser computes just
before it, computes again as soon as it is over, and publishes. Once against two web processes on PostgreSQL, once
against one on SQLite. Race 2: rounds (200) of random acts in threads: people leave, are taken out and come back while
others publish, compute again, refill and place by hand; on both databases. Only this machine is asked, for less than
ten minutes. Ends with 1 when something happened that must not. Without a PostgreSQL server its half is left out.
"""

import asyncio
import random
import re
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rig import database
from rig.processes import environment, free_port, inside, system
from rig.visitor import Visitor
from saves import TOKEN, save

LAST = 15  # seconds before the close in which everybody saves
LATE = 100  # of them once more
AFTER = 3  # seconds after the close in which they do
START = 3  # seconds until the first save
HOME = "/seminars/rush/assignment/"
TRIES = 10


@dataclass(frozen=True)
class Press:
    """One "Save and finish": seconds before (-) or after the close, the web process asked, who, with which order."""

    moment: float
    port: int
    student: dict
    order: list[int]


def presses(known: dict, ports: list[int]) -> list[Press]:
    """Everybody once before the close; some of them after it, with another order, at the other web process."""
    chance = random.Random(2021)
    found = []
    for number, student in enumerate(known["students"]):
        order = chance.sample(known["papers"], chance.randint(3, 6))
        found.append(Press(chance.uniform(-LAST, 0), ports[number % len(ports)], student, order))
        if number < LATE:
            moment = chance.uniform(0.01, AFTER)
            found.append(Press(moment, ports[(number + 1) % len(ports)], student, order[::-1]))
    return found


async def rush(known: dict, wanted: list[Press], ends: float, organiser: "Organiser"):
    """All presses at their moments, and the organiser beside them."""
    left = ends - time.time()
    saves = [save(press.port, known, press.student, press.order, left + press.moment) for press in wanted]
    answers, acts = await asyncio.gather(asyncio.gather(*saves), asyncio.to_thread(organiser.work, ends))
    return answers, acts


class Organiser:
    """Computes a second before the close and right after it, publishes the run that was made then."""

    def __init__(self, session: str, ports: list[int]):
        self.visitors = [Visitor(port) for port in ports]
        for visitor in self.visitors:
            visitor.cookies = {"sessionid": session, "csrftoken": TOKEN}
        self.statuses: list[int] = []

    def work(self, ends: float) -> list[int]:
        """The statuses of all answers; the last one is 302 when the publication was made."""
        first, last = self.visitors[0], self.visitors[-1]
        time.sleep(max(0, ends - time.time() - 1))
        self.keep(first.post(HOME + "runs/", {}))
        time.sleep(max(0, ends - time.time()))
        for _try in range(TRIES):
            self.keep(last.post(HOME + "runs/", {}))
            page = self.keep(first.get(HOME))
            address = newest_run(page.body)
            form = {"reason": "Fairest", "send": "now", "has_seen": "on"}
            if address and self.keep(last.post(address, form)).status == 302:
                break
        return self.statuses

    def keep(self, answer):
        self.statuses.append(answer.status)
        return answer


def newest_run(page: str) -> str | None:
    """The address at which the first of the newest four runs is published."""
    numbers = sorted({int(number) for number in re.findall(rf"{HOME}runs/(\d+)/publication/", page)})
    return f"{HOME}runs/{numbers[-4]}/publication/" if len(numbers) >= 4 else None


def close_race(name: str, url: str | None, processes: int, var: Path) -> list[str]:
    """Race 1 on one database; prints its table, answers with what was broken."""
    ports = [free_port() for _process in range(processes)]
    places = [var / f"web{number}" for number in range(processes)]
    for place in places:
        place.mkdir()
    environments = [environment(place, port, demo=False) for place, port in zip(places, ports, strict=True)]
    for env in environments:
        env["DATABASE_URL"] = url or environments[0]["DATABASE_URL"]
    known = inside("crowd.py", environments[0], "students")
    with ExitStack() as running:
        for env, port in zip(environments, ports, strict=True):
            running.enter_context(system(env, port))
        close = inside("closing.py", environments[0], "announce", data={"slug": "rush", "seconds": START + LAST})
        wanted = presses(known, ports)
        answers, acts = asyncio.run(rush(known, wanted, close["ends"], Organiser(close["session"], ports)))
        confirmed = [(press, answer) for press, answer in zip(wanted, answers, strict=True) if answer.status == 302]
        orders = [[answer.student, answer.order] for press, answer in confirmed]
        checked = inside("closing.py", environments[0], "check", data={"slug": "rush", "confirmed": orders})
    checked["late"] += sum(press.moment > 0 for press, _answer in confirmed)
    return report_close(
        f"{name}, {processes} web process{'es' if processes > 1 else ''}", wanted, answers, acts, checked
    )


def report_close(where: str, wanted: list[Press], answers: list, acts: list[int], checked: dict) -> list[str]:
    statuses = Counter(answer.status for answer in answers)
    said = ", ".join(f"{number} x {status or 'none'}" for status, number in sorted(statuses.items()))
    slowest = max(answer.seconds for answer in answers)
    print(f"Race 1, {where}: {len(wanted)} saves, {LAST} s before and {AFTER} s after the close")
    print(f"  answers: {said}; slowest {slowest:.2f} s")
    print(f"  organiser: {', '.join(map(str, acts))}; runs {checked['runs']}, of these trials {checked['trials']}")
    failed = sum(answer.status >= 500 or not answer.status for answer in answers) + sum(act >= 500 for act in acts)
    lines = {
        "answers 5xx or missing": failed,
        "confirmed saves missing from the published run": checked["missing"],
        "accepted after the close": checked["late"],
        "people told twice": checked["told_twice"],
        "publications more or less than one": abs(checked["publications"] - 1),
    }
    print(f"  confirmed {statuses[302]}, people counted {checked['counted']}, told by mail {checked['told']}")
    return judge(where, lines)


def leave_race(name: str, url: str | None, rounds: int, var: Path) -> list[str]:
    """Race 2 on one database."""
    env = environment(var, 0, demo=False)
    env["DATABASE_URL"] = url or env["DATABASE_URL"]
    done = inside("interleavings.py", env, data={"rounds": rounds, "seed": 2021})
    print(f"Race 2, {name}: {rounds} rounds in {done['seconds']:.0f} s")
    print("  " + ", ".join(f"{number} x {act}" for act, number in sorted(done["acts"].items())))
    return judge(name, done["broken"])


def judge(where: str, lines: dict[str, int]) -> list[str]:
    for what, number in lines.items():
        print(f"  {what:48} {number:5}  (target 0, {'missed' if number else 'kept'})")
    return [f"{where}: {what}" for what, number in lines.items() if number]


def main(rounds: int) -> int:
    broken = []
    with ExitStack() as stack:
        has_postgres = database.answers()
        if not has_postgres:
            print(f"PostgreSQL is left out: nothing answers on {database.server()}")
        for race, of_postgres, of_sqlite in ((close_race, 2, 1), (leave_race, rounds, rounds)):
            if has_postgres:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                with database.postgres() as url:
                    broken += race("PostgreSQL", url, of_postgres, folder)
            broken += race("SQLite", None, of_sqlite, Path(stack.enter_context(tempfile.TemporaryDirectory())))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
