"""Privacy, accessibility, the foot, and the person's own settings."""

import pytest
from django.test import override_settings

from tests.builders import make_seminar, make_user
from tests.overview.pages import page, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "heading"), [("privacy", "Privacy"), ("accessibility", "Accessibility")])
def test_everybody_reads_the_text_pages_without_a_query(client, django_assert_num_queries, name, heading):
    with django_assert_num_queries(0):
        answer = page(client, f"overview:{name}")
    assert f"<h1>{heading}</h1>" in text(answer)
    assert f'href="/{name}/"' in text(answer)


def test_the_imprint_is_linked_only_where_there_is_one(client):
    assert "Imprint" not in text(page(client, "overview:start"))
    with override_settings(IMPRINT_URL="https://www.example.org/imprint"):
        assert 'href="https://www.example.org/imprint"' in text(page(client, "overview:start"))


def test_contact_is_the_seminars(client):
    seminar = make_seminar(contact="seminar@example.org")
    assert "mailto:seminar@example.org" in text(page(client, "seminars:public", seminar))
    assert "mailto:" not in text(page(client, "overview:start"))


def test_settings_show_the_address_and_the_ways_to_sign_in(client):
    user = make_user("Hana")
    shown = text(page(client, "accounts:profile", user=user))
    assert f"Signed in with {user.email}" in shown and "Set a password" in shown and "Sign out" in shown
    user.set_password("a long password")
    user.save()
    assert "Change the password" in text(page(client, "accounts:profile", user=user))


def test_settings_are_stored_and_an_empty_name_is_refused(client):
    user = make_user("Hana")
    client.force_login(user)
    refused = client.post("/account/", {"name": "", "language": "en"})
    assert refused.status_code == 422 and "<title>Error:" in text(refused)
    stored = client.post("/account/", {"name": "Hana K.", "language": "de"})
    user.refresh_from_db()
    assert stored.status_code == 302 and (user.name, user.language) == ("Hana K.", "de")
