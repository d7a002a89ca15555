"""The library: who reads it, what is found, where a paper was and who was given it, what may be the same."""

import pytest
from django.urls import reverse

from papers.entries import entry_of
from papers.reading_lists.duplicates import DIFFERENT, compare
from seminar import clock
from seminar.overview.library.history import alike, neighbours
from tests.assignment.scene import PUBLISHED, make_scene, publish, text
from tests.builders import make_milestones, make_offered, make_paper, make_participation, make_seminar, make_user
from tests.second_half import AFTER, BLOCK, make_attendance, make_holder, make_session, make_talk

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def curator():
    """Somebody who may set seminars up and is in none."""
    return make_user("Cara Curator", may_create_seminars=True)


def visit(client, user, name="library", *args, at=PUBLISHED, **query):
    client.force_login(user)
    with clock.override(at):
        return client.get(reverse(f"overview:{name}", args=args), query)


def shown(answer) -> list[str]:
    return [row.title for row in answer.context["page"]]


# ---- who ------------------------------------------------------------------------------------------------------------


def test_staff_of_any_seminar_and_who_may_set_one_up_read_it_and_nobody_else(client, curator):
    offered = make_offered(make_seminar())
    student = make_participation(offered.seminar).user
    left = make_participation(offered.seminar, "supervisor", left_at=PUBLISHED, left_by=curator).user
    readers = [offered.seminar.created_by, make_participation(offered.seminar, "supervisor").user, curator]
    for user, status in [*((reader, 200) for reader in readers), (student, 404), (left, 404), (make_user(), 404)]:
        assert visit(client, user).status_code == status
        assert visit(client, user, "library_paper", offered.paper_id).status_code == status
    client.logout()
    assert client.get(reverse("overview:library")).status_code == 302
    assert client.post(reverse("overview:library")).status_code == 302
    client.force_login(curator)
    assert client.post(reverse("overview:library")).status_code == 405


# ---- the list -------------------------------------------------------------------------------------------------------


def test_every_paper_with_the_number_of_its_seminars(client, curator):
    paper = make_paper("A tale of two lists")
    make_paper("Never offered")
    make_offered(make_seminar(), paper=paper)
    make_offered(make_seminar(), paper=paper)
    answer = visit(client, curator)
    assert {row.title: row.seminars for row in answer.context["page"]} == {"A tale of two lists": 2, "Never offered": 0}
    assert "in 2 seminars" in text(answer) and "not offered yet" in text(answer)


def test_a_seminar_that_is_not_announced_counts_for_its_staff_only(client, curator):
    draft = make_offered(make_seminar(announced=False))
    assert "not offered yet" in text(visit(client, curator))
    assert "in 1 seminar" in text(visit(client, draft.seminar.created_by))
    assert "No seminar has offered this paper yet." in text(visit(client, curator, "library_paper", draft.paper_id))
    assert draft.seminar.title in text(visit(client, draft.seminar.created_by, "library_paper", draft.paper_id))


def test_one_box_finds_by_every_word_and_says_how_many(client, curator):
    make_paper("Deep double descent", authors="Preetum Nakkiran", venue="ICLR", year=2020)
    make_paper("Neural collapse", authors="Vardan Papyan", venue="PNAS", year=2020)
    answer = visit(client, curator, q="nakkiran 2020")
    assert shown(answer) == ["Deep double descent"] and "1 of 2 papers" in text(answer)
    empty = visit(client, curator, q="<script>")
    assert shown(empty) == [] and "No paper has all of “&lt;script&gt;”" in text(empty)


def test_fifty_on_a_page_and_the_words_stay(client, curator):
    for number in range(51):
        make_paper(f"Common {number:02}")
    first, second = visit(client, curator, q="common"), visit(client, curator, q="common", page=2)
    assert len(shown(first)) == 50 and shown(second) == ["Common 50"]
    assert 'href="?q=common&amp;page=2"' in first.content.decode()
    assert shown(visit(client, curator, q="common", page="last one")) == shown(first)


def test_an_empty_library_says_so(client, curator):
    assert "The library is empty." in text(visit(client, curator))


# ---- one paper ------------------------------------------------------------------------------------------------------


def test_who_was_given_it_stands_there_for_staff_of_that_seminar(client, curator):
    scene = make_scene([[0, 1], [1, 0]], papers=2, title="Theory of learning")
    publish(scene)
    held = scene.papers[0]
    name = next(row.user.name for row in scene.students if row.preference_list.preferences.first().offered == held)
    for user in (scene.organiser.user, scene.supervisor.user):
        assert f"Given to {name}" in text(visit(client, user, "library_paper", held.paper_id))
    foreign = text(visit(client, curator, "library_paper", held.paper_id))
    assert "Given to 1 person" in foreign and "Theory of learning" in foreign
    assert all(row.user.name not in foreign for row in scene.students)


def test_after_the_block_seminar_nothing_is_said_about_a_talk(client, curator):
    """Whoever was absent presented nothing; and of somebody who left since it is not known any more."""
    seminar = make_seminar(milestones=False)
    make_milestones(seminar, block=BLOCK)
    held = [make_holder(seminar) for _ in range(2)]
    talk = make_talk(held[0], make_session(seminar))
    make_attendance(talk.session, held[0], "absent", seminar.created_by)
    held[1].left_at, held[1].left_by = AFTER, seminar.created_by
    held[1].save()
    papers = list(seminar.offered_papers.order_by("pk"))
    for offered, sentence in zip(papers, ("Given to 1 person", "Nobody holds it."), strict=True):
        answer = text(visit(client, curator, "library_paper", offered.paper_id, at=AFTER))
        assert sentence in answer and "resented" not in answer


def test_the_paper_itself_is_shown_as_in_the_seminar(client, curator):
    paper = make_paper(doi="10.1/a", arxiv_id="", url="", abstract="We *prove* it.")
    answer = text(visit(client, curator, "library_paper", paper.pk))
    assert "We <em>prove</em> it." in answer
    assert '<a class="btn" href="https://doi.org/10.1/a">Conference version</a>' in answer
    bare = text(visit(client, curator, "library_paper", make_paper().pk))
    assert "opening-acts" not in bare and "The report follows" not in bare


def test_before_the_publication_nobody_holds_it(client):
    scene = make_scene([[0, 1]], papers=2)
    answer = text(visit(client, scene.organiser.user, "library_paper", scene.papers[0].paper_id))
    assert "Nobody holds it." in answer


def test_newest_semester_first_with_topic_and_withdrawal(client, curator):
    paper = make_paper()
    old = make_offered(make_seminar(semester="2020S", title="The old one"), paper=paper)
    make_offered(make_seminar(semester="2020W", title="The new one"), paper=paper)
    old.withdrawn_at, old.withdrawn_by, old.withdrawn_reason = PUBLISHED, curator, "Too long."
    old.save()
    answer = text(visit(client, curator, "library_paper", paper.pk))
    assert answer.index("The new one") < answer.index("The old one") < answer.index("Too long.")
    assert visit(client, curator, "library_paper", paper.pk + 1).status_code == 404


# ---- the same work --------------------------------------------------------------------------------------------------


def test_what_may_be_the_same_is_found_with_the_reason():
    paper = make_paper("Deep nets in theory", authors="Ada Łukasiewicz\nBo Ek", doi="10.1/a", year=2020)
    doi = make_paper("Another title", authors="Cy Dee", doi="10.1/A")
    title = make_paper("Deep Nets in Theory", authors="A. Lukasiewicz\nBo Ek", year=2021)
    similar = make_paper("Deep net in theory", authors="Bo Ek", year=2015)
    make_paper("Deep nets in theory II", authors="Bo Ek")
    make_paper("Deep nets in theory", authors="Somebody Else")
    assert {(row.paper, row.reason) for row in alike(paper)} == {
        (doi, "the same DOI"),
        (title, "the same title"),
        (similar, "a similar title and an author in common"),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("A theory of deep nets", "Søren Møller"), ("A theory of deep nets!", "Soren Moller")),
        (("On Bałucki’s theory", "Ada Bałucki"), ("On Balucki’s theory.", "A. Balucki")),
        (("A theory of wide nets", "John Smith Jr."), ("A theory of wide nets.", "John Smith")),
        (("A theory of wide nets", "John Smith III"), ("A theory of wide net", "J. Smith")),
        (("Deep learning: a book", ""), ("Deep Learning - a book", "Ian Goodfellow")),
        (("Deep learning: a book", ""), ("Deep, learning (a book)", "")),
        (("Backpropagation", "Wei Zhang"), ("Back-propagation", "Zhang Wei")),
        (("Overparameterised nets", "Fei-Fei Li"), ("Over-parameterised nets", "F. Li")),
        (("“Why?”", "Bo Ek"), ("Why", "Bo Ek")),
    ],
)
def test_what_the_rule_for_duplicates_sees_is_found_from_either_side(one, other):
    first, second = (make_paper(title, authors=authors) for title, authors in (one, other))
    make_paper("Something else", authors=f"Cy Dee\n{one[1]}")
    assert compare(entry_of(first), entry_of(second)).kind != DIFFERENT
    assert [row.paper for row in alike(first)] == [second]
    assert [row.paper for row in alike(second)] == [first]


def test_the_same_id_is_found_whatever_the_title():
    first = make_paper("Learned early", authors="Bo Ek", doi="10.1000/ABC_1(2)")
    second = make_paper("Quite another", authors="Cy Dee", doi="10.1000/abc_1(2)")
    make_paper("10 1000 abc 1 2", authors="Somebody Else", doi="10.1000/abc-1-2")
    assert [row.paper for row in alike(first)] == [second]


def test_a_name_is_a_word_and_not_a_part_of_one():
    """“Li” is in “reliable”; and of the papers of all who are called Li only those are compared that look alike."""
    for number in range(20):
        make_paper(f"Reliable title {number}", authors="Ada Lovelace")
        make_paper(f"Unlike and by somebody {number}", authors="Li Li")
    near = make_paper("Something, otherwise", authors="F. Li")
    paper = make_paper("Something otherwise", authors="Fei-Fei Li")
    assert list(neighbours(paper)) == [near]


def test_merging_is_offered_to_whoever_may(client, curator):
    first, second = make_paper("Deep nets", authors="Bo Ek"), make_paper("Deep nets", authors="Bo Ek")
    seminar = make_offered(make_seminar(), paper=second).seminar
    supervisor = make_participation(seminar, "supervisor").user
    address = reverse("overview:merge", args=[first.pk, second.pk])
    for user, is_offered in ((curator, True), (seminar.created_by, True), (supervisor, False)):
        page = text(visit(client, user, "library_paper", first.pk))
        assert "May be the same as" in page and (address in page) == is_offered


def test_a_second_record_is_looked_for_by_hand(client, curator):
    first, second = make_paper("On arXiv it was called this"), make_paper("At the conference that")
    answer = visit(client, curator, **{"with": first.pk, "q": "conference"})
    assert reverse("overview:merge", args=[first.pk, second.pk]) in text(answer)
    assert visit(client, curator, **{"with": 0}).status_code == 404
    supervisor = make_participation(make_offered(make_seminar(), paper=first).seminar, "supervisor").user
    assert visit(client, supervisor, **{"with": first.pk}).status_code == 404


# ---- how much -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_any_number(client, curator, django_assert_num_queries, number):
    paper = make_paper("Deep nets", authors="Bo Ek")
    for position in range(number):
        scene = make_scene([[0, 1]], papers=2)
        publish(scene)
        make_offered(scene.seminar, paper=paper)
        make_paper("Deep nets", authors=f"Bo Ek\nAuthor {position}")
    client.force_login(curator)
    pages = (
        (reverse("overview:library"), 5),
        (reverse("overview:library") + "?q=deep", 6),
        (reverse("overview:library_paper", args=[paper.pk]), 9),
    )
    for address, queries in pages:
        with clock.override(PUBLISHED), django_assert_num_queries(queries):
            assert client.get(address).status_code == 200
