"""Papers of the library on a seminar's list: found, suggested as they were last time, offered once."""

import pytest
from django.urls import reverse

from papers.models import Paper
from seminar.seminars.actions.library import offer_again
from seminar.seminars.actions.papers import AlreadyOffered
from tests.builders import make_offered, make_paper, make_participation, make_seminar, make_topic, make_user
from tests.overview.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def seminar():
    return make_seminar(semester="2021W")


def page(client, seminar, name, *args, user=None, post=None, **query):
    client.force_login(user or seminar.created_by)
    address = reverse(f"seminars:{name}", args=[seminar.slug, *args], query=query)
    return client.get(address) if post is None else client.post(address, post)


FORM = {"question": "", "supervisor": "", "places": "1", "why": ""}


def test_the_list_leads_to_the_library_and_what_is_on_it_is_marked(client, seminar):
    assert reverse("seminars:library", args=[seminar.slug]) in text(page(client, seminar, "papers"))
    there, free = make_offered(seminar, "Offered here").paper, make_paper("Free one")
    assert reverse("seminars:library", args=[seminar.slug]) in text(page(client, seminar, "papers"))
    shown = text(page(client, seminar, "library"))
    assert reverse("seminars:offer", args=[seminar.slug, free.pk]) in shown
    assert reverse("seminars:offer", args=[seminar.slug, there.pk]) not in shown
    assert "on the list" in shown
    found = page(client, seminar, "library", q="free")
    assert [paper for paper, _offered in found.context["rows"]] == [free]


def test_what_held_last_time_is_suggested(client, seminar):
    again, gone = make_user("Sam Supervisor"), make_user("Gone Gerda")
    paper = make_paper()
    earlier = make_seminar(semester="2020S")
    make_offered(earlier, paper=paper, topic=make_topic(earlier, "Old heading"), why="Old.")
    last = make_seminar(semester="2020W")
    facts = {"question": "Why?", "why": "Short and good.", "places": 2}
    supervisor = make_participation(last, "supervisor", again)
    make_offered(last, paper=paper, topic=make_topic(last, "Robustness"), supervisor=supervisor, **facts)
    make_participation(last, "supervisor", gone)
    here, topic = make_participation(seminar, "supervisor", again), make_topic(seminar, "robustness")
    answer = page(client, seminar, "offer", paper.pk)
    form = answer.context["form"]
    assert {name: form[name].value() for name in facts} == facts
    assert (form["topic"].value(), form["supervisor"].value()) == (str(topic.pk), here.pk)
    assert f"Last offered in “{last.title}” (Winter semester 2020/21)" in text(answer)


def test_offered_it_comes_at_the_end_of_its_topic_and_the_search_goes_on(client, seminar):
    paper, first = make_paper("Once more"), make_offered(seminar)
    answer = page(client, seminar, "offer", paper.pk, post={**FORM, "topic": first.topic_id}, q="more", page=2)
    assert answer.url == reverse("seminars:library", args=[seminar.slug]) + "?q=more&page=2"
    assert [row.paper for row in seminar.offered_papers.all()] == [first.paper, paper]
    entry = seminar.log_entries.get()
    assert (entry.what, entry.subject, entry.after["topic"]) == ("paper.added", "Once more", first.topic.title)


def test_the_topic_of_last_time_is_made_anew(client, seminar):
    paper = make_paper()
    last = make_seminar(semester="2020W")
    make_offered(last, paper=paper, topic=make_topic(last, "Robustness"))
    assert page(client, seminar, "offer", paper.pk).context["form"]["topic"].value() == "new"
    page(client, seminar, "offer", paper.pk, post={**FORM, "topic": "new"})
    assert seminar.offered_papers.get().topic.title == "Robustness"
    assert [row.what for row in seminar.log_entries.order_by("pk")] == ["topic.added", "paper.added"]
    assert seminar.topics.get() != last.topics.get()


def test_without_any_topic_the_first_is_added_before(client, seminar):
    assert page(client, seminar, "offer", make_paper().pk).url == reverse("seminars:new_topic", args=[seminar.slug])


def test_a_seminar_that_is_not_announced_suggests_nothing_to_strangers(client, seminar):
    paper = make_offered(make_seminar(announced=False, by=make_user()), why="Secret.").paper
    make_topic(seminar)
    assert "Secret." not in text(page(client, seminar, "offer", paper.pk))


def test_a_paper_is_offered_once(client, seminar):
    offered = make_offered(seminar)
    post = {**FORM, "topic": offered.topic_id}
    answer = page(client, seminar, "offer", offered.paper_id, post=post)
    assert answer.status_code == 409 and "This paper is on the list already." in text(answer)
    with pytest.raises(AlreadyOffered):
        offer_again(participation=seminar.participations.get(), paper=offered.paper, offer={"topic": offered.topic})
    assert seminar.offered_papers.count() == 1


def test_a_record_that_was_merged_away_meanwhile_is_not_offered(seminar):
    paper, topic = make_paper(), make_topic(seminar)
    Paper.objects.filter(pk=paper.pk).delete()
    with pytest.raises(Paper.DoesNotExist):
        offer_again(participation=seminar.participations.get(), paper=paper, offer={"topic": topic})


def test_a_wrong_form_loses_nothing(client, seminar):
    make_topic(seminar)
    foreign = make_topic(make_seminar())
    for topic in ("", "new", "0", str(foreign.pk)):
        answer = page(client, seminar, "offer", make_paper().pk, post={**FORM, "topic": topic, "why": "Kept words."})
        assert answer.status_code == 422 and "Kept words." in text(answer) and "<title>Error:" in text(answer)
    assert not seminar.offered_papers.exists()


def test_only_organisers(client, seminar):
    paper = make_paper()
    make_topic(seminar)
    strangers = [make_participation(seminar, role).user for role in ("supervisor", "student")]
    for user in [*strangers, make_user(may_create_seminars=True)]:
        assert page(client, seminar, "library", user=user).status_code == 404
        assert page(client, seminar, "offer", paper.pk, user=user).status_code == 404
        assert page(client, seminar, "offer", paper.pk, user=user, post=FORM).status_code == 404
    assert page(client, seminar, "offer", paper.pk + 1).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_any_number(client, seminar, django_assert_num_queries, number):
    for _ in range(number):
        paper = make_offered(seminar).paper
        make_participation(seminar, "supervisor")
        make_offered(make_seminar(), paper=make_paper())
    client.force_login(seminar.created_by)
    for name, args, queries in (("library", (), 8), ("offer", (paper.pk,), 9)):
        with django_assert_num_queries(queries):
            client.get(reverse(f"seminars:{name}", args=[seminar.slug, *args]))
