"""A student ranks papers: every control, the receipt, and what is refused."""

import pytest

from seminar.log.models import Entry
from seminar.mail.models import Message
from seminar.preferences.models import PreferenceList
from tests.builders import IN_WINDOW, make_offered, make_participation, make_prerequisite, make_seminar
from tests.preferences.pages import Student, Visitor, make_house, text

pytestmark = pytest.mark.django_db


def stored(student) -> PreferenceList:
    return PreferenceList.objects.get(participation=student.participation)


def receipts():
    return Message.objects.filter(kind="receipt")


def test_the_page_before_anything_is_stored(student):
    answer = student.see()
    assert answer.status_code == 200
    shown = text(answer)
    assert "At least 3, better 5 or more." in shown
    assert "You can change the order until Wed 10 Mar 2021, 12:00 CET (in 2 days)." in shown
    assert "Nothing is stored yet." in shown
    assert "5 papers not in your preferences" in shown


def test_add_stores_at_once_at_the_end(student, house):
    _seminar, (a, b, *_others) = house
    answer = student.press("add", a)
    assert (answer.status_code, answer.url) == (302, f"{student.address('mine')}#up-{a.pk}")
    student.press("add", b, a)
    assert student.order == ["A", "B"]
    assert "B is now your number 2. Stored." in text(student.see())


@pytest.mark.parametrize(
    ("move", "paper", "order", "focus"),
    [
        ("up", 2, "ACB", "up"),
        ("up", 1, "BAC", "down"),
        ("up", 0, "ABC", "down"),
        ("down", 0, "BAC", "down"),
        ("down", 1, "ACB", "up"),
        ("down", 2, "ABC", "up"),
    ],
)
def test_up_and_down_move_one_place_and_the_focus_stays_with_the_paper(student, house, move, paper, order, focus):
    papers = house[1][:3]
    student.ranks(*papers)
    answer = student.press(move, papers[paper], *papers)
    assert "".join(student.order) == order
    assert answer.url.endswith(f"/preferences/#{focus}-{papers[paper].pk}")


def test_the_page_has_what_the_focus_goes_to_and_says_the_new_number(student, house):
    a, b, c, *_others = house[1]
    student.ranks(a, b, c)
    student.press("up", c, a, b, c)
    answer = student.see()
    assert f'id="up-{c.pk}"' in answer.content.decode()
    assert "C is now number 2 of 3. Stored." in text(answer)


def test_remove_takes_out_and_the_focus_goes_to_the_next_row(student, house):
    a, b, c, *_others = house[1]
    student.ranks(a, b, c)
    assert student.press("remove", b, a, b, c).url.endswith(f"#remove-{c.pk}")
    assert "Removed and stored: B." in text(student.see())
    assert student.press("remove", c, a, c).url.endswith(f"#remove-{a.pk}")
    assert student.press("remove", a, a).url.endswith("#mine")
    assert student.order == []


def test_a_position_moves_one_row_as_soon_as_its_button_is_pressed(student, house):
    a, b, c, d, _e = house[1]
    student.ranks(a, b, c, d)
    answer = student.press("place", d, a, b, c, d, **{f"pos-{d.pk}": 1})
    assert student.order == ["D", "A", "B", "C"]
    assert answer.url.endswith(f"#pos-{d.pk}")


def test_positions_apply_together_on_save_and_twice_the_same_one_is_said(student, house):
    a, b, c, d, _e = house[1]
    student.ranks(a, b, c, d)
    answer = student.save(a, b, c, d, **{f"pos-{c.pk}": 1, f"pos-{d.pk}": 1})
    assert student.order == ["C", "D", "A", "B"]
    assert answer.url == student.address("receipt")
    assert "Several papers had position 1." in text(student.see("receipt"))


def test_save_and_finish_leads_to_a_receipt_on_the_page_and_by_mail(student, house):
    a, b, c, *_others = house[1]
    answer = student.ranks(b, a, c)
    assert answer.url == student.address("receipt")
    receipt = stored(student).receipt
    shown = text(student.see("receipt"))
    assert "Your preferences are stored and count" in shown
    assert "Sun 7 Mar 2021, 14:00:00 CET" in shown
    assert f"{receipt} For {student.user.name} 1 B 2 A 3 C" in shown
    assert "You can change this order until Wed 10 Mar 2021, 12:00 CET." in shown
    assert f"A copy goes to {student.user.email}." in shown
    (mail,) = receipts()
    assert mail.to_address == student.user.email
    assert receipt in mail.subject and "count" in mail.subject
    assert "1. B\n2. A\n3. C" in mail.body and "14:00:00\xa0CET" in mail.body


def test_a_change_of_mind_is_a_new_receipt(student, house):
    a, b, c, *_others = house[1]
    student.ranks(a, b, c)
    first = stored(student).receipt
    student.save(c, b, a, order=[row.pk for row in (a, b, c)], **{f"pos-{c.pk}": 1, f"pos-{a.pk}": 3})
    assert student.order == ["C", "B", "A"]
    assert stored(student).receipt != first
    assert receipts().count() == 2


def test_the_same_again_changes_nothing_and_mails_nothing(student, house):
    a, b, c, *_others = house[1]
    student.ranks(a, b, c)
    before = PreferenceList.objects.values().get()
    entries = Entry.objects.count()
    assert student.save(a, b, c).status_code == 302
    assert PreferenceList.objects.values().get() == before
    assert Entry.objects.count() == entries
    assert receipts().count() == 1


def test_a_button_pressed_twice_in_a_row_moves_once(student, house):
    a, b, c, *_others = house[1]
    student.ranks(a, b, c)
    student.press("up", c, a, b, c)
    assert student.press("up", c, a, b, c).status_code == 302
    assert student.order == ["A", "C", "B"]


def test_buttons_mail_nothing_and_finishing_afterwards_mails_once(student, house):
    a, b, c, *_others = house[1]
    for number, paper in enumerate((a, b, c)):
        student.press("add", paper, *(a, b, c)[:number])
    assert not receipts().exists()
    assert "A copy goes to" not in text(student.see("receipt"))
    student.ranks(a, b, c)
    assert receipts().count() == 1


def test_fewer_than_the_minimum_is_stored_but_does_not_count(student, house):
    a, b, *_others = house[1]
    student.ranks(a, b)
    assert student.order == ["A", "B"]
    shown = text(student.see("receipt"))
    assert "Stored, but does not count yet" in shown
    assert "At least 3 papers are needed. 2 are stored. 1 is missing." in shown
    assert "Does not count yet: 1 paper is missing." in text(student.see())
    (mail,) = receipts()
    assert "does not count yet" in mail.subject


def test_every_change_is_on_record(student, house):
    a, b, c, *_others = house[1]
    student.ranks(a, b, c)
    student.press("remove", b, a, b, c)
    first, second = Entry.objects.filter(what="preferences.stored").order_by("pk")
    assert (first.by, first.at, first.before, first.after) == (student.user, IN_WINDOW, [], ["A", "B", "C"])
    assert (second.before, second.after) == (["A", "B", "C"], ["A", "C"])


# ---- modules --------------------------------------------------------------------------------------------------------


def test_modules_passed_are_stored_with_the_order_and_stay_ticked(student, house):
    seminar, (a, b, c, *_others) = house
    known, other = make_prerequisite(seminar), make_prerequisite(seminar, "Statistics", is_required=False)
    foreign = make_prerequisite(make_seminar())
    student.ranks(a, b, c, passed=[known, foreign])
    assert list(stored(student).passed.all()) == [known]
    page = " ".join(student.see().content.decode().split())
    assert f'value="{known.pk}" id="passed-{known.pk}" checked' in page
    assert f'value="{other.pk}" id="passed-{other.pk}" checked' not in page
    assert "Modules you have passed: Deep Learning" in text(student.see("receipt"))
    student.client.post(student.address("addition", house[1][3].pk))
    assert list(stored(student).passed.all()) == [known]


def test_a_changed_tick_alone_is_a_change(student, house):
    seminar, (a, b, c, *_others) = house
    module = make_prerequisite(seminar)
    student.ranks(a, b, c)
    student.save(a, b, c, passed=[module])
    assert (stored(student).version, list(stored(student).passed.all())) == (2, [module])
    assert receipts().count() == 2


# ---- two pages ------------------------------------------------------------------------------------------------------


def test_a_second_page_overwrites_nothing_and_asks(student, house):
    a, b, c, d, _e = house[1]
    student.ranks(a, b, c)
    student.save(a, b, c, order=[row.pk for row in (a, b, c)], **{f"pos-{c.pk}": 1})
    answer = student.press("add", d, a, b, c)
    assert answer.status_code == 409
    assert student.order == ["C", "A", "B"]
    shown = text(answer)
    assert "Stored now 1 C 2 A 3 B" in shown
    assert "From this page 1 A 2 B 3 C 4 D" in shown
    assert "<title>Error: " in answer.content.decode()


def test_the_order_of_the_second_page_can_be_chosen(student, house):
    a, b, c, *_others = house[1]
    student.ranks(a, b, c)
    assert student.press("up", c, b, a, c).status_code == 409
    answer = student.save(b, c, a, instead="yes")
    assert answer.url == student.address("receipt")
    assert student.order == ["B", "C", "A"]


def test_two_pages_that_wish_the_same_agree(student, house):
    a, b, c, *_others = house[1]
    student.ranks(a, b, c)
    student.press("up", b, a, b, c)
    assert student.press("down", a, a, b, c).status_code == 302
    assert student.order == ["B", "A", "C"]


# ---- what is refused ------------------------------------------------------------------------------------------------


def test_unknown_and_foreign_papers_are_refused_and_nothing_is_stored(student, house):
    a, b, c, *_others = house[1]
    foreign = make_offered(make_seminar(), "Foreign")
    student.ranks(a, b, c)
    for pk in (foreign.pk, 10**6, 10**30, 0, -1):
        answer = student.save(a, order=[a.pk, b.pk, c.pk, pk], instead="yes")
        assert answer.status_code == 422
        assert "is not on the list of this seminar any more" in text(answer)
        assert "Foreign" not in answer.content.decode()
        assert student.press("add", a, a, b, c, op=f"add:{pk}").status_code == 422
        assert student.press("up", a, a, b, c, op=f"up:{pk}").status_code == 302
        assert student.press("remove", a, a, b, c, op=f"remove:{pk}").status_code == 302
    assert student.order == ["A", "B", "C"]


def test_a_withdrawn_paper_cannot_be_added_but_may_stay(student, house):
    seminar, (a, b, c, d, e) = house
    student.ranks(a, b, c, d)
    withdraw(seminar, b, e)
    assert student.press("add", e, a, b, c, d).status_code == 422
    answer = student.see()
    assert "Withdrawn: Too long. It is left out, the others move up." in text(answer)
    assert f"add:{e.pk}" not in answer.content.decode()
    student.press("up", d, a, b, c, d)
    assert student.order == ["A", "B", "D", "C"]
    student.press("remove", b, a, b, d, c)
    assert student.press("add", b, a, d, c).status_code == 422
    assert student.order == ["A", "D", "C"]


def test_a_withdrawn_paper_does_not_count(student, house):
    seminar, (a, b, c, *_others) = house
    student.ranks(a, b, c)
    withdraw(seminar, b)
    assert "Does not count yet: 1 paper is missing." in text(student.see())
    shown = text(student.see("receipt"))
    assert "Stored, but does not count yet" in shown and "2 of them can be assigned" in shown


def withdraw(seminar, *papers):
    for paper in papers:
        paper.withdrawn_at, paper.withdrawn_by, paper.withdrawn_reason = IN_WINDOW, seminar.created_by, "Too long."
        paper.save()


@pytest.mark.parametrize(
    "wrong",
    [
        {"order": ["x"]},
        {"order": [""]},
        {"op": "up"},
        {"op": "up:"},
        {"op": "up:x"},
        {"op": ":5"},
        {"op": "sideways:5"},
        {"order": ["9" * 5000]},
    ],
)
def test_a_damaged_form_is_told_and_changes_nothing(student, house, wrong):
    a, b, c, *_others = house[1]
    student.ranks(a, b, c)
    answer = student.send({"order": [a.pk, b.pk], **wrong})
    if wrong == {"op": ":5"}:
        assert answer.status_code == 409  # no move: the order alone, which is another one than the stored
    else:
        assert answer.status_code == 422
        assert "<title>Error: " in answer.content.decode()
    assert student.order == ["A", "B", "C"]


def test_ticks_are_kept_when_something_else_is_wrong(student, house):
    module = make_prerequisite(house[0])
    answer = student.send({"order": ["x"], "passed": [module.pk, "x", "9" * 5000]})
    assert answer.status_code == 422
    assert f'id="passed-{module.pk}" checked' in answer.content.decode()


def test_a_paper_sent_twice_is_ranked_once(student, house):
    a, b, *_others = house[1]
    student.ranks(a, b, a)
    assert student.order == ["A", "B"]


# ---- other people ---------------------------------------------------------------------------------------------------


def test_nobody_sees_or_changes_the_order_of_somebody_else(student, house):
    seminar, (a, b, c, *_others) = house
    student.ranks(a, b, c)
    second = Student(seminar)
    for page in (second.see(), second.see("catalogue"), second.see("paper", a.pk)):
        words = page.content.decode()
        assert stored(student).receipt not in words
        assert student.user.name not in words
        assert "Your no." not in words
    assert second.see("receipt").url == second.address("mine")
    second.ranks(c)
    assert (student.order, second.order) == (["A", "B", "C"], ["C"])


@pytest.mark.parametrize("role", ["organiser", "supervisor"])
def test_organisers_and_supervisors_have_no_preferences(house, role):
    seminar, (a, *_others) = house
    visitor = Visitor(seminar, make_participation(seminar, role).user)
    for page in ("mine", "receipt"):
        assert visitor.see(page).status_code == 404
    assert visitor.send({"order": [a.pk]}).status_code == 404
    assert visitor.send({}, "addition", a.pk).status_code == 404
    assert not PreferenceList.objects.exists()


def test_whoever_has_left_is_outside(student, house):
    seminar, (a, b, c, *_others) = house
    student.ranks(a, b, c)
    student.participation.left_at, student.participation.left_by = IN_WINDOW, student.user
    student.participation.save()
    for page in ("mine", "receipt"):
        assert student.see(page).status_code == 404
    assert student.save(a).status_code == 404
    assert "Your no." not in text(student.see("catalogue"))
    assert student.order == ["A", "B", "C"]


def test_strangers_get_404_and_anonymous_visitors_the_sign_in(house):
    stranger = Student(make_seminar())
    stranger.seminar = house[0]
    assert stranger.see().status_code == 404
    assert stranger.save(house[1][0]).status_code == 404
    assert "/accounts/login/" in Visitor(house[0]).see().url


def test_a_seminar_that_is_not_announced_takes_no_preferences():
    seminar, (a, *_others) = make_house(announced=False)
    student = Student(seminar)
    assert "Preferences are not open." in text(student.see())
    assert student.ranks(a).status_code == 409
    assert student.order == []
