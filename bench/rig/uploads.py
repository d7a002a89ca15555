"""Files in the database and on the disk: `prepare` lets students hand in, `check` compares what was confirmed.

prepare  reads {"slug", "number"}: so many students hold a paper, and the report is due tomorrow
check    reads {"slug", "confirmed": [[receipt, sha256]]} and prints numbers
"""

import hashlib
import json
import sys
from collections import Counter
from datetime import timedelta

import django
from django.apps import apps
from django.conf import settings

from seminar import clock


def prepare(slug: str, number: int) -> dict:
    seminar, at = apps.get_model("seminars.Seminar").objects.get(slug=slug), clock.now()
    seminar.milestones.create(kind="hand_in", ends_at=at + timedelta(days=1))
    students, papers = seminar.participations.filter(role="student").order_by("pk"), list(seminar.offered_papers.all())
    for place, student in enumerate(students[:number]):
        seminar.hand_placements.create(
            participation=student,
            offered=papers[place % len(papers)],
            reason="For a measurement",
            placed_at=at,
            placed_by=seminar.created_by,
        )
    return {}


def check(slug: str, confirmed: list) -> dict:
    """`broken`: rows whose file is not there or is another one; `alone`: files without a row, which are swept up."""
    rows = apps.get_model("submissions.Submission").objects.filter(participation__seminar__slug=slug)
    known = {row.receipt: row for row in rows}
    intact = {receipt for receipt, row in known.items() if hash_of(row.path) == row.sha256}
    told = Counter(
        apps.get_model("mail.Message").objects.filter(kind="submission_receipt").values_list("key", flat=True)
    )
    lines = apps.get_model("log.Entry").objects.filter(what="submission.stored")
    recorded = Counter(line.after["receipt"] for line in lines)
    folder = settings.FILES_DIR / "submissions"
    return {
        "rows": len(known),
        "lost": sum(receipt not in intact or known[receipt].sha256 != sha256 for receipt, sha256 in confirmed),
        "broken": len(known) - len(intact),
        "untold": sum(told[f"submission_receipt:{receipt}"] != 1 or recorded[receipt] != 1 for receipt in known),
        "twice": len(known) - len({(row.participation_id, row.token) for row in known.values()}),
        "alone": len({path.name for path in folder.glob("*.pdf")} - {row.path.split("/")[1] for row in known.values()}),
        "half": sum(1 for _path in settings.INCOMING_DIR.iterdir()),
    }


def hash_of(path: str) -> str:
    try:
        return hashlib.sha256((settings.FILES_DIR / path).read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"prepare": prepare, "check": check}[sys.argv[1]](**json.load(sys.stdin))))
