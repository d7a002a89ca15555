"""Mails that follow from the window and from withdrawn papers: who gets which, and each only once."""

from datetime import timedelta

import pytest

from seminar import clock
from seminar.mail.models import Message
from seminar.preferences.tasks import announce_windows
from seminar.seminars.models import Milestone
from tests.builders import IN_WINDOW, make_participation, make_preferences, make_seminar, make_user
from tests.preferences.pages import CLOSES, OPENS, Student

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=1)


def sweep(at) -> list[tuple[str, str]]:
    """Run the task twice, as beat would; the kind and the first name of what it wrote, sorted."""
    before = set(Message.objects.values_list("pk", flat=True))
    with clock.override(at):
        announce_windows()
        announce_windows()
    new = Message.objects.exclude(pk__in=before)
    return sorted((message.kind, message.recipient.name) for message in new)


def enter(seminar, name, papers=None, **fields):
    participation = make_participation(seminar, user=make_user(name), **fields)
    if papers is not None:
        make_preferences(participation, papers)
    return participation


def body_for(name, kind) -> str:
    return Message.objects.get(recipient__name=name, kind=kind).body.replace("\xa0", " ")


def test_the_opening_is_told_once_to_every_present_student(house):
    seminar = house[0]
    enter(seminar, "Ada")
    enter(seminar, "Gone", left_at=IN_WINDOW, left_by=seminar.created_by)
    make_participation(seminar, "supervisor", make_user("Sup"))
    assert sweep(OPENS - LATER) == []
    assert sweep(OPENS) == [("preferences_open", "Ada")]
    assert sweep(OPENS + timedelta(days=3)) == []
    message = Message.objects.get()
    assert message.subject == f"[{seminar.title}] Preferences are open"
    body = body_for("Ada", "preferences_open")
    assert body.startswith("Hello Ada,\n\n")
    assert "are open until Wed 10 Mar 2021, 12:00 CET." in body
    assert "Rank at least 3 papers" in body
    assert f"http://testserver/seminars/{seminar.slug}/preferences/\n" in body


def test_whoever_joins_later_had_an_invitation_instead(house):
    enter(house[0], "Late", joined_at=OPENS + LATER)
    assert sweep(OPENS + 2 * LATER) == []


def test_a_seminar_that_is_not_announced_writes_to_nobody():
    seminar = make_seminar(announced=False)
    enter(seminar, "Ada")
    assert sweep(OPENS) == sweep(CLOSES) == []


def test_the_close_tells_everybody_what_is_used(house):
    seminar, (a, b, c, d, _e) = house
    withdrawn(d, seminar)
    enter(seminar, "Ada", [c, d, a, b], joined_at=OPENS + LATER)
    enter(seminar, "Ben", [a])
    enter(seminar, "Cem")
    enter(seminar, "After", joined_at=CLOSES)
    assert sweep(CLOSES) == [("preferences_closed", name) for name in ("Ada", "Ben", "Cem")]
    assert sweep(CLOSES + LATER) == []
    ada, ben, cem = (body_for(name, "preferences_closed") for name in ("Ada", "Ben", "Cem"))
    assert "This order of yours is used:\n\n1. C\n2. D (withdrawn)\n3. A\n4. B\n\n" in ada
    assert "The organisers announce the assignment: Wed 10 Mar 2021, 18:00 CET." in ada
    assert "Your order lacks 2 papers, so it does not count." in ben
    assert "1. A\n" in ben
    assert "you have ranked no papers" in cem
    subjects = dict(Message.objects.values_list("recipient__name", "subject"))
    assert subjects["Ada"].endswith("this order is used")
    assert subjects["Ben"].endswith("yours do not count")
    assert subjects["Cem"].endswith("nothing is stored for you")


def test_old_news_are_not_told(house):
    enter(house[0], "Ada")
    assert sweep(CLOSES + timedelta(days=2)) == []


def test_a_window_opened_again_closes_a_second_time(house):
    seminar = house[0]
    enter(seminar, "Ada")
    assert sweep(CLOSES) == [("preferences_closed", "Ada")]
    longer = CLOSES + timedelta(days=2)
    Milestone.objects.filter(seminar=seminar, kind="preferences").update(ends_at=longer)
    assert sweep(CLOSES + LATER) == [("preferences_open", "Ada")]
    assert sweep(longer) == [("preferences_closed", "Ada")]


def withdrawn(paper, seminar, at=IN_WINDOW):
    paper.withdrawn_at, paper.withdrawn_by, paper.withdrawn_reason = at, seminar.created_by, "Too long."
    paper.save()


def test_whoever_ranked_a_withdrawn_paper_learns_it_with_the_reason(house):
    seminar, (a, b, c, d, _e) = house
    for name, papers in [("Ada", [a, b, c]), ("Ben", [d, c, b, a]), ("Cem", [b, c, d])]:
        enter(seminar, name, papers, joined_at=OPENS + LATER)
    enter(seminar, "Gone", [a], left_at=IN_WINDOW, left_by=seminar.created_by)
    withdrawn(a, seminar)
    assert sweep(IN_WINDOW) == [("paper_withdrawn", "Ada"), ("paper_withdrawn", "Ben")]
    assert sweep(IN_WINDOW + LATER) == []
    ada, ben = body_for("Ada", "paper_withdrawn"), body_for("Ben", "paper_withdrawn")
    assert 'have withdrawn "A".\nTheir reason: Too long.\n' in ada
    assert "Without it your order does not count yet: 1 paper is missing." in ada
    assert "does not count" not in ben
    assert "You can change your order until Wed 10 Mar 2021, 12:00 CET:" in ben


def test_withdrawn_a_second_time_is_told_a_second_time(house):
    seminar, (a, *_others) = house
    enter(seminar, "Ada", [a], joined_at=OPENS + LATER)
    withdrawn(a, seminar)
    assert sweep(IN_WINDOW) == [("paper_withdrawn", "Ada")]
    withdrawn(a, seminar, at=IN_WINDOW + timedelta(hours=1))
    assert sweep(IN_WINDOW + timedelta(hours=2)) == [("paper_withdrawn", "Ada")]


def test_mails_keep_their_paragraphs(house):
    """No line of a template leaves a hole: at most one empty line in a row, none with spaces only."""
    seminar, (a, b, c, *_others) = house
    enter(seminar, "Ada", [a, b, c])
    enter(seminar, "Ben")
    withdrawn(a, seminar)
    Student(seminar).save()
    Student(seminar).ranks(b, c)
    sweep(OPENS), sweep(IN_WINDOW), sweep(CLOSES)
    kinds = set()
    for message in Message.objects.all():
        kinds.add(message.kind)
        assert "\n\n\n" not in message.body, message.body
        assert not [line for line in message.body.splitlines() if line != line.strip()], message.body
        assert "{" not in message.body
    assert kinds == {"preferences_open", "preferences_closed", "paper_withdrawn", "receipt"}
