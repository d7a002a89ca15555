"""Lets acts of several people meet at random, round after round; reads {"rounds", "seed"} and prints numbers as JSON.

Every round has a small seminar of its own: two organisers, nine students, six papers and fewer places than students.
Students leave, are taken out and come back, while the organisers publish, compute again, refill and place by hand: six
to nine acts in threads that start together. What a round left behind is then read from the tables themselves, not by
the query that the pages ask.
"""

import json
import random
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import django

django.setup()

# The project's modules can be imported only after the set-up above.
from crowd import make_people, make_seminar, rank, take_part  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from seminar import clock  # noqa: E402
from seminar.assignment import actions, querysets  # noqa: E402
from seminar.mail.models import Message  # noqa: E402
from seminar.seminars.actions import people as people_actions  # noqa: E402
from seminar.seminars.address_list import Person  # noqa: E402
from seminar.seminars.models import Participation, Seminar  # noqa: E402

TITLES = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta")
STUDENTS = 9
THREADS = 9
REFUSALS = (actions.Outdated, actions.Superseded, actions.NotPublishable, actions.NoRoom, actions.AlreadyPlaced)
KINDS = ("publish", "publish", "compute and publish", "refill", "refill", "come back", *3 * ("place by hand",))


class Round:
    """One small seminar after the close, published already in two rounds of three, and the acts that meet in it."""

    def __init__(self, number: int, chance: random.Random):
        self.chance = chance
        with transaction.atomic():
            self.make(number)
        first = actions.compute(participation=self.organisers[0])
        if chance.random() < 2 / 3:
            actions.publish(participation=self.organisers[0], run=chance.choice(first), reason="first")
            self.leave(self.students[-2])
            self.runs = [
                *actions.compute(participation=self.organisers[0], change="keep_all"),
                *actions.compute(participation=self.organisers[0]),
            ]
        else:
            self.leave(self.students[-2])
            self.runs = actions.compute(participation=self.organisers[0])

    def make(self, number: int) -> None:
        chance = self.chance
        by, second = make_people(f"organiser-{number}-", 2)
        made = make_seminar(by, f"round-{number}", len(TITLES))
        day, at = timedelta(days=1), clock.now()
        made.milestones.filter(kind="preferences").update(starts_at=at - 2 * day, ends_at=at - day)
        made.milestones.create(kind="deregistration", ends_at=at + day)
        Seminar.objects.filter(pk=made.pk).update(places=chance.randint(3, 7), min_preferences=2)
        take_part(made, "organiser", [second])
        take_part(made, "student", make_people(f"student-{number}-", STUDENTS))
        self.offered = list(made.offered_papers.select_related("paper"))
        for title, offered in zip(TITLES, self.offered, strict=True):
            offered.paper.title = title
            offered.paper.save()
        self.offered[0].places = 2
        self.offered[0].save()
        self.seminar = Seminar.objects.get(pk=made.pk)
        rows = Participation.objects.select_related("user", "seminar").filter(seminar=self.seminar)
        self.organisers = list(rows.organisers())
        self.students = list(rows.students().order_by("pk"))
        for student in self.students[:-1]:  # the last one ranked nothing and comes late
            rank(student, chance.sample(self.offered, chance.randint(2, 4)))

    # ---- the acts ---------------------------------------------------------------------------------------------------

    def acts(self) -> list:
        """Two to four people leave, and four or five other acts; each with what it is done to, drawn beforehand."""
        chance = self.chance
        leavers = chance.sample(self.students[:-2] + self.students[-1:], chance.randint(2, 4))
        ways = (self.leave, self.leave, self.take_out, self.remove)
        found = [("leave", chance.choice(ways), (person,)) for person in leavers]
        for kind in chance.sample(KINDS, chance.randint(4, 5)):
            found.append((kind, *self.drawn(kind, chance.choice(self.organisers), leavers)))
        chance.shuffle(found)
        return found

    def drawn(self, kind: str, organiser, leavers: list) -> tuple:
        chance = self.chance
        if kind == "publish":
            return self.publish, (organiser, chance.choice(self.runs))
        if kind == "place by hand":
            return self.place, (organiser, *self.wished_by_hand(leavers))
        if kind == "come back":
            return self.come_back, (organiser, self.students[-2])
        change = "keep_all" if kind == "refill" else "free"
        return self.compute_and_publish, (organiser, change, chance.randrange(4))

    def wished_by_hand(self, leavers: list) -> tuple:
        """Somebody who holds nothing yet, if there is one; a paper that is free or becomes free in this round."""
        holding = held(self.seminar)
        without = [row for row in self.students[:-2] + self.students[-1:] if row.pk not in holding]
        taken = {offered for pk, (offered, _title) in holding.items() if pk not in {row.pk for row in leavers}}
        free = [row for row in self.offered if row.pk not in taken]
        return self.chance.choice(without or self.students), self.chance.choice(free or self.offered)

    def leave(self, person) -> None:
        actions.deregister(participation=person)

    def take_out(self, person) -> None:
        actions.deregister_by_organiser(participation=self.mine(self.organisers[0]), person=person, reason="ill")

    def remove(self, person) -> None:
        people_actions.remove_person(participation=self.mine(self.organisers[1]), person=person, reason="asked")

    def publish(self, organiser, run) -> None:
        actions.publish(participation=self.mine(organiser), run=run, reason="meets")

    def compute_and_publish(self, organiser, change, number) -> None:
        organiser = self.mine(organiser)
        runs = actions.compute(participation=organiser, change=change)
        actions.publish(participation=organiser, run=runs[number], reason="anew")

    def place(self, organiser, person, offered) -> None:
        actions.place_by_hand(participation=self.mine(organiser), person=person, offered=offered, reason="late")

    def come_back(self, organiser, person) -> None:
        who = (Person(person.user.email, person.user.name),)
        people_actions.invite(participation=self.mine(organiser), role="student", people=who)

    def mine(self, organiser) -> Participation:
        """The organiser as this thread's own object, as every request has its own."""
        return Participation.objects.select_related("user", "seminar").get(pk=organiser.pk)


def meet(made: Round, pool: ThreadPoolExecutor) -> Counter:
    """Lets the acts of a round meet; how each of them ended."""
    acts = made.acts()
    together = threading.Barrier(len(acts))
    pauses = [made.chance.choice((0, 0, made.chance.uniform(0, 0.08))) for _act in acts]

    def run(act, pause):
        kind, function, arguments = act
        together.wait(30)
        time.sleep(pause)
        try:
            function(*arguments)
        except REFUSALS:
            return f"{kind}: refused"
        except Exception as error:  # counted and told: an unforeseen error is what this looks for
            print(f"{kind}: {error!r}", file=sys.stderr)
            return "error"
        return kind

    return Counter(pool.map(run, acts, pauses))


# ---- what must hold -------------------------------------------------------------------------------------------------


def held(seminar) -> dict[int, tuple[int, str]]:
    """Who holds which paper, (id, title) by participation, from the tables: the last of what gave or took it."""
    joined = dict(seminar.participations.students().filter(left_at__isnull=True).values_list("pk", "joined_at"))
    found = {}
    for publication in seminar.publications.filter(replaced_at__isnull=True):
        for row in publication.run.placements.filter(offered__isnull=False).select_related("offered__paper"):
            if row.participation_id in joined and joined[row.participation_id] <= publication.published_at:
                found[row.participation_id] = (row.offered_id, row.offered.paper.title)
    for row in seminar.hand_placements.filter(ended_at__isnull=True).select_related("offered__paper"):
        if row.participation_id in joined and joined[row.participation_id] <= row.placed_at:
            found[row.participation_id] = (row.offered_id, row.offered.paper.title)
    return found


def violations(made: Round) -> Counter:
    seminar, found = made.seminar, Counter()
    holding = held(seminar)
    gone = {row.pk: row for row in seminar.participations.students().filter(left_at__isnull=False)}
    asked = dict(querysets.holders(seminar).values_list("pk", "paper_id"))
    found["pages and tables differ"] = asked != {pk: offered for pk, (offered, _title) in holding.items()}
    found["left, but holds or was given a paper"] = len(gone.keys() & asked.keys()) + given_after_leaving(seminar, gone)
    taken = Counter(offered for offered, _title in holding.values())
    found["place given twice"] = sum(max(0, taken[row.pk] - row.places) for row in made.offered)
    found["more people than places"] = max(0, len(holding) - seminar.places)
    found["two current publications"] = max(0, seminar.publications.filter(replaced_at__isnull=True).count() - 1)
    found["last mail says something else"] = wrongly_told(seminar, holding)
    found["placed by hand, lost to an older run"] = sum(
        seminar.publications.filter(published_at=row.ended_at, run__made_at__lt=row.placed_at).exists()
        for row in seminar.hand_placements.filter(ended_at__isnull=False)
    )
    return found


def given_after_leaving(seminar, gone) -> int:
    late = 0
    for pk, row in gone.items():
        late += seminar.hand_placements.filter(participation=pk, placed_at__gt=row.left_at).count()
        late += seminar.publications.filter(
            published_at__gt=row.left_at, run__placements__participation=pk, run__placements__offered__isnull=False
        ).count()
    return late


def wrongly_told(seminar, holding) -> int:
    """Present people whose latest mail about the assignment names another paper than the one they hold."""
    wrong = 0
    for person in seminar.participations.students().filter(left_at__isnull=True):
        mails = Message.objects.filter(seminar=seminar, recipient=person.user_id, created_at__gte=person.joined_at)
        last = mails.filter(kind="assignment").order_by("created_at", "pk").last()
        said = next((title for title in TITLES if last and f"\n  {title}\n" in last.body), None)
        wrong += said != (holding[person.pk][1] if person.pk in holding else None)
    return wrong


def work(rounds: int, seed: int) -> dict:
    chance, ended, broken = random.Random(seed), Counter(), Counter()
    start = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        for number in range(rounds):
            made = Round(number, chance)
            ended += meet(made, pool)
            found = violations(made)
            if +found:
                print(f"round {number}: {dict(+found)}", file=sys.stderr)
            broken.update(found)
        closing = threading.Barrier(THREADS)
        list(pool.map(lambda _number: (closing.wait(30), connection.close()), range(THREADS)))
    broken["unforeseen errors"] = ended.pop("error", 0)
    return {"rounds": rounds, "acts": dict(ended), "broken": dict(broken), "seconds": time.perf_counter() - start}


if __name__ == "__main__":
    call_command("migrate", verbosity=0, interactive=False)
    print(json.dumps(work(**json.load(sys.stdin))))
