"""`manage.py up` dies at fifty random moments while students upload, and every upload is tried until it is confirmed.

    python bench/upload_kills.py [kills]

SQLite, one process, kill -9; then the same start again, which a browser that got no answer finds by pressing the button
once more: the same file with the same token. In the end each press has to be one version with a whole file, a line of
the record and a mail, and nothing may be there that was not confirmed. Only this machine is asked, by six connections,
for about ten minutes. Ends with 1 when something happened that must not.
"""

import asyncio
import hashlib
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from rig.processes import ROOT, environment, free_port, inside, wait_for
from rig.sending import PATIENCE, pdf, request, send

UPLOADERS = 6
KILLS = 50
LONGEST = 5  # seconds from an answering start to the next kill
GIVE_UP = 300  # seconds after which somebody stops pressing the button


class System:
    """`manage.py up` on one port, started again after each kill."""

    def __init__(self, env: dict, port: int):
        self.env, self.port, self.process = env, port, None

    def start(self) -> None:
        command = [sys.executable, "manage.py", "up", "--port", str(self.port)]
        log = Path(self.env["VAR_DIR"]) / "output.log"
        with log.open("a") as output:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=output, stderr=output)
        wait_for(self.process, "/healthz", self.port, log)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def kill_often(system: System, number: int, chance: random.Random) -> None:
    for _ in range(number):
        time.sleep(chance.uniform(0, LONGEST))
        system.kill()
        system.start()


async def press(port: int, message: bytes, chance: random.Random, tries: Counter) -> str:
    """Send until there is an answer; the number of the receipt."""
    end = time.monotonic() + GIVE_UP
    while time.monotonic() < end:
        try:
            head = await asyncio.wait_for(send(port, message, chance), PATIENCE)
        except (TimeoutError, OSError):
            head = ""
        status = re.match(r"HTTP/1\.1 (\d+)", head)
        tries[int(status[1]) if status else "no answer"] += 1
        if status:
            receipt = re.search(r"(?im)^location:.*/receipts/([^/]+)/", head)
            return receipt[1] if receipt else ""
        await asyncio.sleep(0.5)
    return ""


async def uploading(system: System, known: dict, kills: int) -> tuple[list, Counter]:
    """Everybody uploads one file after the other until the last kill: [receipt, sha256] of each press, and answers."""
    pressed, tries = [], Counter()
    killer = asyncio.create_task(asyncio.to_thread(kill_often, system, kills, random.Random(5)))

    async def one(number: int) -> None:
        chance = random.Random(number)
        while not killer.done():
            content = pdf(chance)
            message = request(known["slug"], known["students"][number], content)
            receipt = await press(system.port, message, chance, tries)
            pressed.append([receipt, hashlib.sha256(content).hexdigest()])

    await asyncio.gather(*(one(number) for number in range(UPLOADERS)))
    await killer
    return pressed, tries


def report(pressed: list, tries: Counter, checked: dict, kills: int, took: float) -> int:
    answers = ", ".join(f"{number} x {what}" for what, number in sorted(tries.items(), key=str))
    print(f"{len(pressed)} uploads in {took:.0f} s, {kills} x kill -9; answers: {answers}")
    print(
        f"rows {checked['rows']}; swept up later: {checked['alone']} files without a row, {checked['half']} half ones"
    )
    found = {
        "presses without a receipt": sum(not receipt for receipt, _ in pressed),
        "receipts without an intact file": checked["lost"],
        "rows without an intact file": checked["broken"],
        "rows without record and mail": checked["untold"],
        "versions beyond one for each press": max(0, checked["rows"] - len(pressed)),
        "answers other than yes and none": sum(n for status, n in tries.items() if status not in (302, "no answer")),
    }
    for what, number in found.items():
        print(f"  {what:40} {number:5}  (target 0, {'missed' if number else 'kept'})")
    return 1 if any(found.values()) else 0


def main(var: Path, kills: int) -> int:
    port = free_port()
    env = environment(var, port, demo=False)
    known = inside("crowd.py", env, "students")
    inside("uploads.py", env, "prepare", data={"slug": known["slug"], "number": UPLOADERS})
    system = System(env, port)
    system.start()
    try:
        begun = time.monotonic()
        pressed, tries = asyncio.run(uploading(system, known, kills))
        took = time.monotonic() - begun
    finally:
        system.kill()
    confirmed = [[receipt, sha256] for receipt, sha256 in pressed if receipt]
    checked = inside("uploads.py", env, "check", data={"slug": known["slug"], "confirmed": confirmed})
    return report(pressed, tries, checked, kills, took)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(main(Path(folder), int(sys.argv[1]) if sys.argv[1:] else KILLS))
