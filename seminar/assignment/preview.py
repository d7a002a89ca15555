"""What a publication would do, before it is done: for whom what changes, what there is to check, which mails go out."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.assignment import actions
from seminar.assignment.letters import Letter, letters
from seminar.assignment.models import Publication, Run
from seminar.seminars.models import Seminar
from seminar.seminars.presentation import Check

# From so many papers on, the page asks whether that is meant: each is a report and a talk to be supervised.
MANY = 5


@dataclass(frozen=True)
class Group:
    """People for whom the same kind of thing changes."""

    label: str
    letters: list[Letter]


@dataclass(frozen=True)
class Preview:
    run: Run
    former: Publication | None
    letters: list[Letter]
    groups: list[Group]
    checks: list[Check]
    # How many people of the run have a paper, have none, and keep what they have.
    placed: int
    without: int
    unchanged: int

    @property
    def german(self) -> int:
        return sum(1 for letter in self.letters if letter.person.user.language == "de")

    @property
    def english(self) -> int:
        return len(self.letters) - self.german

    @property
    def notes(self) -> list[Check]:
        return [check for check in self.checks if not check.is_ok]

    @property
    def mark(self) -> str:
        """Changes when anything in the list changes: what is sent is what was shown."""
        rows = [(row.person.pk, row.offered and row.offered.pk, row.was and row.was.pk) for row in self.letters]
        return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def preview(seminar: Seminar, run: Run, at) -> Preview:
    """The preview, or whatever `actions.examine` raises."""
    former = actions.examine(seminar, run, at)
    post = letters(seminar, run, former)
    people, papers = len(run.result["placements"]) + len(run.result["unassigned"]), len(run.result["placements"])
    return Preview(
        run=run,
        former=former,
        letters=post,
        groups=[group for group in (changed if former else first)(post) if group.letters],
        checks=list(checks(seminar, run, papers, people - papers)),
        placed=papers,
        without=people - papers,
        unchanged=people - len(post),
    )


# ---- what changes for whom ------------------------------------------------------------------------------------------


def first(post: list[Letter]) -> list[Group]:
    """By the rank everybody gets."""

    def ranked(*ranks):
        return [row for row in post if row.rank in ranks]

    return [
        Group(_("get their first choice"), ranked(1)),
        Group(_("get their second choice"), ranked(2)),
        Group(_("get their third or fourth choice"), ranked(3, 4)),
        Group(_("get a later choice"), [row for row in post if row.rank is not None and row.rank > 4]),
        Group(_("get a paper that is not on their list"), [row for row in post if row.offered and row.rank is None]),
        Group(_("stay without a paper"), [row for row in post if row.offered is None]),
    ]


def changed(post: list[Letter]) -> list[Group]:
    """By what happens to what people hold."""
    return [
        Group(_("now have a paper"), [row for row in post if row.offered and not row.was]),
        Group(_("have another paper than before"), [row for row in post if row.offered and row.was]),
        Group(_("lose their paper"), [row for row in post if row.was and not row.offered]),
    ]


# ---- checks ---------------------------------------------------------------------------------------------------------


def checks(seminar: Seminar, run: Run, placed: int, without: int):
    """What was made sure of, then what somebody has to look at."""
    slug = seminar.slug
    text = ngettext(
        "The %(n)d person who is served has a paper",
        "All %(n)d people who are served have a paper",
        placed,
    )
    yield Check(text % {"n": placed})
    yield Check(_("No rule is broken and nothing better exists: checked by a second program"))
    yield Check(_("Preferences, people, papers and pins are those of this moment"))
    pins = len(run.instance["pins"]) + len(run.instance["forbidden"])
    text = ngettext("%(n)d pin or exclusion, with its reason", "%(n)d pins or exclusions, each with its reason", pins)
    yield Check(text % {"n": pins} if pins else _("Nothing was fixed or excluded by hand"))
    yield unplaced(seminar, run, placed, without)
    yield from staffing(seminar, run)
    outside = seminar.participations.students().present().exclude(placements__run=run).count()
    if outside:
        text = ngettext(
            "%(n)d student without preferences that count is not in this run and gets no mail.",
            "%(n)d students without preferences that count are not in this run and get no mail.",
            outside,
        )
        yield Check(text % {"n": outside}, reverse("preferences:monitor", args=[slug]), _("See who"))
    if not seminar.timeline.get("first_meeting").is_known:
        text = _("The first meeting has no date yet, so the mails do not name it.")
        yield Check(text, reverse("seminars:dates", args=[slug]), _("Set dates"))


def unplaced(seminar: Seminar, run: Run, placed: int, without: int) -> Check:
    free = min(seminar.places, sum(paper["places"] for paper in run.instance["papers"])) - placed
    if not without:
        return Check(_("Nobody stays without a paper"))
    text = ngettext("%(n)d person stays without a paper", "%(n)d people stay without a paper", without) % {"n": without}
    if free <= 0:
        return Check(_("All places are filled; %(people)s") % {"people": text})
    more = ngettext("although %(n)d place is free.", "although %(n)d places are free.", free) % {"n": free}
    address = reverse("assignment:run", args=[seminar.slug, run.number])
    return Check(f"{text}, {more}", address, _("See who"))


def staffing(seminar: Seminar, run: Run):
    """Supervisors with many students, and papers that are given to somebody but supervised by nobody."""
    given = list(
        run.placements.filter(offered__isnull=False).select_related("offered__supervisor__user").order_by("pk")
    )
    load = Counter(row.offered.supervisor for row in given)
    for supervisor, number in load.most_common():
        if supervisor is not None and number >= MANY:
            text = _("%(name)s has %(n)d papers.") % {"name": supervisor.user.display_name, "n": number}
            yield Check(text, reverse("assignment:run", args=[seminar.slug, run.number]), _("See them"))
    if number := load[None]:
        text = ngettext("%(n)d paper has no supervisor.", "%(n)d papers have no supervisor.", number) % {"n": number}
        yield Check(text, reverse("seminars:papers", args=[seminar.slug]), _("Name supervisors"))
