"""The close of preferences inside the project, set by `announce`; `check` compares what was confirmed and what counts.

announce  reads {"slug", "seconds"}: preferences close in so many seconds; prints the moment and an organiser's session
check     reads {"slug", "confirmed": [[user, order]]} and prints numbers
"""

import json
import sys
from collections import Counter
from datetime import timedelta

import django
from crowd import session_of
from django.apps import apps

from seminar import clock


def rows(name: str, slug: str):
    return apps.get_model(name).objects.filter(seminar__slug=slug)


def announce(slug: str, seconds: float) -> dict:
    ends = clock.now() + timedelta(seconds=seconds)
    rows("seminars.Milestone", slug).filter(kind="preferences").update(ends_at=ends)
    organiser = rows("seminars.Participation", slug).select_related("user").get(role="organiser").user
    return {"ends": ends.timestamp(), "session": session_of(organiser)}


def check(slug: str, confirmed: list) -> dict:
    """`missing`: confirmed orders that are not those of the published run, `late`: orders stored after the close."""
    ends = rows("seminars.Milestone", slug).get(kind="preferences").ends_at
    people = dict(rows("seminars.Participation", slug).filter(role="student").values_list("pk", "user_id"))
    publications = list(rows("assignment.Publication", slug).filter(replaced_at__isnull=True).select_related("run"))
    counted = {}
    for publication in publications:
        for student in publication.run.instance["students"]:
            order = [int(paper[1:]) for tier in student.get("preferences", []) for paper in tier]
            counted[people[int(student["id"][1:])]] = order
    stored = apps.get_model("preferences.PreferenceList").objects.filter(participation__seminar__slug=slug)
    lines = rows("log.Entry", slug).filter(what="preferences.stored")
    mails = Counter(rows("mail.Message", slug).filter(kind="assignment").values_list("recipient", flat=True))
    return {
        "publications": len(publications),
        "runs": rows("assignment.Run", slug).count(),
        "trials": rows("assignment.Run", slug).filter(is_trial=True).count(),
        "counted": len(counted),
        "missing": sum(counted.get(user) != order for user, order in confirmed),
        "late": stored.filter(stored_at__gte=ends).count() + lines.filter(at__gte=ends).count(),
        "told": len(mails),
        "told_twice": sum(number > 1 for number in mails.values()),
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"announce": announce, "check": check}[sys.argv[1]](**json.load(sys.stdin))))
