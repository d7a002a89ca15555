"""The pages and mails of signing in stand in our frame and speak our words."""

import pytest
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse

PAGES = ["account_login", "account_signup", "account_request_login_code", "account_reset_password"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_a_page_stands_in_the_frame_with_one_heading_and_one_filled_button(client, name):
    html = client.get(reverse(name)).content.decode()
    assert html.count("<h1") == 1
    assert html.count("btn-primary") == 1
    assert 'id="live"' in html
    assert 'href="#main"' in html


@pytest.mark.django_db
def test_a_refused_sign_in_begins_its_title_with_error_and_shows_the_summary(client):
    html = client.post(reverse("account_login"), {"login": "nobody", "password": "wrong"}).content.decode()
    assert "<title>Error: " in html
    assert "You are not signed in" in html
    assert html.index("error-summary") < html.index("<h1")


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["400", "403", "403_csrf", "404", "429", "500"])
def test_an_error_page_needs_no_context(status):
    html = render_to_string(f"{status}.html")
    assert html.count("<h1") == 1
    assert status[:3] in html


@pytest.mark.parametrize("kind", ["login_code", "password_reset_code", "email_confirmation"])
def test_a_code_mail_greets_by_name_and_carries_the_code_on_a_line_of_its_own(kind):
    person = get_user_model()(email="hana@example.org", name="Hana O'Květoslavová")
    text = render_to_string(f"account/email/{kind}_message.txt", {"user": person, "code": "ABCD-1234"})
    assert text.startswith("Hello Hana O'Květoslavová,\n\n")
    assert "\n\nABCD-1234\n\n" in text
