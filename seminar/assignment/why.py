"""Why this paper, in sentences for the person who got it: no names, and nothing that points at one other person.

The facts are those of the engine's explanation of the published run; every sentence says only what they prove. How many
others wanted a paper is a number from three on, below that it is "others".
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seminar.assignment.instance import pk_of, student_id
from seminar.assignment.models import Run
from seminar.core.assignment import Explainer, Problem, read_document

FEW = 3


@dataclass(frozen=True)
class Option:
    """A paper the person would have liked better, and why it was not possible."""

    offered_id: int
    text: str


@dataclass(frozen=True)
class Why:
    """What the person listed and got, each better choice, and what holds for the result as a whole."""

    result: str
    options: list[Option]
    lines: list[str]


def why(run: Run, participation_id: int) -> Why:
    """The explanation of a run for one of its students."""
    return told_by(Explainer(read_document(run.instance), run.result), student_id(participation_id))


def told_by(explainer: Explainer, name: str) -> Why:
    """One student's explanation; for many students of one run make one Explainer."""
    problem, objective = explainer.problem, explainer.document["objective"]
    found = explainer.explain(name)
    listed = len(problem.students_by_id[name].preferences)
    if found["paper"] is None:
        text = ngettext("You listed %(n)d paper.", "You listed %(n)d papers.", listed) % {"n": listed}
        return Why(text, [], without_paper(problem, found))
    if found["decided_by"] == "pin":
        return Why(fixed_text(problem, name), [], [])
    text = ngettext(
        "You listed %(n)d paper and got your %(choice)s.", "You listed %(n)d papers and got your %(choice)s.", listed
    )
    options = [Option(pk_of(row["paper"]), option_text(problem, objective, found, row)) for row in found["options"]]
    lines = [whole_text(found), rule_text(objective)] if options else []
    return Why(text % {"n": listed, "choice": choice(found["rank"])}, options, lines)


def choice(rank: int) -> str:
    """ "1st choice"."""
    ending = "th" if 10 <= rank % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    texts = {
        "st": _("%(n)dst choice"),
        "nd": _("%(n)dnd choice"),
        "rd": _("%(n)drd choice"),
        "th": _("%(n)dth choice"),
    }
    return texts[ending] % {"n": rank}


def fixed_text(problem: Problem, name: str) -> str:
    if name in dict(problem.pins):
        return _("This paper was assigned by the organisers.")
    return _("You kept the paper that you held.")


# ---- better choices -------------------------------------------------------------------------------------------------


def option_text(problem: Problem, objective: str, found: dict, option: dict) -> str:
    """ "Your 1st choice has 1 place. 4 other people ranked it first." and why it could not be."""
    places = problem.papers_by_id[option["paper"]].places
    text = ngettext("Your %(choice)s has %(n)d place.", "Your %(choice)s has %(n)d places.", places)
    parts = [
        text % {"choice": choice(option["rank"]), "n": places},
        demand_text(problem, found["student"], option),
        reason_text(problem, objective, found["rank"], option),
    ]
    return " ".join(part for part in parts if part)


def demand_text(problem: Problem, name: str, option: dict) -> str:
    """How many others wanted the paper; never a number that points at one or two people."""
    ranks = [student.tiers.get(option["paper"]) for student in problem.students if student.id != name]
    ranks = [rank for rank in ranks if rank is not None]
    first, three = ranks.count(1), sum(rank <= 3 for rank in ranks)
    if option["rank"] == 1 and first >= FEW:
        text = ngettext("%(n)d other person ranked it first.", "%(n)d other people ranked it first.", first)
        return text % {"n": first}
    if option["rank"] == 1 and first:
        return _("Others ranked it first.")
    if three >= FEW:
        text = ngettext(
            "%(n)d other person had it among the first three.",
            "%(n)d other people had it among their first three.",
            three,
        )
        return text % {"n": three}
    if three:
        return _("Others had it among their first three.")
    return _("Others had it on their list.") if ranks else ""


def reason_text(problem: Problem, objective: str, rank: int, option: dict) -> str:
    reason, pinned = option["reason"], sum(paper == option["paper"] for _student, paper in problem.pins)
    if reason == "closed":
        return closed_text(problem, option["paper"], pinned)
    if reason == "barred":
        return _("The organisers ruled it out for you.")
    text = {
        "needed": _("If you had it, somebody else would have no paper at all."),
        "lottery": lottery_text(objective),
        "objective": worse_text(option.get("difference", {}), rank),
    }[reason]
    return " ".join([_("Some of its places were assigned by the organisers."), text]) if pinned else text


def closed_text(problem: Problem, paper: str, pinned: int) -> str:
    places = problem.papers_by_id[paper].places
    if pinned >= places:
        return _("It was assigned by the organisers.")
    if sum(held == paper for held in problem.fixed.values()) >= places:
        return _("It had been given away before the free papers were assigned.")
    return _("The seminar had no place left beside those that were fixed before.")


def lottery_text(objective: str) -> str:
    if objective == "lottery":
        return _("The order that was drawn gave it to somebody else.")
    return _("It would have been equally good for everybody together; the lottery gave it to somebody else.")


def worse_text(difference: dict, rank: int) -> str:
    """What would have been worse: the first number of the objective that changes, said in words."""
    digit = next(iter(difference), "")
    kind, _space, number = digit.rpartition(" ")
    if kind == "-rank" and number == "1":
        return _("If you had it, fewer people would have got their first choice.")
    if kind == "-rank":
        text = _("If you had it, fewer people would have got their %(choice)s or a better one.")
        return text % {"choice": choice(int(number))}
    if digit == "sum":
        return _("If you had it, the choices of all people together would be worse on average.")
    if kind == "rank" and int(number) > rank:
        return _("If you had it, somebody else would have got a choice further down than yours.")
    if kind == "rank":
        return _(
            "If you had it, somebody else would have got a choice as far down as yours, and the result as a whole "
            "would be worse."
        )
    return _("If you had it, the result as a whole would be worse.")


# ---- the result as a whole ------------------------------------------------------------------------------------------


def whole_text(found: dict) -> str:
    if found["decided_by"] == "lottery":
        return _("There were several equally good results, which give you different choices; the lottery decided.")
    text = _("Every best result under this rule gives you your %(choice)s.")
    return text % {"choice": choice(found["rank"])}


def rule_text(objective: str) -> str:
    return {
        Run.Objective.FAIR: _("The rule used: the worst result of anyone should be as good as possible."),
        Run.Objective.FIRST_CHOICES: _(
            "The rule used: as many people as possible get their first choice, then as many as possible their second, "
            "and so on."
        ),
        Run.Objective.AVERAGE: _("The rule used: the ranks of all people, added up, should be as small as possible."),
        Run.Objective.LOTTERY: _(
            "The rule used: in the order of the lottery, everybody takes the best paper that can still be given."
        ),
    }[objective]


# ---- without a paper ------------------------------------------------------------------------------------------------


def without_paper(problem: Problem, found: dict) -> list[str]:
    """Why somebody was left out: what is full, and who comes first."""
    out = found["left_out"]
    if out is None:
        return [_("The organisers decided before the assignment that you get no paper. Ask them for the reason.")]
    lines = []
    if out["total_is_full"]:
        text = ngettext(
            "The seminar has %(n)d place. It is needed by somebody who comes before you.",
            "The seminar has %(n)d places. All of them are needed by people who come before you.",
            problem.total,
        )
        lines.append(text % {"n": problem.total})
    elif out["papers"]:
        lines.append(_("The papers on your list are needed by people who come before you."))
    if out["closed"] and problem.change == "free":
        lines.append(_("Papers on your list were assigned by the organisers."))
    elif out["closed"]:
        lines.append(_("Papers on your list had been given away before the free papers were assigned."))
    if len({student.priority for student in problem.students}) > 1:
        lines.append(_("Groups that the organisers set come one after the other; inside a group the lottery decides."))
    else:
        lines.append(_("The lottery decided who comes first. It is drawn once for the seminar and never again."))
    lines.append(_("The order of your list played no part in this."))
    return lines
