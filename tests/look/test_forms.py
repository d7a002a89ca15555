"""Every form of the site: label, help, error and control are tied to each other, in this order."""

from html.parser import HTMLParser

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms
from django.template.loader import render_to_string


class SampleForm(forms.Form):
    title = forms.CharField(help_text="As in the module handbook.")
    contact = forms.EmailField(required=False)
    semester = forms.ChoiceField(choices=[("2021S", "Summer 2021")], required=False)
    kind = forms.ChoiceField(widget=forms.RadioSelect, choices=[("r", "Report"), ("s", "Slides")], help_text="One.")
    passed = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=[("1", "IN2064")], required=False)
    tell = forms.BooleanField(label="Tell them by mail", help_text="36 people.")

    def clean(self):
        raise forms.ValidationError("Preferences close before they open.")


class FilterForm(forms.Form):
    marks_optional = False
    q = forms.CharField(required=False, label="Title, author or word")


class Elements(HTMLParser):
    """The elements of a page in their order, as (tag, attributes)."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def ids(self):
        return [attrs["id"] for _, attrs in self.found if "id" in attrs]

    def by_name(self, name):
        return [(tag, attrs) for tag, attrs in self.found if attrs.get("name") == name]

    def place(self, **wanted):
        return next(
            index
            for index, (_, attrs) in enumerate(self.found)
            if all(attrs.get(key.rstrip("_")) == value for key, value in wanted.items())
        )


@pytest.fixture
def sent():
    return SampleForm({})


@pytest.fixture
def page(sent):
    return Elements(as_crispy_form(sent))


def test_every_control_has_a_label_or_a_legend(page):
    labelled = {attrs["for"] for tag, attrs in page.found if tag == "label"}
    controls = {attrs["id"] for tag, attrs in page.found if tag in {"input", "select", "textarea"}}
    assert controls == labelled
    assert [tag for tag, _ in page.found].count("legend") == 2


def test_help_and_error_are_named_by_the_control_and_exist(page):
    [(_, title)] = page.by_name("title")
    assert title["aria-describedby"] == "id_title_helptext id_title_error"
    assert title["aria-invalid"] == "true"
    [(_, tell)] = page.by_name("tell")
    assert tell["aria-describedby"] == "id_tell_helptext id_tell_error"
    assert {"id_title_helptext", "id_title_error", "id_tell_helptext", "id_tell_error"} <= set(page.ids())


def test_a_group_of_options_is_described_on_its_fieldset(page):
    groups = [attrs.get("aria-describedby") for tag, attrs in page.found if tag == "fieldset"]
    assert groups == ["id_kind_helptext id_kind_error", None]
    assert {"id_kind_helptext", "id_kind_error"} <= set(page.ids())


def test_label_help_error_and_control_follow_in_this_order(page):
    places = [
        page.place(for_="id_title"),
        page.place(id="id_title_helptext"),
        page.place(id="id_title_error"),
        page.place(id="id_title"),
    ]
    assert places == sorted(places)


def test_no_id_stands_twice(page):
    assert len(page.ids()) == len(set(page.ids()))


def test_optional_is_written_and_required_is_not_marked_by_an_asterisk():
    html = as_crispy_form(SampleForm())
    assert html.count("(optional)") == 3
    assert "*" not in html


def test_a_filter_does_not_call_its_fields_optional():
    assert "(optional)" not in as_crispy_form(FilterForm())


def test_the_summary_lists_each_error_once_and_links_to_its_field(sent):
    html = render_to_string("_error_summary.html", {"form": sent})
    links = [attrs["href"] for tag, attrs in Elements(html).found if tag == "a"]
    assert links == ["#id_title", "#id_kind_0", "#id_tell"]
    assert {link[1:] for link in links} <= set(Elements(as_crispy_form(sent)).ids())
    assert html.count("Preferences close before they open.") == 1
    assert "Preferences close before they open." not in as_crispy_form(sent)


def test_there_is_no_summary_without_an_error():
    assert render_to_string("_error_summary.html", {"form": SampleForm()}).strip() == ""


def test_one_form_is_sent_by_post_with_its_act():
    html = render_to_string("_form.html", {"form": SampleForm(), "submit": "Save dates"})
    assert Elements(html).found[0] == ("form", {"method": "post", "novalidate": None})
    assert "Save dates" in html
