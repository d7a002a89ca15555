"""Two records of the library become one: field by field, with every list that offers them, and never over a choice."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from papers.models import PUBLICATION, Paper
from seminar import clock
from seminar.assignment import actions as assignment
from seminar.overview.library.actions import BothInUse, Changed, Gone, merge_papers
from seminar.overview.library.merging import Merging
from seminar.preferences.models import Preference
from tests.assignment.scene import CLOSED, PUBLISHED, make_scene, text
from tests.builders import (
    make_offered,
    make_paper,
    make_participation,
    make_preferences,
    make_seminar,
    make_topic,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def curator():
    return make_user("Cara Curator", may_create_seminars=True)


@pytest.fixture
def pair():
    """A conference version with a DOI and its arXiv version."""
    first = make_paper("Deep nets in theory", authors="A. Ek", venue="ICML", year=2020, doi="10.1/a")
    second = make_paper("Deep nets, in theory", authors="Ada Ek\nBo Dee", venue="", year=2019, arxiv_id="1905.00001")
    return first, second


def merge(user, kept, other, *of_other, seen=None):
    with clock.override(PUBLISHED):
        return merge_papers(
            user=user, kept=kept, other=other, of_other=set(of_other), seen=seen or Merging(kept, other).seen
        )


def visit(client, user, kept, other, data=None):
    client.force_login(user)
    address = reverse("overview:merge", args=[kept.pk, other.pk])
    with clock.override(PUBLISHED):
        return client.get(address) if data is None else client.post(address, data)


def lines(seminar):
    return list(seminar.log_entries.order_by("pk").values_list("what", "subject"))


# ---- the page -------------------------------------------------------------------------------------------------------


def test_side_by_side_a_value_goes_before_an_empty_field(client, curator, pair):
    form = visit(client, curator, *pair).context["form"]
    assert {field.name: chosen for field, _kept, _other, chosen in form.rows} == {
        "title": "kept",
        "authors": "kept",
        "venue": "kept",
        "year": "kept",
        "arxiv_id": "other",
        "doi": "kept",
    }


def test_what_was_chosen_stays_and_the_other_record_is_gone(client, curator, pair):
    kept, other = pair
    offered = make_offered(make_seminar(), paper=other)
    seen = visit(client, curator, kept, other).context["merging"].seen
    data = {"seen": seen, "title": "other", "authors": "other", "venue": "kept", "year": "kept", "arxiv_id": "other"}
    answer = visit(client, curator, kept, other, data)
    assert answer.status_code == 302 and answer.url == reverse("overview:library_paper", args=[kept.pk])
    (paper,) = Paper.objects.all()
    assert {name: getattr(paper, name) for name in PUBLICATION} == {
        "title": "Deep nets, in theory",
        "authors": "Ada Ek\nBo Dee",
        "venue": "ICML",
        "year": 2020,
        "url": "",
        "arxiv_id": "1905.00001",
        "doi": "10.1/a",
        "abstract": "",
        "keywords": "",
    }
    offered.refresh_from_db()
    assert offered.paper == kept
    assert list(Paper.objects.search("dee 1905")) == [kept]


def test_who_may_merge(client, curator, pair):
    kept, other = pair
    seminar = make_offered(make_seminar(), paper=other).seminar
    elsewhere = make_offered(make_seminar()).seminar
    supervisor = make_participation(seminar, "supervisor").user
    student = make_participation(seminar).user
    organiser, stranger = make_user(), make_user()
    make_participation(elsewhere, "organiser", organiser)
    make_participation(seminar, "organiser", left := make_user(), left_at=PUBLISHED, left_by=curator)
    for user in (supervisor, student, organiser, stranger, left):
        assert visit(client, user, kept, other).status_code == 404
        assert visit(client, user, kept, other, {"seen": "x"}).status_code == 404
        with pytest.raises(PermissionDenied):
            merge(user, kept, other)
    make_participation(seminar, "organiser", stranger)
    assert visit(client, stranger, kept, other).status_code == visit(client, curator, kept, other).status_code == 200


def test_two_works_are_merged_only_by_who_answers_for_both(client, curator):
    """Else an organiser would change the list of another seminar for good."""
    mine, theirs = (make_offered(make_seminar(by=make_user()), title) for title in ("Bananas", "Relativity"))
    organiser = mine.seminar.created_by
    pairs = [(mine.paper, theirs.paper), (theirs.paper, mine.paper), (mine.paper, make_paper("On no list"))]
    for kept, other in pairs:
        answer = visit(client, organiser, kept, other)
        assert answer.status_code == 200 and "These two do not look like the same work" in text(answer)
        assert "Merge the two records" not in text(answer)
        assert visit(client, organiser, kept, other, {"seen": Merging(kept, other).seen}).status_code == 403
        with pytest.raises(PermissionDenied):
            merge(organiser, kept, other)
    make_participation(theirs.seminar, "organiser", organiser)
    merge(organiser, *pairs[0])
    merge(curator, *pairs[2])
    assert Paper.objects.get() == mine.paper


def test_a_double_of_another_seminars_record_is_merged_by_either_organiser(pair):
    kept, other = pair
    for paper in pair:
        make_offered(make_seminar(by=make_user()), paper=paper)
    merge(kept.offered.get().seminar.created_by, kept, other)
    assert Paper.objects.get() == kept


def test_a_record_is_not_merged_with_itself_or_with_nothing(client, curator, pair):
    kept, other = pair
    assert visit(client, curator, kept, kept).status_code == 404
    merge(curator, kept, other)
    kept.pk, other.pk = Paper.objects.get().pk, kept.pk + 1000
    assert visit(client, curator, kept, other).status_code == 404


def test_a_wrong_choice_is_refused(client, curator, pair):
    answer = visit(client, curator, *pair, {"seen": Merging(*pair).seen, "title": "neither"})
    assert answer.status_code == 422 and "<title>Error:" in text(answer) and Paper.objects.count() == 2


def test_what_changed_meanwhile_is_shown_before_anything_is_stored(client, curator, pair):
    kept, other = pair
    seen = Merging(kept, other).seen
    Paper.objects.filter(pk=other.pk).update(venue="NeurIPS")
    answer = visit(client, curator, kept, other, {"seen": seen, "title": "other"})
    assert answer.status_code == 409 and Paper.objects.count() == 2
    assert "Somebody changed one of the two records meanwhile." in text(answer) and "NeurIPS" in text(answer)
    with pytest.raises(Changed):
        merge(curator, kept, other, seen=seen)


def test_what_was_chosen_is_still_chosen_when_the_page_is_built_anew(client, curator, pair):
    kept, other = pair
    seen = Merging(kept, other).seen
    Paper.objects.filter(pk=other.pk).update(abstract="New.", doi="")
    chosen = {"title": "other", "authors": "kept", "venue": "other", "year": "other", "arxiv_id": "kept", "doi": "kept"}
    answer = visit(client, curator, kept, other, {"seen": seen, **chosen})
    assert answer.status_code == 409
    shown = {field.name: value for field, _kept, _other, value in answer.context["form"].rows}
    assert shown == {**chosen, "abstract": "other"}
    again = {"seen": answer.context["form"]["seen"].value(), **shown}
    assert visit(client, curator, kept, other, again).status_code == 302
    assert (Paper.objects.get().title, Paper.objects.get().venue) == ("Deep nets, in theory", "")


def test_sent_twice_is_once(client, curator, pair):
    kept, other = pair
    seminar = make_offered(make_seminar(), paper=other).seminar
    data = {"seen": Merging(kept, other).seen}
    for _ in range(2):
        answer = visit(client, curator, kept, other, data)
        assert answer.status_code == 302 and answer.url == reverse("overview:library_paper", args=[kept.pk])
    assert lines(seminar) == [("paper.merged", kept.title)]
    assert "of the two records only this one is still there" in text(client.get(answer.url))


def test_who_was_slower_is_led_to_the_record_that_is_left(client, curator, pair):
    kept, other = pair
    data = {"seen": Merging(kept, other).seen}
    merge(curator, other, kept)
    left = reverse("overview:library_paper", args=[other.pk])
    assert visit(client, curator, kept, other, data).url == left
    assert visit(client, make_user(), kept, other, data).status_code == 404
    stranger = make_offered(make_seminar()).seminar.created_by
    stranger.may_create_seminars = False
    stranger.save()
    assert visit(client, stranger, kept, other, data).status_code == 404
    with pytest.raises(Gone) as refusal:
        merge(curator, kept, other, seen="x")
    assert refusal.value.left == other
    Paper.objects.filter(pk=other.pk).delete()
    assert visit(client, curator, kept, other, data).status_code == 404


def test_beaten_between_the_page_and_the_lock(client, curator, pair, monkeypatch):
    def gone(**_told):
        raise Gone(kept)

    kept, other = pair
    monkeypatch.setattr("seminar.overview.library.views.merge_papers", gone)
    answer = visit(client, curator, kept, other, {"seen": Merging(kept, other).seen})
    assert answer.url == reverse("overview:library_paper", args=[kept.pk])


# ---- lists and the record -------------------------------------------------------------------------------------------


def test_every_seminar_that_offers_one_has_it_on_record(curator, pair):
    kept, other = pair
    first, second = make_offered(make_seminar(), paper=kept).seminar, make_offered(make_seminar(), paper=other).seminar
    apart = make_offered(make_seminar()).seminar
    merge(curator, kept, other, "arxiv_id")
    (entry,) = first.log_entries.all()
    assert (entry.what, entry.subject, entry.by) == ("paper.merged", "Deep nets in theory", curator)
    assert (entry.before, entry.after) == ({"arxiv_id": ""}, {"arxiv_id": "1905.00001"})
    (entry,) = second.log_entries.all()
    assert entry.before["title"] == "Deep nets, in theory" and entry.after["title"] == "Deep nets in theory"
    assert not apart.log_entries.exists()


def test_on_one_list_the_row_without_a_choice_is_taken_off(curator, pair):
    kept, other = pair
    seminar = make_seminar()
    unused = make_offered(seminar, paper=kept, topic=make_topic(seminar, "Theory"), why="Short.")
    chosen = make_offered(seminar, paper=other)
    make_preferences(make_participation(seminar), [chosen])
    merge(curator, kept, other)
    (left,) = seminar.offered_papers.all()
    assert (left, left.paper) == (chosen, kept)
    assert Preference.objects.get().offered == chosen
    assert lines(seminar) == [("paper.taken_off", kept.title), ("paper.merged", kept.title)]
    entry = seminar.log_entries.get(what="paper.taken_off")
    assert (entry.before["topic"], entry.before["why"], entry.after) == ("Theory", "Short.", None)
    assert not seminar.offered_papers.filter(pk=unused.pk).exists()
    entry = seminar.log_entries.get(what="paper.merged")
    assert entry.before["title"] == "Deep nets, in theory" and entry.after["title"] == "Deep nets in theory"


def test_of_two_free_rows_a_withdrawn_one_goes_first_else_that_of_the_other_record(curator):
    for withdrawn in (None, 0):
        kept, other = make_paper("Same", authors="Bo Ek"), make_paper("Same", authors="Bo Ek")
        seminar = make_seminar()
        rows = [make_offered(seminar, paper=paper) for paper in (kept, other)]
        if withdrawn is not None:
            rows[0].withdrawn_at, rows[0].withdrawn_by, rows[0].withdrawn_reason = PUBLISHED, curator, "Double."
            rows[0].save()
        merge(curator, kept, other)
        assert list(seminar.offered_papers.all()) == [rows[1 if withdrawn == 0 else 0]]


def test_two_rows_in_use_on_one_list_stay_two(client, curator, pair):
    kept, other = pair
    seminar = make_seminar(title="Theory of learning")
    make_preferences(make_participation(seminar), [make_offered(seminar, paper=row) for row in pair])
    answer = visit(client, curator, kept, other)
    assert "Both are on the list of “Theory of learning”" in text(answer)
    assert "Merge the two records" not in text(answer)
    answer = visit(client, curator, kept, other, {"seen": answer.context["merging"].seen})
    assert answer.status_code == 409 and "Not merged:" in text(answer)
    assert Paper.objects.count() == seminar.offered_papers.count() == 2
    with pytest.raises(BothInUse):
        merge(curator, kept, other)


def test_the_title_of_a_seminar_that_is_not_announced_is_not_told(client, curator, pair):
    seminar = make_seminar(title="A secret draft", announced=False)
    make_preferences(make_participation(seminar), [make_offered(seminar, paper=row) for row in pair])
    page = text(visit(client, curator, *pair))
    assert "A secret draft" not in page and "Both are on the list of a seminar that is not announced" in page


def test_a_run_has_named_every_paper_so_none_is_taken_off(curator):
    scene = make_scene([[0, 1]], papers=4)
    with clock.override(CLOSED):
        assignment.compute(participation=scene.organiser)
    unranked = [row.paper for row in scene.papers[2:]]
    with pytest.raises(BothInUse):
        merge(curator, *unranked)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_any_number(client, curator, pair, django_assert_num_queries, number):
    for _ in range(number):
        seminar = make_seminar()
        for paper in pair:
            make_offered(seminar, paper=paper)
    client.force_login(curator)
    with clock.override(PUBLISHED), django_assert_num_queries(12):
        assert client.get(reverse("overview:merge", args=[pair[0].pk, pair[1].pk])).status_code == 200
