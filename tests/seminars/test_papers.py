"""The organiser's list of papers: topics, papers, their order, withdrawal."""

import pytest
from django.urls import reverse

from papers.models import Paper
from seminar.log.models import Entry
from seminar.preferences import reading
from seminar.seminars.models import OfferedPaper, Topic
from tests.builders import make_offered, make_paper, make_participation, make_seminar, make_topic, make_user

pytestmark = pytest.mark.django_db

FORM = {
    "title": "Does Learning Require Memorization?",
    "authors": "Vitaly Feldman\n\n  Second Author ",
    "venue": "STOC",
    "year": "2020",
    "url": "",
    "arxiv": "https://arxiv.org/pdf/1906.05271v2.pdf",
    "doi": "https://doi.org/10.1145/3357713.3384290",
    "abstract": "",
    "keywords": " long tails \n\nmemory",
    "question": "Which data are remembered?",
    "supervisor": "",
    "places": "2",
    "why": "Long tails.",
}


@pytest.fixture
def seminar():
    return make_seminar()


@pytest.fixture
def page(client, seminar):
    """Asks for and posts to pages of the list as the organiser."""
    client.force_login(seminar.created_by)

    def ask(name, *args, post=None):
        address = reverse(f"seminars:{name}", args=[seminar.slug, *args])
        return client.get(address) if post is None else client.post(address, post)

    return ask


def titles(seminar):
    return [(row.topic.title, row.paper.title) for row in seminar.offered_papers.in_full()]


def kept():
    return list(Entry.objects.order_by("pk").values_list("what", "subject"))


# ---- topics ---------------------------------------------------------------------------------------------------------


def test_an_organiser_adds_renames_orders_and_removes_topics(page, seminar):
    page("new_topic", post={"title": "Optimisation"})
    answer = page("new_topic", post={"title": "Robustnes"})
    first, second = seminar.topics.all()
    assert answer.url.endswith(f"/list/#topic-{second.pk}")
    page("edit_topic", second.pk, post={"title": "Robustness"})
    page("topic_position", second.pk, post={"direction": "up"})
    assert [topic.title for topic in seminar.topics.all()] == ["Robustness", "Optimisation"]
    page("topic_removal", first.pk, post={})
    assert [topic.title for topic in seminar.topics.all()] == ["Robustness"]
    assert kept() == [
        ("topic.added", "Optimisation"),
        ("topic.added", "Robustnes"),
        ("topic.changed", "Robustness"),
        ("topic.moved", "Robustness"),
        ("topic.removed", "Optimisation"),
    ]


def test_a_topic_with_papers_cannot_be_removed(page, seminar):
    offered = make_offered(seminar)
    answer = page("topic_removal", offered.topic.pk, post={})
    assert answer.status_code == 302
    assert Topic.objects.filter(pk=offered.topic.pk).exists()
    assert "has papers" in page("papers").content.decode()


def test_two_topics_of_one_seminar_have_two_titles(page, seminar):
    make_topic(seminar, "Robustness")
    other = make_topic(seminar, "Optimisation")
    for answer in (
        page("new_topic", post={"title": "robustness"}),
        page("edit_topic", other.pk, post={"title": "Robustness"}),
    ):
        assert answer.status_code == 422
        assert "has a topic of this title already" in answer.content.decode()


# ---- papers ---------------------------------------------------------------------------------------------------------


def test_an_organiser_adds_a_paper(page, seminar):
    topic = make_topic(seminar, "Generalisation")
    supervisor = make_participation(seminar, "supervisor")
    answer = page("new_paper", post={**FORM, "topic": topic.pk, "supervisor": supervisor.pk})
    offered = seminar.offered_papers.in_full().get()
    assert answer.url.endswith(f"/list/#paper-{offered.pk}")
    assert offered.paper.author_list == ["Vitaly Feldman", "Second Author"]
    assert offered.paper.keyword_list == ["long tails", "memory"]
    assert (offered.paper.arxiv_id, offered.paper.doi) == ("1906.05271", "10.1145/3357713.3384290")
    assert offered.paper.arxiv_url == "https://arxiv.org/abs/1906.05271"
    assert (offered.topic, offered.supervisor, offered.places) == (topic, supervisor, 2)
    (entry,) = Entry.objects.all()
    assert (entry.what, entry.by, entry.after["topic"]) == ("paper.added", seminar.created_by, "Generalisation")


def test_a_paper_needs_a_topic_first(page, seminar):
    assert page("new_paper").url == reverse("seminars:new_topic", args=[seminar.slug])


def test_a_wrong_form_loses_nothing(page, seminar):
    topic = make_topic(seminar)
    wrong = {**FORM, "topic": topic.pk, "title": "", "arxiv": "the arXiv", "doi": "none", "places": "0"}
    answer = page("new_paper", post=wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error:" in text
    assert set(answer.context["form"].errors) == {"title", "arxiv", "doi", "places"}
    assert "Long tails." in text and 'value="the arXiv"' in text
    assert not Paper.objects.exists()


def test_a_supervisor_of_another_seminar_is_no_choice(page, seminar):
    stranger = make_participation(make_seminar(), "supervisor")
    answer = page("new_paper", post={**FORM, "topic": make_topic(seminar).pk, "supervisor": stranger.pk})
    assert set(answer.context["form"].errors) == {"supervisor"}


@pytest.mark.parametrize("known", [{"arxiv_id": "1906.05271"}, {"doi": "10.1145/3357713.3384290"}])
def test_a_paper_of_the_library_is_offered_as_it_stands_there(page, client, seminar, known):
    paper = make_paper("As the library knows it", **known)
    answer = page("new_paper", post={**FORM, "topic": make_topic(seminar).pk})
    offered = seminar.offered_papers.get()
    assert offered.paper == paper
    paper.refresh_from_db()
    assert paper.title == "As the library knows it"
    # What was empty is filled.
    assert (paper.arxiv_id, paper.doi) == ("1906.05271", "10.1145/3357713.3384290")
    assert answer.url == reverse("seminars:edit_paper", args=[seminar.slug, offered.pk])
    assert "was in the library already" in client.get(answer.url).content.decode()


@pytest.mark.postgres_too
def test_a_paper_is_offered_once_per_seminar(page, seminar):
    offered = make_offered(seminar, paper=make_paper("Known <b>here</b>", arxiv_id="1906.05271"))
    answer = page("new_paper", post={**FORM, "topic": offered.topic.pk})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert reverse("seminars:edit_paper", args=[seminar.slug, offered.pk]) in text
    assert "Known &lt;b&gt;here" in text and "<b>here" not in text
    assert OfferedPaper.objects.count() == 1


def test_editing_changes_publication_and_offer_and_keeps_the_difference(page, seminar):
    offered = make_offered(seminar, "Old title")
    make_offered(seminar, "Another")
    topic = make_topic(seminar, "Robustness")
    assert 'value="Old title"' in page("edit_paper", offered.pk).content.decode()
    page("edit_paper", offered.pk, post={**FORM, "topic": topic.pk})
    assert ("Robustness", FORM["title"]) in titles(seminar)
    (entry,) = Entry.objects.all()
    assert entry.what == "paper.changed"
    assert (entry.before["title"], entry.after["title"]) == ("Old title", FORM["title"])
    assert "supervisor" not in entry.after
    page("edit_paper", offered.pk, post={**FORM, "topic": topic.pk})
    assert Entry.objects.count() == 1


def test_editing_cannot_take_the_identifier_of_another_paper(page, seminar):
    offered = make_offered(seminar)
    make_paper("The other", arxiv_id="1906.05271")
    answer = page("edit_paper", offered.pk, post={**FORM, "topic": offered.topic.pk})
    assert answer.status_code == 422
    assert "belongs to another paper: “The other”" in answer.content.decode()


def test_a_form_tells_when_other_seminars_share_the_publication(page, seminar):
    offered = make_offered(seminar)
    assert "Other seminars" not in page("edit_paper", offered.pk).content.decode()
    make_offered(make_seminar(), paper=offered.paper)
    assert "Other seminars" in page("edit_paper", offered.pk).content.decode()


def test_a_changed_publication_is_on_record_in_every_seminar_that_offers_it(page, seminar):
    offered = make_offered(seminar)
    other = make_seminar()
    make_offered(other, paper=offered.paper)
    page("edit_paper", offered.pk, post={**FORM, "topic": offered.topic.pk})
    entry = Entry.objects.get(seminar=other)
    assert (entry.what, entry.by) == ("paper.changed", seminar.created_by)
    assert entry.after["title"] == FORM["title"] and "places" not in entry.after
    page("edit_paper", offered.pk, post={**FORM, "topic": offered.topic.pk, "why": "Only here."})
    assert Entry.objects.filter(seminar=other).count() == 1


# ---- order ----------------------------------------------------------------------------------------------------------


def test_a_moved_paper_keeps_the_focus_on_its_button(page, seminar):
    a, b, c = (make_offered(seminar, title) for title in "ABC")
    assert page("paper_position", c.pk, post={"direction": "up"}).url.endswith(f"#paper-{c.pk}-up")
    assert [title for _topic, title in titles(seminar)] == ["A", "C", "B"]
    # At the top there is no way up any more, so the focus goes to the other button.
    assert page("paper_position", c.pk, post={"direction": "up"}).url.endswith(f"#paper-{c.pk}-down")
    assert page("paper_position", a.pk, post={"direction": "down"}).url.endswith(f"#paper-{a.pk}-up")
    assert [title for _topic, title in titles(seminar)] == ["C", "B", "A"]
    assert kept() == [("paper.moved", "C"), ("paper.moved", "C"), ("paper.moved", "A")]
    entry = Entry.objects.last() or Entry.objects.get()
    assert {**entry.before, **entry.after}.keys() == {"position"}
    for pk in (a.pk, b.pk, c.pk):
        assert f'id="paper-{pk}-up"' in page("papers").content.decode()


def test_a_question_moves_as_a_whole_and_the_page_shows_what_students_see(page, seminar):
    """Its heading stands once in the catalogue, wherever in the topic its papers were put."""
    asked = {"A": "Why?", "B": "", "C": "Why?", "D": "How?", "E": "How?"}
    rows = {title: make_offered(seminar, title, question=question) for title, question in asked.items()}

    def order():
        shown = [row.paper.title for row, *_edges in page("papers").context["sections"][0]["rows"]]
        assert shown == [row.paper.title for row in reading.catalogue(seminar)]
        return "".join(shown)

    assert order() == "BACDE"
    page("paper_position", rows["C"].pk, post={"direction": "up"})
    assert order() == "BCADE"
    page("paper_position", rows["D"].pk, post={"direction": "up"})
    assert order() == "BDECA"
    page("paper_position", rows["E"].pk, post={"direction": "down"})
    assert order() == "BCADE"
    kept_before = len(kept())
    for title, direction in (("C", "up"), ("B", "down"), ("E", "down")):  # edges
        page("paper_position", rows[title].pk, post={"direction": direction})
        assert order() == "BCADE" and len(kept()) == kept_before


def test_a_paper_at_the_edge_stays_and_nothing_is_kept(page, seminar):
    first = make_offered(seminar)
    page("paper_position", first.pk, post={"direction": "up"})
    assert kept() == []


def test_a_move_needs_a_direction(page, seminar):
    offered = make_offered(seminar)
    for post in ({}, {"direction": "sideways"}):
        assert page("paper_position", offered.pk, post=post).status_code == 400
        assert page("topic_position", offered.topic.pk, post=post).status_code == 400


# ---- withdrawal -----------------------------------------------------------------------------------------------------


def test_a_withdrawn_paper_stays_with_its_reason_and_can_be_returned(page, seminar):
    offered = make_offered(seminar, "Deep Double Descent")
    assert "Withdraw this paper?" in page("withdrawal", offered.pk).content.decode()
    assert page("withdrawal", offered.pk, post={"withdrawn_reason": " "}).status_code == 422
    page("withdrawal", offered.pk, post={"withdrawn_reason": "Supervisor is away."})
    offered.refresh_from_db()
    assert offered.is_withdrawn and offered.withdrawn_by == seminar.created_by
    text = page("papers").content.decode()
    assert 'class="withdrawn"' in text and "Supervisor is away." in text
    assert not seminar.offered_papers.available().exists()
    page("return_paper", offered.pk, post={})
    assert seminar.offered_papers.available().exists()
    assert kept() == [("paper.withdrawn", "Deep Double Descent"), ("paper.returned", "Deep Double Descent")]


def test_withdrawing_twice_keeps_the_first_reason(page, seminar):
    offered = make_offered(seminar)
    for reason in ("first", "second"):
        page("withdrawal", offered.pk, post={"withdrawn_reason": reason})
    offered.refresh_from_db()
    assert offered.withdrawn_reason == "first"


# ---- doors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["student", "supervisor"])
def test_only_organisers_have_a_work_page(client, seminar, role):
    offered = make_offered(seminar)
    client.force_login(make_participation(seminar, role).user)
    for name, args in [("papers", []), ("new_paper", []), ("edit_paper", [offered.pk]), ("withdrawal", [offered.pk])]:
        assert client.get(reverse(f"seminars:{name}", args=[seminar.slug, *args])).status_code == 404
    move = reverse("seminars:paper_position", args=[seminar.slug, offered.pk])
    assert client.post(move, {"direction": "up"}).status_code == 404


def test_papers_of_another_seminar_do_not_exist_here(page):
    other = make_offered(make_seminar())
    assert page("edit_paper", other.pk).status_code == 404
    assert page("withdrawal", other.pk, post={"withdrawn_reason": "x"}).status_code == 404
    assert page("topic_removal", other.topic.pk, post={}).status_code == 404


def test_an_organiser_removed_meanwhile_changes_nothing(page, seminar, monkeypatch):
    row = seminar.participations.organisers().get()
    make_participation(seminar, "organiser", make_user("Second"))
    monkeypatch.setattr("seminar.seminars.guard.participations_of", lambda user, seminar: [row])
    row.seminar, row.user = seminar, seminar.created_by
    seminar.participations.filter(pk=row.pk).update(left_at=seminar.created_at, left_by=seminar.created_by)
    assert page("new_topic", post={"title": "Late"}).status_code == 403
    assert not seminar.topics.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_paper_and_three(page, seminar, django_assert_num_queries, number):
    for _n in range(number):
        supervisor = make_participation(seminar, "supervisor")
        make_offered(seminar, topic=make_topic(seminar), supervisor=supervisor)
    with django_assert_num_queries(7):
        page("papers")


def test_an_empty_list_says_what_to_do_first(page):
    text = page("papers").content.decode()
    assert "Nothing is on the list yet" in text and "Add topic" in text and "Add paper" not in text
