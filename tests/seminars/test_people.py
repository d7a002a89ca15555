"""Who takes part: the list, invitations with their preview, leaving."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from seminar.log.models import Entry
from seminar.mail.models import Message
from seminar.seminars.models import Participation
from tests.builders import CREATED, make_offered, make_participation, make_seminar, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def seminar():
    return make_seminar()


@pytest.fixture
def page(client, seminar):
    """Asks for and posts to the pages about people as the organiser."""
    client.force_login(seminar.created_by)

    def ask(name, *args, post=None, query=""):
        address = reverse(f"seminars:{name}", args=[seminar.slug, *args])
        return client.get(address + query) if post is None else client.post(address, post)

    return ask


@pytest.fixture
def invite(page):
    """Through both pages, as a person does it: the act gets what the preview carries."""

    def through(text, role="student"):
        preview = page("invitation_preview", post={"role": role, "text": text})
        assert preview.status_code == 200
        return page("invitations", post={"role": role, "text": preview.context["rows"]})

    return through


def fates(answer):
    return {str(fate): [row.person.email for row in rows] for fate, rows in answer.context["groups"] if rows}


def kept(*what):
    return list(Entry.objects.filter(what__in=what).order_by("pk").values_list("what", "subject"))


# ---- the list -------------------------------------------------------------------------------------------------------


def test_the_list_shows_everybody_and_who_never_signed_in(page, seminar):
    make_participation(seminar, "supervisor", make_user("Nerea Ibarluzea", last_login=CREATED))
    student = make_user("Hana Květoslavová", matriculation_number="03711", programme="Informatics M.Sc.")
    make_participation(seminar, "student", student)
    gone = make_participation(
        seminar, user=make_user("Gone"), left_at=CREATED, left_by=seminar.created_by, left_reason="Changed subject."
    )
    answer = page("people")
    text = answer.content.decode()
    assert {row.user.name for row in answer.context["present"]} == {
        "Leonie Achterfeld",
        "Nerea Ibarluzea",
        "Hana Květoslavová",
    }
    assert answer.context["left"] == [gone]
    assert text.count("never signed in") == 1
    for word in ("03711", "Informatics M.Sc.", student.email, "Changed subject."):
        assert word in text


def test_search_knows_neither_case_nor_accents(page, seminar):
    hana = make_participation(seminar, user=make_user("Hana Květoslavová"))
    make_participation(seminar, "supervisor", make_user("Hana Other"))
    assert page("people", query="?q=HANA+kvet&role=student").context["present"] == [hana]
    assert page("people", query="?q=hana&role=supervisor").context["present"] != [hana]
    assert "Nobody fits this search." in page("people", query="?q=nobody").content.decode()
    assert len(page("people", query="?role=nonsense").context["present"]) == 3


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_person_and_three(page, seminar, django_assert_num_queries, number):
    for _n in range(number):
        make_participation(seminar)
    with django_assert_num_queries(6):
        page("people")


# ---- invitations ----------------------------------------------------------------------------------------------------


def test_the_preview_sorts_people_out_and_stores_nothing(page, seminar):
    make_user("Known Already", email="known@example.org")
    inside = make_participation(seminar)
    supervisor = make_participation(seminar, "supervisor")
    gone = make_participation(seminar, left_at=CREATED, left_by=seminar.created_by)
    people = User.objects.count()
    text = (
        f"new@example.org\nOther Name <KNOWN@example.org>\n{inside.user.email}\n{supervisor.user.email}\nnot a mail\n"
    )
    answer = page("invitation_preview", post={"role": "student", "text": text + gone.user.email})
    assert fates(answer) == {
        "new": ["new@example.org"],
        "known": ["known@example.org"],
        "back": [gone.user.email],
        "inside": [inside.user.email],
        "excluded": [supervisor.user.email],
    }
    shown = answer.content.decode()
    assert "Line 5" in shown and "not a mail" in shown
    assert "Known Already" in shown and "Other Name" not in shown
    assert "Invite and send 3 mails" in shown
    assert User.objects.count() == people and not Message.objects.exists() and not Entry.objects.exists()


def test_an_invitation_makes_account_participation_mail_and_record(invite, seminar):
    answer = invite("name,email,matriculation number,programme\nAmara Thal,amara@example.org,03711,Informatics")
    assert answer.url == reverse("seminars:people", args=[seminar.slug])
    user = User.objects.get(email="amara@example.org")
    assert (user.name, user.matriculation_number, user.programme) == ("Amara Thal", "03711", "Informatics")
    assert not user.has_usable_password()
    row = seminar.participations.get(user=user)
    assert (row.role, row.added_by) == ("student", seminar.created_by)
    mail = Message.objects.get(kind="invitation")
    assert mail.recipient == user
    assert "Leonie Achterfeld invites you" in mail.body and "10 Mar 2021, 12:00 CET" in mail.body.replace("\xa0", " ")
    assert f"/accounts/login/code/?next=/seminars/{seminar.slug}/mine/" in mail.body
    assert kept("person.added") == [("person.added", "Amara Thal")]


def test_inviting_twice_is_one_participation_and_one_mail(invite, page, seminar):
    invite("a@example.org, b@example.org")
    answer = page("invitations", post={"role": "student", "text": "a@example.org b@example.org"})
    assert answer.status_code == 302
    assert seminar.participations.students().count() == 2
    assert Message.objects.count() == 2 and len(kept("person.added")) == 2


def test_the_button_pressed_twice_does_not_say_that_nobody_is_invited(invite, page):
    invite("a@example.org")
    page("people")
    page("invitations", post={"role": "student", "text": "a@example.org"})
    text = page("people").content.decode()
    assert "No further mail was sent" in text and "0 people" not in text


def test_an_account_keeps_its_name(invite):
    user = make_user("Her Own Name", email="own@example.org")
    invite("Another Name <own@example.org>")
    user.refresh_from_db()
    assert user.name == "Her Own Name"


@pytest.mark.parametrize("role", ["supervisor", "organiser"])
def test_supervisors_and_organisers_are_invited_on_the_same_page(invite, seminar, role):
    invite("Tomasz <tomasz@example.org>", role)
    assert seminar.participations.get(user__email="tomasz@example.org").role == role
    assert "/mine/" not in Message.objects.get().body


def test_an_organiser_may_supervise_too_but_a_student_may_not(invite, page, seminar):
    invite(seminar.created_by.email, "supervisor")
    assert seminar.participations.filter(user=seminar.created_by).count() == 2
    student = make_participation(seminar)
    answer = page("invitation_preview", post={"role": "supervisor", "text": student.user.email})
    assert fates(answer) == {"excluded": [student.user.email]}
    assert "Nobody to invite" in answer.content.decode()
    page("invitations", post={"role": "supervisor", "text": student.user.email})
    assert seminar.participations.filter(user=student.user).count() == 1


def test_whoever_has_left_is_invited_back(invite, seminar):
    row = make_participation(seminar, left_at=CREATED, left_by=seminar.created_by, left_reason="Ill.")
    invite(row.user.email)
    row.refresh_from_db()
    assert (row.has_left, row.left_by, row.left_reason) == (False, None, "")
    assert Entry.objects.get(what="person.added").before["reason"] == "Ill."
    assert Message.objects.count() == 1


def test_a_file_is_previewed_like_a_text(page):
    data = "name;mail\nÖhrnfeldt;g@example.org".encode("cp1252")
    answer = page("invitation_preview", post={"role": "student", "file": SimpleUploadedFile("list.csv", data)})
    assert "Öhrnfeldt" in answer.content.decode()


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ({"text": ""}, "No address was given"),
        ({"text": "a@example.org", "file": SimpleUploadedFile("l.csv", b"b@example.org")}, "Use one of the two"),
        ({"text": "\n".join(f"p{n}@example.org" for n in range(501))}, "These are 501 people. Allowed are 500"),
        ({"file": SimpleUploadedFile("l.csv", b"x" * (1024 * 1024 + 1))}, "The file has 1.1 MB. Allowed is 1 MB."),
        ({"text": "x" * (1024 * 1024 + 1)}, "The text has 1.1 MB. Allowed is 1 MB."),
        ({"text": "a@example.org", "role": "operator"}, "operator"),
    ],
)
def test_a_list_that_cannot_be_used_says_why(page, post, said):
    for part in (post.get("file"),):
        if part:
            part.seek(0)
    answer = page("invitation_preview", post={"role": "student", **post})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_address_of_the_preview_leads_back_to_the_form(page, seminar):
    assert page("invitation_preview").url == reverse("seminars:invitations", args=[seminar.slug])
    assert page("invitations").status_code == 200


def test_an_invited_person_signs_in_with_a_one_time_code(invite, seminar, settings):
    # The test runner puts its own mail backend in the place of ours.
    settings.EMAIL_BACKEND = "seminar.mail.backend.OutboxBackend"
    invite("Amara Thal <amara@example.org>")
    link = re.search(r"http://testserver(/\S+)", Message.objects.get(kind="invitation").body)[1]
    amara = Client()
    answer = amara.post(link, {"email": "amara@example.org", "next": amara.get(link).context["redirect_field_value"]})
    body = Message.objects.get(is_account=True).body
    code = re.search(r"^\s*([A-Z0-9]{2,}(?:-[A-Z0-9]+)*)\s*$", body, re.M)[1]
    page = amara.get(answer.url)
    answer = amara.post(answer.url, {"code": code, "next": page.context["redirect_field_value"]})
    assert answer.url == f"/seminars/{seminar.slug}/mine/"
    assert User.objects.get(email="amara@example.org").last_login is not None


# ---- leaving --------------------------------------------------------------------------------------------------------


def test_removing_needs_a_reason_and_deletes_nothing(page, seminar):
    row = make_participation(seminar, user=make_user("Hana"))
    assert "Remove Hana?" in page("removal", row.pk).content.decode()
    assert page("removal", row.pk, post={"left_reason": ""}).status_code == 422
    page("removal", row.pk, post={"left_reason": "Changed subject."})
    row.refresh_from_db()
    assert row.has_left and (row.left_by, row.left_reason) == (seminar.created_by, "Changed subject.")
    assert Entry.objects.get().reason == "Changed subject."
    assert page("removal", row.pk).status_code == 404


def test_a_removed_supervisor_leaves_papers_without_one(page, seminar):
    row = make_participation(seminar, "supervisor", make_user("Nerea"))
    mine = make_offered(seminar, "Deep Double Descent", supervisor=row)
    make_offered(seminar, "Another", supervisor=make_participation(seminar, "supervisor"))
    text = page("removal", row.pk).content.decode()
    assert "Deep Double Descent" in text and "Another" not in text
    page("removal", row.pk, post={"left_reason": "Sabbatical."})
    mine.refresh_from_db()
    assert mine.supervisor is None
    assert seminar.offered_papers.filter(supervisor=None).count() == 1
    assert kept("person.removed", "paper.changed") == [
        ("person.removed", "Nerea"),
        ("paper.changed", "Deep Double Descent"),
    ]


def test_the_last_organiser_stays(page, seminar):
    row = seminar.participations.organisers().get()
    answer = page("removal", row.pk, post={"left_reason": "Holidays."})
    assert answer.status_code == 422
    assert "Nobody else organises this seminar" in answer.content.decode()
    make_participation(seminar, "organiser")
    assert page("removal", row.pk, post={"left_reason": "Holidays."}).url == reverse("overview:start")
    assert page("people").status_code == 404


# ---- doors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["student", "supervisor"])
def test_only_organisers_see_people(client, seminar, role):
    row = make_participation(seminar, role)
    client.force_login(row.user)
    for name, args in [("people", []), ("invitations", []), ("invitation_preview", []), ("removal", [row.pk])]:
        address = reverse(f"seminars:{name}", args=[seminar.slug, *args])
        assert client.get(address).status_code == 404
        assert client.post(address, {"role": "student", "text": "x@example.org"}).status_code == 404
    assert Participation.objects.filter(seminar=seminar).count() == 2


def test_people_of_another_seminar_do_not_exist_here(page):
    other = make_participation(make_seminar())
    assert page("removal", other.pk).status_code == 404
    assert page("removal", other.pk, post={"left_reason": "x"}).status_code == 404
