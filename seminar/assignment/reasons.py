"""Why this person got this paper, for organisers: with names, and with what every better choice would have meant."""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.assignment import instance
from seminar.assignment.differences import Change, differences
from seminar.assignment.presentation import Outcome, bucket_words, choice
from seminar.core.assignment import Explainer, InvalidProblem, read_document, solve

TRIED = 8  # better choices that are computed anew; nobody reads more
SHOWN = 8  # names in one sentence
BUDGET = 20_000_000


@dataclass
class Option:
    """One paper the person likes better: why not, and who would change if it were given."""

    title: str
    rank: int
    reason: str
    changes: list[Change] = field(default_factory=list)
    profile: str = ""


@dataclass
class Account:
    """Everything the page says about one person of a run."""

    name: str
    got: str
    lead: str
    options: list[Option]
    lines: list[str]


class Reasons:
    """Tells one run; `names` by participation, `titles` by offered paper."""

    def __init__(self, one: Outcome, names: dict[int, str], titles: dict[int, str]):
        self.one, self.names, self.titles = one, names, titles
        self.problem, self.document = read_document(one.run.instance), one.run.result
        self.explainer = Explainer(self.problem, self.document)

    def account(self, person: int) -> Account:
        """Raises KeyError for somebody who is not part of the run."""
        found = self.explainer.explain(instance.student_id(person))
        options = [self._option(person, option, place) for place, option in enumerate(found["options"])]
        lines = self._left_out(found["left_out"]) if found["left_out"] else []
        return Account(self.names.get(person, "?"), self._got(person), self._lead(found), options, lines)

    def _got(self, person: int) -> str:
        paper = self.one.papers[person]
        if paper is None:
            return _("Without a paper.")
        got = {"title": self.titles.get(paper, "?"), "choice": choice(self.one, person)}
        return _("“%(title)s” (%(choice)s).") % got

    def _lead(self, found: dict) -> str:
        if found["decided_by"] == "pin":
            kept = found["student"] not in dict(self.problem.pins)
            return _("Keeps the paper held, so nothing was decided.") if kept else _("Fixed by the organisers.")
        if found["left_out"] and found["left_out"]["total_is_full"]:
            return ""  # not the papers are short but the seminar; the next line says so
        return {
            "service": _("People who are served earlier need every paper of this list."),
            "objective": _("Every result that is best by this rule gives this choice."),
            "lottery": _("Other results are as good by this rule and give another choice; the lottery decided."),
        }[found["decided_by"]]

    def _option(self, person: int, option: dict, place: int) -> Option:
        paper = instance.pk_of(option["paper"])
        said = Option(self.titles.get(paper, "?"), option["rank"], self._reason(option))
        if place < TRIED and option["reason"] in ("needed", "objective", "lottery"):
            other = self._if_given(person, option["paper"])
            if other:
                said.changes = [row for row in differences(self.one, other, self.names) if row.person != person]
                said.profile = f"{profile(self.one)} → {profile(other)}"
        return said

    def _if_given(self, person: int, paper: str) -> Outcome | None:
        """The same run with this one pin more; None where no such run is possible."""
        try:
            problem = replace(self.problem, pins=(*self.problem.pins, (instance.student_id(person), paper)))
            result = solve(problem, self.document["objective"], budget=BUDGET)
        except InvalidProblem:
            return None
        papers = {one: instance.pk_of(placed) if (placed := result.placements.get(instance.student_id(one))) else None
                  for one in self.one.papers}  # fmt: skip
        return Outcome("with-pin", "", self.one.lists, papers)

    def _reason(self, option: dict) -> str:
        if option["reason"] == "needed":
            who = {"people": self._people(option["students"]), "papers": self._papers(option["papers"])}
            return _("needed: %(people)s can have nothing else than %(papers)s") % who
        return {
            "closed": _("it has no place left beside the fixed ones"),
            "barred": _("it is excluded for this person"),
            "objective": _("the result as a whole would be worse by the rule of this run"),
            "lottery": _("it would be as good for everybody together; the lottery gave it to somebody else"),
        }[option["reason"]]

    def _left_out(self, found: dict) -> list[str]:
        lines = []
        if found["total_is_full"]:
            lines.append(_("All places of the seminar are needed by people who are served earlier."))
        elif found["papers"]:
            who = {"people": self._people(found["students"]), "papers": self._papers(found["papers"])}
            lines.append(_("%(people)s need all of %(papers)s.") % who)
        for key, text in (
            ("closed", _("No place beside the fixed ones: %(papers)s.")),
            ("one_more_place", _("One more place on one of these papers would help: %(papers)s.")),
            ("still_free", _("Still free: %(papers)s.")),
        ):
            if found[key]:
                lines.append(text % {"papers": self._papers(found[key])})
        if found["one_more_in_total"]:
            lines.append(_("One more place in the seminar would help."))
        return lines

    def _people(self, ids: list[str]) -> str:
        return _listed(sorted((self.names.get(instance.pk_of(name), "?") for name in ids), key=str.casefold))

    def _papers(self, ids: list[str]) -> str:
        titles = [self.titles.get(instance.pk_of(name), "?") for name in ids]
        return _listed([_("“%(title)s”") % {"title": title} for title in titles])


def _listed(words: list[str]) -> str:
    more = len(words) - SHOWN
    if more <= 0:
        return ", ".join(words)
    return ", ".join(words[:SHOWN]) + ngettext(" and %(more)d more", " and %(more)d more", more) % {"more": more}


def profile(one: Outcome) -> str:
    """ "1st choice 12, 2nd choice 7": what is not zero, in the order of the tables."""
    return ", ".join(f"{word} {one.counts[bucket]}" for bucket, word in bucket_words().items() if one.counts[bucket])
