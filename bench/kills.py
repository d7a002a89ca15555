"""What is left when processes die at the worst moment: kill -9 in the middle of a mailing and in the middle of saves.

    python bench/kills.py [mailing] [saves] [uploads]

Two web processes (gunicorn), two workers and one beat on PostgreSQL and Redis, and a mail server of its own. An
organiser invites 500 people; while the mails leave, a worker with its children is killed twelve times and started
again, the beat once. Then 500 students save their preferences while a web process is killed every second and a half,
and six at a time upload reports of one or two megabytes while a web process is killed at fifty random moments.
Nothing that was confirmed may be lost, no mail may be lost or arrive twice, and a mail nobody knows about has to be
listed as uncertain. Only this machine is asked, for less than ten minutes; it needs a PostgreSQL and a Redis and is
left out without. Ends with 1 when something happened that must not.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from rig import database, production, sink
from rig.processes import inside
from rig.sending import Sent, upload
from rig.visitor import Visitor
from saves import TOKEN, Answer, save

INVITED = 500
WORKER_KILLS = 12
SAVING = 40  # seconds in which everybody saves
PAUSE = 1.5  # seconds between two kills, on average
PATIENCE = 240
UPLOADERS, UPLOAD_KILLS = 6, 50


def mailing(running: dict, env: dict, known: dict, mails: sink.Sink) -> list[str]:
    """One invitation to everybody, workers dying meanwhile; answers with what was broken."""
    chance = random.Random(1)
    begun = time.monotonic()
    invite(running["web1"].port, known)
    for number in range(WORKER_KILLS):
        time.sleep(chance.uniform(0.3, 2 * PAUSE))
        victim = running[f"worker{number % 2 + 1}"]
        victim.kill()
        if number == WORKER_KILLS // 2:
            running["beat"].kill()
            running["beat"].start()
        victim.start()
    arrived_by_then = len(mails.arrived)
    wait_until_sent(env)
    took = time.monotonic() - begun
    states = inside("mailing.py", env, "outcome", data={"kind": "invitation"})
    print(f"Mailing: {INVITED} invitations, {WORKER_KILLS} workers killed, by then {arrived_by_then} had arrived")
    print(f"  settled after {took:.0f} s: " + said(Counter(states.values())))
    uncertain = [name for name, state in states.items() if state == "uncertain"]
    print(f"  of the uncertain ones arrived: {sum(mails.arrived[name] for name in uncertain)}")
    return judge(
        {
            "invitations without a mail": INVITED - len(states),
            "mails that arrived twice": sum(mails.arrived[name] > 1 for name in states),
            "called sent, but never arrived": sum(
                state == "sent" and not mails.arrived[name] for name, state in states.items()
            ),
            "arrived, but neither sent nor uncertain": sum(
                state not in ("sent", "uncertain") and mails.arrived[name] > 0 for name, state in states.items()
            ),
            "neither sent nor uncertain in the end": sum(
                state not in ("sent", "uncertain") for state in states.values()
            ),
        }
    )


def invite(port: int, known: dict) -> None:
    """The organiser's act, through the page."""
    organiser = Visitor(port)
    organiser.cookies = {"sessionid": known["session"], "csrftoken": TOKEN}
    people = "\n".join(f"invited{number:03}@measure.example.org" for number in range(INVITED))
    answer = organiser.post(f"/seminars/{known['slug']}/people/invitations/", {"role": "student", "text": people})
    if answer.status != 302:
        raise SystemExit(f"The invitation was answered with {answer.status}.")


def wait_until_sent(env: dict) -> None:
    """A killed worker leaves wake-ups behind that nobody hears; the sweep of the next minutes has to find the rows."""
    end = time.monotonic() + PATIENCE
    while inside("mailing.py", env, "waiting", data={"kind": "invitation"})["new"] and time.monotonic() < end:
        time.sleep(2)


def saves(running: dict, env: dict, known: dict, _mails: sink.Sink) -> list[str]:
    """Everybody saves once while web processes die; answers with what was broken."""
    kills, answers = asyncio.run(rush(running, known))
    sent = {"confirmed": [], "unanswered": []}
    for answer in answers:
        sent["confirmed" if answer.status == 302 else "unanswered"].append([answer.student, answer.order])
    checked = inside("stored.py", env, data={"slug": known["slug"], **sent})
    statuses = Counter(answer.status or "no answer" for answer in answers)
    print(f"Saves: {len(answers)} in {SAVING} s, {kills} web processes killed: {said(statuses)}")
    wrong = sum(answer.status not in (0, 302) for answer in answers)
    return judge(
        {
            "confirmed, but not stored with record and mail": checked["asked"] - checked["complete"],
            "unanswered and stored in part": checked["halves"],
            "answers other than yes and none": wrong,
        }
    )


async def rush(running: dict, known: dict) -> tuple[int, list[Answer]]:
    chance = random.Random(2)
    people, webs = known["students"], [running["web1"], running["web2"]]
    presses = [
        save(webs[n % 2].port, known, person, chance.sample(known["papers"], 4), chance.uniform(0, SAVING))
        for n, person in enumerate(people)
    ]
    killer = asyncio.create_task(asyncio.to_thread(kill_for, SAVING, webs, chance))
    answers = await asyncio.gather(*presses)
    return await killer, answers


def uploads(running: dict, env: dict, known: dict, _mails: sink.Sink) -> list[str]:
    """Students upload until web processes have died at fifty random moments; answers with what was broken."""
    inside("uploads.py", env, "prepare", data={"slug": known["slug"], "number": UPLOADERS})
    begun = time.monotonic()
    sent = asyncio.run(uploading(running, known))
    took = time.monotonic() - begun
    confirmed = [[row.receipt, row.sha256] for row in sent if row.status == 302]
    checked = inside("uploads.py", env, "check", data={"slug": known["slug"], "confirmed": confirmed})
    statuses = Counter(row.status or "no answer" for row in sent)
    print(f"Uploads: {len(sent)} in {took:.0f} s, {UPLOAD_KILLS} web processes killed: {said(statuses)}")
    print(
        f"  rows {checked['rows']}; left behind: {checked['alone']} files without a row, {checked['half']} half files"
    )
    return judge(
        {
            "receipts without an intact file": checked["lost"],
            "rows without an intact file": checked["broken"],
            "rows without record and mail": checked["untold"],
            "one press, two versions": checked["twice"],
            "answers other than yes and none": sum(row.status not in (0, 302) for row in sent),
        }
    )


async def uploading(running: dict, known: dict) -> list[Sent]:
    chance, webs, sent = random.Random(3), [running["web1"], running["web2"]], []
    killer = asyncio.create_task(asyncio.to_thread(kill_often, UPLOAD_KILLS, webs, chance))

    async def one(number: int) -> None:
        own = random.Random(number)
        while not killer.done():
            port = own.choice(webs).port
            sent.append(await upload(port, known["slug"], known["students"][number], own))
            if not sent[-1].status:
                await asyncio.sleep(0.5)

    await asyncio.gather(*(one(number) for number in range(UPLOADERS)))
    await killer
    return sent


def kill_often(number: int, webs: list, chance: random.Random) -> None:
    """Kills a web process that answers, so many times, each at a random moment."""
    for place in range(number):
        victim = webs[place % 2]
        victim.wait()
        time.sleep(chance.uniform(0, 2 * PAUSE))
        victim.kill()
        victim.start()
    for web in webs:
        web.wait()


def kill_for(seconds: float, webs: list, chance: random.Random) -> int:
    """Kills one web process after the other, each at a random moment; how often."""
    end, kills = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        time.sleep(chance.uniform(0, 2 * PAUSE))
        victim = webs[kills % 2]
        victim.kill()
        victim.start()
        kills += 1
    for web in webs:
        web.wait()
    return kills


def said(counted: Counter) -> str:
    return ", ".join(f"{number} x {what}" for what, number in sorted(counted.items(), key=str))


def judge(lines: dict[str, int]) -> list[str]:
    for what, number in lines.items():
        print(f"  {what:48} {number:5}  (target 0, {'missed' if number else 'kept'})")
    return [what for what, number in lines.items() if number]


ACTS = {"mailing": mailing, "saves": saves, "uploads": uploads}


def main(chosen: list[str]) -> int:
    if not database.answers():
        print(f"Left out: no PostgreSQL answers on {database.server()}")
        return 0
    broken = []
    with (
        tempfile.TemporaryDirectory() as folder,
        database.postgres() as url,
        sink.listening() as mails,
        production.broker() as broker,
    ):
        if broker is None:
            print(f"Left out: no Redis with an empty database answers on {production.REDIS}")
            return 0
        env = production.settings(Path(folder), url, broker, mails.port)
        known = inside("crowd.py", env, "students")
        with production.running(env) as running:
            for name in chosen:
                broken += ACTS[name](running, env, known, mails)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(ACTS)))
