"""Creating a seminar, changing its facts, announcing it."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from seminar import clock
from seminar.log.models import Entry
from seminar.seminars.actions.setup import announce, create_seminar
from seminar.seminars.models import Participation, Seminar
from tests.builders import (
    make_offered,
    make_participation,
    make_prerequisite,
    make_seminar,
    make_user,
)

pytestmark = pytest.mark.django_db
AT = datetime(2021, 2, 1, 9, tzinfo=UTC)
NEW = reverse("seminars:new")


@pytest.fixture(autouse=True)
def at():
    with clock.override(AT):
        yield


@pytest.fixture
def organiser():
    return make_user("Leonie Achterfeld", may_create_seminars=True)


def facts(**changed):
    return {
        "title": "Theoretical Advances in Deep Learning",
        "semester": "2021S",
        "kind": "Master seminar",
        "slug": "",
        "summary": "You read one paper closely.",
        "module_numbers": "IN2107 and IN4409",
        "ects": "5",
        "sws": "2",
        "language": "en",
        "places": "12",
        "min_preferences": "3",
        "description": "",
        "goals": "What is known\nWhere it stops",
        "themes": "Generalisation\n- VC dimension",
        "expectations": "",
        "report_hint": "About 5 pages",
        "presentation_hint": "",
        "bonus_hint": "",
        "office_hours": "",
        "contact": "seminar@example.org",
        "zone": "Europe/Berlin",
        **rows(),
        **changed,
    }


def rows(*given, stored=0):
    values = {"prerequisites-TOTAL_FORMS": str(len(given) + 1), "prerequisites-INITIAL_FORMS": str(stored)}
    for number, row in enumerate((*given, {})):
        for name, value in {"title": "", "code": "", "note": "", **row}.items():
            values[f"prerequisites-{number}-{name}"] = value
    return values


# ---- creating -------------------------------------------------------------------------------------------------------


def test_creating_makes_the_creator_organiser_and_records_it(client, organiser):
    client.force_login(organiser)
    modules = rows({"code": "IN2346", "title": "Deep Learning", "is_required": "on"}, {"title": "Statistics"})
    answer = client.post(NEW, facts(**modules))
    seminar = Seminar.objects.get()
    assert answer.headers["Location"] == reverse("seminars:dates", args=[seminar.slug])
    assert seminar.slug == "theoretical-advances-in-deep-learning-2021s"
    assert (seminar.created_by, seminar.created_at, seminar.is_announced) == (organiser, AT, False)
    assert [(row.user, row.role) for row in seminar.participations.all()] == [(organiser, "organiser")]
    assert [(row.title, row.is_required) for row in seminar.prerequisites.all()] == [
        ("Deep Learning", True),
        ("Statistics", False),
    ]
    entry = Entry.objects.get()
    assert (entry.what, entry.by, entry.before) == ("seminar.created", organiser, None)
    assert entry.after["places"] == 12
    assert [row["title"] for row in entry.after["prerequisites"]] == ["Deep Learning", "Statistics"]


def test_the_form_offers_first_texts_and_empty_rows(client, organiser):
    client.force_login(organiser)
    page = client.get(NEW)
    assert page.status_code == 200
    assert "improves the grade by 0.1, three of them by 0.3 at most" in page.content.decode()
    assert 'name="prerequisites-2-title"' in page.content.decode()


def test_only_people_who_may_create_seminars_reach_the_form(client):
    assert client.get(NEW).status_code == 302
    client.force_login(make_user())
    assert client.get(NEW).status_code == 404
    assert client.post(NEW, facts()).status_code == 404
    assert not Seminar.objects.exists()


def test_the_same_title_twice_gets_another_address(client, organiser):
    client.force_login(organiser)
    client.post(NEW, facts())
    client.post(NEW, facts())
    assert set(Seminar.objects.values_list("slug", flat=True)) == {
        "theoretical-advances-in-deep-learning-2021s",
        "theoretical-advances-in-deep-learning-2021s-2",
    }


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "This field is required"),
        ("semester", "summer", "Write the year and S or W"),
        ("semester", "0000S", "semesters from 2000 to 2100"),
        ("semester", "٢٠٢١S", "semesters from 2000 to 2100"),
        ("ects", "-5", "greater than or equal to 0"),
        ("slug", "two words", "Only letters without accents"),
        ("slug", "new", "needed by the site"),
        ("slug", "taken", "Another seminar has this address"),
        ("places", "0", "greater than or equal to 1"),
        ("zone", "Berlin", "is not a time zone"),
        ("contact", "nobody", "valid email"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_lost(client, organiser, field, value, message):
    make_seminar(slug="taken")
    client.force_login(organiser)
    page = client.post(NEW, facts(**{field: value, "kind": "A kind to keep"}))
    text = page.content.decode()
    assert page.status_code == 422
    assert "<title>Error:" in text
    assert message in text
    assert "A kind to keep" in text
    assert Seminar.objects.count() == 1


def test_two_prerequisites_of_one_title_are_refused(client, organiser):
    client.force_login(organiser)
    page = client.post(NEW, facts(**rows({"title": "Statistics"}, {"title": "Statistics"})))
    assert page.status_code == 422
    assert "stands here twice" in page.content.decode()


def test_a_prerequisite_without_title_is_refused(client, organiser):
    client.force_login(organiser)
    page = client.post(NEW, facts(**rows({"code": "IN2346"})))
    assert page.status_code == 422
    assert "<title>Error:" in page.content.decode()


def test_a_semester_in_small_letters_is_understood(client, organiser):
    client.force_login(organiser)
    client.post(NEW, facts(semester="2021w"))
    assert Seminar.objects.get().semester == "2021W"


# ---- changing -------------------------------------------------------------------------------------------------------


def created(by, **changed):
    wanted = {"title": "A", "slug": "a", "semester": "2021S", "places": 12, "zone": "Europe/Berlin", **changed}
    return create_seminar(by=by, facts=wanted, prerequisites=[{"title": "Deep Learning", "code": "IN2346"}])


def test_changes_are_recorded_with_before_and_after(client, organiser):
    seminar = created(organiser)
    row = seminar.prerequisites.get()
    client.force_login(organiser)
    modules = rows({"id": row.pk, "title": "Machine Learning", "code": "IN2346", "is_required": "on"}, stored=1)
    answer = client.post(reverse("seminars:edit", args=["a"]), facts(slug="a", title="B", **modules))
    assert answer.headers["Location"] == reverse("seminars:public", args=["a"])
    entry = Entry.objects.filter(what="seminar.changed").get()
    assert (entry.before["title"], entry.after["title"]) == ("A", "B")
    assert "places" not in entry.after
    assert seminar.prerequisites.get().pk == row.pk  # Students refer to it.
    assert entry.after["prerequisites"][0]["title"] == "Machine Learning"


def test_storing_the_same_again_writes_nothing(client, organiser):
    client.force_login(organiser)
    client.post(NEW, facts())
    slug = Seminar.objects.get().slug
    client.post(reverse("seminars:edit", args=[slug]), facts(slug=slug))
    assert [entry.what for entry in Entry.objects.all()] == ["seminar.created"]


def test_prerequisites_can_swap_titles_and_be_removed(client, organiser):
    seminar = created(organiser)
    one = seminar.prerequisites.get()
    two, three = make_prerequisite(seminar, "Statistics"), make_prerequisite(seminar, "Topology")
    client.force_login(organiser)
    modules = rows(
        {"id": one.pk, "title": "Statistics"},
        {"id": two.pk, "title": "Deep Learning"},
        {"id": three.pk, "title": "Topology", "DELETE": "on"},
        stored=3,
    )
    client.post(reverse("seminars:edit", args=["a"]), facts(slug="a", **modules))
    assert dict(seminar.prerequisites.values_list("pk", "title")) == {one.pk: "Statistics", two.pk: "Deep Learning"}


def test_an_invalid_title_does_not_reach_the_page_head(client, organiser):
    created(organiser, title="The stored title")
    client.force_login(organiser)
    page = client.post(reverse("seminars:edit", args=["a"]), facts(slug="a", title="The typed title", places="0"))
    head = page.content.decode().split("<main")[0]
    assert "The stored title" in head
    assert "The typed title" not in head


def test_the_address_is_fixed_once_announced_and_the_zone_while_there_are_dates(client):
    seminar = make_seminar(slug="a", title="A")
    client.force_login(seminar.created_by)
    client.post(reverse("seminars:edit", args=["a"]), facts(slug="b", zone="Asia/Tokyo"))
    seminar.refresh_from_db()
    assert (seminar.slug, seminar.zone) == ("a", "Europe/Berlin")


@pytest.mark.parametrize("name", ["edit", "dates", "announcement"])
def test_the_pages_of_the_organiser_are_closed_to_everybody_else(client, name):
    seminar = make_seminar()
    address = reverse(f"seminars:{name}", args=[seminar.slug])
    assert client.get(address).status_code == 302
    strangers = [
        make_user(),
        make_participation(seminar, "student").user,
        make_participation(seminar, "supervisor").user,
        make_seminar().created_by,
    ]
    for person in strangers:
        client.force_login(person)
        assert client.get(address).status_code == 404
        assert client.post(address, {}).status_code == 404
    client.force_login(seminar.created_by)
    assert client.get(address).status_code == 200


# ---- announcing -----------------------------------------------------------------------------------------------------


def test_the_gate_names_what_is_missing_and_forbids_nothing(client):
    seminar = make_seminar(announced=False, milestones=False)
    client.force_login(seminar.created_by)
    page = client.get(reverse("seminars:announcement", args=[seminar.slug])).content.decode()
    assert "Announce the seminar?" in page
    for gap in ("There are no papers yet.", "when preferences open and close", "There is no contact address."):
        assert gap in page
    assert 'data-testid="gate-submit"' in page


def test_the_gate_is_quiet_where_nothing_is_missing(client):
    seminar = make_seminar(announced=False, contact="seminar@example.org")
    make_offered(seminar, supervisor=make_participation(seminar, "supervisor"))
    client.force_login(seminar.created_by)
    page = client.get(reverse("seminars:announcement", args=[seminar.slug])).content.decode()
    assert "check-note" not in page


def test_announcing_twice_is_one_announcement(client):
    seminar = make_seminar(announced=False)
    address = reverse("seminars:announcement", args=[seminar.slug])
    client.force_login(seminar.created_by)
    client.post(address)
    with clock.override(datetime(2021, 2, 2, tzinfo=UTC)):
        client.post(address)
    seminar.refresh_from_db()
    assert (seminar.announced_at, seminar.announced_by) == (AT, seminar.created_by)
    assert [entry.what for entry in Entry.objects.all()] == ["seminar.announced"]
    assert "The seminar is announced" in client.get(address).content.decode()


@pytest.mark.postgres_too
def test_a_removed_organiser_cannot_announce(client):
    seminar = make_seminar(announced=False)
    participation = seminar.participations.get()
    page_was_open = Participation.objects.get(pk=participation.pk)
    participation.left_at, participation.left_by = AT, seminar.created_by
    participation.save()
    with pytest.raises(PermissionDenied):
        announce(participation=page_was_open)
    seminar.refresh_from_db()
    assert not seminar.is_announced
