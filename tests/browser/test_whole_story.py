"""A whole semester, played through the pages by everybody in it: from the empty database to the released grade."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from seminar.assignment.querysets import holders
from seminar.mail.models import Message
from seminar.seminars.models import Seminar
from tests.browser import story_assignment as papers
from tests.browser import story_block_seminar as day
from tests.browser import story_files as files
from tests.browser import story_grades as grades
from tests.browser import story_preferences as preferences
from tests.browser import story_programme as programme
from tests.browser import story_setup as setup
from tests.browser.late_semester import store
from tests.browser.person import PHONE
from tests.browser.story_setup import AMARA, BENEDIKT, HOME, KLARA, address
from tests.builders import local
from tests.submissions.hand_in import pdf

pytestmark = [pytest.mark.browser, pytest.mark.postgres_too, pytest.mark.xdist_group("browser-story")]


@pytest.fixture
def story(new_person, moved_clock):
    """Everybody with a browser of their own, and the clock."""
    return SimpleNamespace(
        clock=moved_clock(local(2021, 2, 1, 9)),
        new_person=new_person,
        leonie=new_person("Leonie"),
        amara=new_person("Amara", viewport=PHONE),
        klara=new_person("Klara", viewport=PHONE),
        nerea=new_person("Nerea", **day.TABLET),
        visitor=new_person("Visitor"),
    )


def test_a_seminar_from_the_empty_database_to_the_released_grade(story):
    set_up(story)
    rank(story)
    assign(story)
    hand_in(story)
    lay_out(story)
    meet(story)
    grade(story)
    release(story)
    assert not Message.objects.exclude(state=Message.State.SENT).exists()


def same_person(story, name: str, other, **options):
    """Another browser of somebody who is signed in."""
    person = story.new_person(name, **options)
    person.context.add_cookies(other.context.cookies())
    return person


def participation(seminar, name: str):
    """As the actions want it: with person and seminar."""
    return seminar.participations.select_related("user", "seminar").get(user__email=address(name))


# ---- February and March ---------------------------------------------------------------------------------------------


def set_up(story):
    setup.create_seminar(story.leonie)
    setup.set_dates(story.leonie)
    setup.invite_supervisor(story.leonie)
    setup.fill_the_list(story.leonie)
    setup.invite_students(story.leonie)
    setup.announce(story.leonie)
    preferences.visit(story.visitor)
    setup.join(story.klara, setup.switch_join_link_on(story.leonie))
    story.seminar = Seminar.objects.get()


def rank(story):
    clock, leonie, amara, klara = story.clock, story.leonie, story.amara, story.klara
    clock.turn_to(local(2021, 2, 25, 8))
    preferences.rank_three(amara)
    clock.turn_to(local(2021, 3, 9, 20, 15))
    preferences.rank_two(klara)
    preferences.deadline_is_on_every_page(amara, leonie)
    missing = ("Klara Neumond.*2 of 3", address(BENEDIKT), "Caspar Lindqvist")
    preferences.look_at_demand(leonie, "Open until", missing, wanted=["1", "2", "2", "1"], valid="1")
    clock.turn_to(local(2021, 3, 10, 9))
    preferences.the_others_rank(story.seminar)

    clock.turn_to(datetime(2021, 3, 10, 11, 0, 59, tzinfo=UTC))
    klara.follow("Complete preferences")
    clock.turn_to(local(2021, 3, 10, 12, 1))
    preferences.come_too_late(klara)
    preferences.read_only(amara)
    preferences.look_at_demand(leonie, "Closed", missing[:1], wanted=["1", "2", "2", "1"], valid="5")


def assign(story):
    """One of five waits, one leaves without scripts, the one moves up, and Klara gets a paper by hand."""
    clock, leonie, seminar = story.clock, story.leonie, story.seminar
    clock.turn_to(local(2021, 3, 10, 18))
    papers.compute_and_publish(leonie, HOME, number=5)
    papers.read_my_paper(story.amara, preferences.TITLES[4])
    clock.turn_to(local(2021, 4, 12, 9))
    # Benedikt stays, whoever the lottery has left out: nobody has a longer name than the address of a person without.
    stay = [address(name) for name in (AMARA, BENEDIKT)]
    leaver = holders(seminar).exclude(user__email__in=stay).order_by("pk")[0]
    student = story.new_person("Student without scripts", java_script_enabled=False, viewport=PHONE)
    student.open("/accounts/login/")
    setup.sign_in_by_code(student, leaver.user.email.partition("@")[0])
    papers.told_and_gone(student, leaver, seminar)
    papers.refill(leonie, seminar, free="9 of 12 places are free.")
    papers.give_by_hand(leonie, seminar, participation(seminar, KLARA), preferences.TITLES[1])
    clock.turn_to(local(2021, 4, 19, 15))
    papers.first_meeting(leonie, seminar, number=5)
    story.speakers = speakers(seminar)


def speakers(seminar) -> dict:
    """Whoever holds a paper, in the order of the papers; who is first, third and last, the lottery has decided."""
    students = {row.paper_id: row.pk for row in holders(seminar)}
    offered = seminar.offered_papers.filter(pk__in=students).order_by("topic__position", "position")
    people = {row.pk: row for row in seminar.participations.select_related("user", "seminar")}
    in_order = [people[students[row.pk]] for row in offered]
    return dict(zip(("first", "klara", "third", "amara", "last"), in_order, strict=True))


# ---- May to July ----------------------------------------------------------------------------------------------------


def hand_in(story):
    clock, leonie, amara = story.clock, story.leonie, story.amara
    clock.turn_to(local(2021, 5, 17, 10))
    files.set_days(leonie)
    clock.turn_to(local(2021, 6, 30, 21, 10))
    files.first_version(amara)
    files.refused(amara)
    files.from_new_york(same_person(story, "Amara in New York", amara, timezone_id="America/New_York"), amara)
    plain = same_person(story, "Klara without scripts", story.klara, java_script_enabled=False, viewport=PHONE)
    files.odd_files(plain)
    first, _klara, third, _amara, last = story.speakers.values()
    for student in (first, third):
        store(student, "report", pdf("What others found.", 4), clock.moment)
    for student in story.speakers.values():
        store(student, "first-slides", pdf("Slides.", 4), clock.moment, "slides.pdf")

    clock.turn_to(local(2021, 7, 2, 1))
    files.late_version(amara)
    clock.turn_to(local(2021, 7, 2, 9))
    files.extend(leonie, amara, story.speakers["amara"])
    files.deadline_is_unchanged(plain)
    files.remind(leonie, missing=last)
    files.hand_in_for(leonie, story.seminar, missing=last)
    files.all_reports(leonie, story.seminar)


def lay_out(story):
    clock, leonie, amara, visitor = story.clock, story.leonie, story.amara, story.visitor
    clock.turn_to(local(2021, 7, 12, 10))
    programme.lay_out(leonie, story.speakers)
    programme.publish_programme(leonie, visitor, story.seminar)
    clock.turn_to(local(2021, 7, 27, 20))
    programme.see_my_talk(amara, visitor)
    link = programme.make_calendar(amara)
    clock.turn_to(local(2021, 7, 28, 9))
    programme.move_talk(leonie, amara, visitor, link)


def meet(story):
    clock, nerea, seminar = story.clock, story.nerea, story.seminar
    clock.turn_to(local(2021, 7, 29, 9, 5))
    day.come_with_tablet(nerea)
    day.credit_questions(nerea, story.leonie, seminar, story.speakers["amara"])
    clock.turn_to(local(2021, 7, 29, 9, 40))
    day.next_talk(nerea)
    clock.turn_to(local(2021, 7, 29, 11))
    day.mark_attendance(nerea, excused=story.speakers["last"])
    clock.turn_to(local(2021, 7, 30, 11, 10))
    supervisor = participation(seminar, "nerea.ibarluzea")
    day.second_day(
        supervisor, asks=story.speakers["amara"], speaker=story.speakers["third"], missing=story.speakers["klara"]
    )


# ---- August ---------------------------------------------------------------------------------------------------------


def grade(story):
    clock, leonie, nerea, seminar = story.clock, story.leonie, story.nerea, story.seminar
    first, klara, third, amara, last = story.speakers.values()
    clock.turn_to(local(2021, 8, 2, 10))
    grades.appoint_second_grader(leonie, amara)
    grades.write_in_two_tabs(nerea, same_person(story, "Nerea's laptop", nerea), amara)
    grades.grade_blind(leonie, nerea, amara)
    grades.agree(leonie, amara)
    grades.grade_talk(nerea, leonie, amara)
    marks = {first: ("1.0", "1.3"), klara: ("2.3", "2.0"), third: ("2.7", "3.0"), last: ("5.0", "4.0")}
    grades.grade_the_others(participation(seminar, "nerea.ibarluzea"), marks)
    grades.decide_absence(leonie, klara)
    grades.nothing_leaks(story.amara, amara)


def release(story):
    clock, leonie = story.clock, story.leonie
    clock.turn_to(local(2021, 8, 6, 12))
    grades.release(leonie, story.seminar, story.speakers["amara"])
    grades.read_grade(story.amara)
    clock.turn_to(local(2021, 8, 9, 9))
    grades.change_grade(leonie, story.klara, story.speakers["klara"])
    grades.table_for_the_office(leonie)
    grades.record_tells(leonie)
