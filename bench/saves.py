"""500 students save their preferences within 4 seconds, against `manage.py up` on SQLite.

    python bench/saves.py

The database is filled directly: an open window, 24 papers, 500 students who are signed in. Then every 8 milliseconds
one of them presses "Save and finish", whether the earlier ones have their answer or not. Afterwards the database is
asked: what was confirmed must be stored in the order that was sent, with its line of the record and its mail. Only
this machine is asked, by at most 500 connections, and never longer than a minute. Nothing here fails: it measures.
"""

import asyncio
import random
import statistics
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from rig.processes import environment, free_port, inside, system

SECONDS = 4
PATIENCE = 60
TOKEN = "t" * 32  # the same in cookie and form, as the check of forged requests wants it


@dataclass(frozen=True)
class Answer:
    student: int
    order: list[int]
    status: int  # 0: none
    seconds: float


async def save(port: int, known: dict, student: dict, order: list[int], delay: float) -> Answer:
    """One press of the button, `delay` seconds from now."""
    await asyncio.sleep(delay)
    start = time.perf_counter()
    try:
        status = await asyncio.wait_for(ask(port, request(known, student, order)), PATIENCE)
    except (TimeoutError, OSError):
        status = 0
    return Answer(student["pk"], order, status, time.perf_counter() - start)


async def ask(port: int, message: bytes) -> int:
    """The status of the complete answer, or 0 when the connection ends before its head."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(message)
        await writer.drain()
        answer = await reader.read(-1)
    finally:
        writer.close()
    head = answer.split(b" ", 2)
    return int(head[1]) if len(head) > 1 else 0


def request(known: dict, student: dict, order: list[int]) -> bytes:
    """What the browser of a student sends whose page shows no paper yet: the last one added and all stored at once."""
    fields = [("csrfmiddlewaretoken", TOKEN), ("instead", "yes"), *(("order", paper) for paper in order)]
    body = urlencode([*fields, *(("passed", module) for module in known["modules"])])
    return (
        f"POST /seminars/{known['slug']}/preferences/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Cookie: sessionid={student['session']}; csrftoken={TOKEN}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


async def rush(port: int, known: dict) -> list[Answer]:
    """Everybody's save, evenly over the seconds, with an order of three to six papers."""
    chance = random.Random(2021)
    people = known["students"]
    orders = [chance.sample(known["papers"], chance.randint(3, 6)) for _person in people]
    pause = SECONDS / len(people)
    saves = [
        save(port, known, person, order, place * pause)
        for place, (person, order) in enumerate(zip(people, orders, strict=True))
    ]
    return await asyncio.gather(*saves)


def report(answers: list[Answer], took: float, checked: dict) -> None:
    print(
        f"{len(answers)} saves by {len(answers)} students in {SECONDS} seconds; the last answer came after {took:.1f} s"
    )
    for status, number in sorted(Counter(answer.status for answer in answers).items()):
        print(f"  {number:4} x {status or 'no answer'}")
    times = sorted(answer.seconds for answer in answers)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"answer after: median {statistics.median(times):.2f} s, p95 {p95:.2f} s, slowest {times[-1]:.2f} s")
    failed = sum(answer.status >= 500 or not answer.status for answer in answers)
    print(f"answers 5xx or missing: {failed} (target 0, {'missed' if failed else 'kept'})")
    lost = checked["asked"] - checked["complete"]
    print(f"confirmed saves: {checked['asked']}; stored as sent, on record and with a mail: {checked['complete']}")
    print(f"confirmed and not complete: {lost} (target 0, {'missed' if lost else 'kept'})")
    print(f"receipts by mail: {checked['mails']}, of these delivered when asked: {checked['sent']}")


def main(var: Path) -> None:
    port = free_port()
    env = environment(var, port, demo=False)
    known = inside("crowd.py", env, "students")
    with system(env, port):
        start = time.perf_counter()
        answers = asyncio.run(rush(port, known))
        took = time.perf_counter() - start
        confirmed = [[answer.student, answer.order] for answer in answers if answer.status == 302]
        checked = inside("stored.py", env, data={"slug": known["slug"], "confirmed": confirmed})
    report(answers, took, checked)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(Path(folder))
