"""Where signing in leads, and which names people can give themselves."""

import pytest
from django.urls import reverse

from accounts.forms import ProfileForm
from tests.builders import make_seminar, make_user

pytestmark = pytest.mark.django_db


def next_after(client, **headers):
    address = reverse("seminars:join_link", args=[make_seminar(slug="a").slug])
    answer = client.post(address, {"state": "on"}, headers=headers)
    assert answer.status_code == 302
    return answer.url.removeprefix(reverse("account_login"))


def test_a_button_pressed_without_a_session_leads_back_to_its_page(client):
    assert next_after(client, referer="http://testserver/seminars/a/people/?q=x#join-link") == (
        "?next=/seminars/a/people/%3Fq%3Dx"
    )


@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/seminars/a/", "javascript:alert(1)"])
def test_a_button_pressed_elsewhere_leads_to_the_start(client, referer):
    assert next_after(client, referer=referer) == "?next=/"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" Hana  Květoslavová ", "Hana Květoslavová"),
        ("Hana\r\nBcc: a@example.org", "Hana Bcc: a@example.org"),
        ("Hana\u202egnp.exe\u2069", "Hanagnp.exe"),
    ],
)
def test_a_name_stands_on_one_line(typed, stored):
    person = make_user("Hana")
    form = ProfileForm({"name": typed, "language": "en"}, instance=person)
    assert form.is_valid() and form.cleaned_data["name"] == stored
