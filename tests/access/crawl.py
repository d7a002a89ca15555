"""Everything somebody at a viewpoint can read, and whose personal fields stand in it."""

from itertools import product

from django.core.cache import cache
from django.urls import reverse

from seminar import clock
from tests.access.table import TABLE
from tests.access.viewpoints import ADDRESSES
from tests.access.visitors import signed_in, undone
from tests.walk import answer_of, links_of, mails_to

# Whom addresses are about, whether or not a page leads there.
PEOPLE = ("student", "second student")
TALKS = ("student", "third student")
# Addresses that answer GET for somebody; the others are buttons.
PAGES = {name: ADDRESSES[name] for name, row in TABLE.items() if set(row[0].values()) - {302, 404, 405}}


def starts(house, people=PEOPLE, talks=TALKS, files=None) -> list[str]:
    """Every address of this seminar, about several people and all words; no secret of a calendar."""
    known = {key: [value] for key, value in house.values.items()} | {
        "participation_id": [house.cast[name].pk for name in people],
        "receipt": [house.files[name].receipt for name in files or house.files],
        "talk_id": [house.talks[name].pk for name in talks],
        "kind": ["report", "final-slides"],
        "part": ["report", "presentation"],
        "token": [],
        "form": ["csv", "bibtex", "markdown", "csl-json"],
        # Of a run, and of a row of the draft.
        "number": sorted({house.values["number"], 1}),
        "paper_id": [house.offered[name].paper_id for name in talks],
    }
    return [
        reverse(name, kwargs=dict(zip(pattern.pattern.converters, chosen, strict=True)))
        for name, pattern in PAGES.items()
        for chosen in product(*(known[key] for key in pattern.pattern.converters))
    ]


def everything_for(semester, viewpoint, at) -> dict[str, str]:
    """Address -> answer with its headers, files unpacked or not; and every mail. Links are followed."""
    user, found = semester.people[viewpoint], {}
    waiting = [*starts(semester.here), *starts(semester.elsewhere, PEOPLE[:1], TALKS[:1], ["report"])]
    waiting += (
        [reverse("overview:my_calendar", args=[semester.here.tokens[viewpoint]])]
        if (viewpoint in semester.here.tokens)
        else []
    )
    cache.clear()
    with undone(), clock.override(at):
        client = signed_in(user)
        while waiting:
            address = waiting.pop()
            if address in found:
                continue
            status, headers, body = answer_of(client.get(address))
            found[address] = f"{headers} {body}"
            if status == 200 and headers["Content-Type"].startswith("text/html"):
                waiting += links_of(address, body)
                if "hx-get" in body:
                    found[f"htmx {address}"] = str(answer_of(client.get(address, headers={"HX-Request": "true"})))
        return found | {key: str(mail) for key, mail in mails_to(user).items()}


def read_by(semester, viewpoint, at) -> tuple[int, dict[str, str]]:
    """How much was asked; and each personal field that can be read, with one address where it stands.

    What stands in the address somebody asked for is no news to them.
    """
    answers, fields = everything_for(semester, viewpoint, at), {}
    for address, answer in answers.items():
        for field in semester.markers.in_text(answer) - semester.markers.in_text(address):
            fields.setdefault(field, address)
    return len(answers), fields
