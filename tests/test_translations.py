"""The German catalogue: neither stale nor with gaps, in one tone, and what people then see and get is German."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import allauth
import django
import polib
import pytest
from django.conf import settings
from django.core import mail as outbox
from django.template import Context, Engine, engines
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.urls import reverse
from django.utils import translation

from seminar import clock
from seminar.mail.actions import queue
from tests.builders import IN_WINDOW, make_offered, make_participation, make_seminar, make_user

ROOT = Path(__file__).resolve().parent.parent
# By its path: a package named "locale" is the standard library's.
spec = spec_from_file_location("catalogue_messages", ROOT / "locale" / "messages.py")
messages = module_from_spec(spec)
spec.loader.exec_module(messages)

CATALOGUE = polib.pofile(str(messages.CATALOGUE))
HOLES = re.compile(r"%\(\w+\)0?\d*[sd]|%[sd]|%%|\{[^{}]*\}|</?[a-z][^>]*>")


def forms(entry) -> list[tuple[str, str]]:
    """Each German form beside the English one it stands for."""
    if entry.msgid_plural:
        return [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]
    return [(entry.msgid, entry.msgstr)]


PAIRS = [pair for entry in CATALOGUE for pair in forms(entry)]

# ---- the catalogue --------------------------------------------------------------------------------------------------


def test_the_catalogue_holds_exactly_what_is_marked():
    def texts(catalogue):
        return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue}

    # Texts only: that a known one now stands in another file too is a comment, not a gap.
    assert texts(CATALOGUE) == texts(messages.merged(CATALOGUE)), "run: make messages"


def test_the_compiled_catalogue_is_made_from_the_written_one():
    assert messages.CATALOGUE.with_suffix(".mo").read_bytes() == CATALOGUE.to_binary(), "run: make messages"


def test_every_string_has_german_in_every_form():
    assert [entry.msgid for entry in CATALOGUE if not entry.translated()] == []
    assert [english for english, german in PAIRS if not german.strip()] == []


def test_nothing_is_uncertain_or_left_over():
    assert CATALOGUE.fuzzy_entries() == []
    assert CATALOGUE.obsolete_entries() == []


def test_what_is_filled_in_and_marked_up_is_the_same_in_both_languages():
    assert [pair for pair in PAIRS if sorted(HOLES.findall(pair[0])) != sorted(HOLES.findall(pair[1]))] == []


def test_the_spaces_at_the_ends_are_the_same():
    def ends(text):
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    assert [pair for pair in PAIRS if ends(pair[0]) != ends(pair[1])] == []


def test_nobody_is_addressed_with_du():
    informal = re.compile(r"\b(du|dich|dir|dein|deine[mnrs]?|euch|euer)\b", re.IGNORECASE)
    assert [german for _, german in PAIRS if informal.search(german)] == []


def test_who_is_addressed_is_addressed_with_capitals():
    to_reader = re.compile(r"\byou(r|rs)?\b", re.IGNORECASE)
    to_others = re.compile(r"\b(their|them|they|its?)\b", re.IGNORECASE)
    lower = re.compile(r"(?<![.:?] )\b(ihr|ihre[mnrs]?|ihnen)\b")
    pairs = [pair for pair in PAIRS if to_reader.search(pair[0]) and not to_others.search(pair[0])]
    assert [german for _, german in pairs if lower.search(german)] == []


def test_the_tone_is_plain():
    assert [german for _, german in PAIRS if re.search(r"!|\b(bitte|leider|hoppla|ups)\b", german, re.IGNORECASE)] == []


def test_quotation_marks_are_german():
    assert [german for _, german in PAIRS if "”" in german or '"' in re.sub(r"<[^>]*>", "", german)] == []


def test_one_word_per_thing():
    other_words = (
        r"\b(Kurs|Benutzer|Nutzer|Tutor|Betreuer(in)?|Veranstalter|Teilnehmer|Wunschliste|Quittung|anmelden)\b"
    )
    assert [german for _, german in PAIRS if re.search(other_words, german)] == []


# ---- the collector --------------------------------------------------------------------------------------------------


def looked_up_by(nodes) -> set[tuple[str, str]]:
    """Context and text of every translate and blocktranslate of a compiled template, as Django will look them up."""
    found = set()
    for node in nodes.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
        context = node.message_context.resolve({}) if node.message_context else ""
        if isinstance(node, BlockTranslateNode):
            found.add((context, node.render_token_list(node.singular)[0]))
        else:
            found.add((context, node.filter_expression.var.literal.replace("%", "%%")))
    return found


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.[ht][tx][mt]*")), ids=lambda path: path.name)
def test_the_collector_finds_what_django_looks_up(path):
    source = path.read_text(encoding="utf-8")
    compiled = engines["django"].engine.from_string(source)
    constants = set(re.findall(r"""_\(["']([^"']*)["']\)""", source))
    collected = {mark.key for mark in messages.marks_in_template(source)}
    assert looked_up_by(compiled.nodelist) <= collected
    assert {text for _, text in collected} >= constants - {"Save dates"}  # The example in a comment of _form.html.


SAMPLE = """{% load i18n %}{% comment %}{% translate "never" %}{% endcomment %}{# {% translate "nor this" %} #}
{% translate "100 % plain" %} {% translate 'single "quoted"' context "sample" %} {{ nothing|default:_("a constant") }}
{% blocktranslate trimmed with name=person.name %}
  Two lines, 5 % of
  {{ name }}.
{% endblocktranslate %}
{% blocktranslate count n=number context "sample" %}{{ n }} paper{% plural %}{{ n }} of {{ all }}{% endblocktranslate %}
{% blocktranslate count counter=number %}
one {{ counter }}
{% plural %}
many
{% endblocktranslate %}{% include "icons/up.svg" with label=_('another') %}"""


def test_the_collector_makes_the_very_keys_that_rendering_asks_for(monkeypatch):
    asked = set()

    def record(name, places):
        def look_up(*values):
            facts = dict(zip(places, values, strict=False))
            asked.add(messages.Mark(facts["msgid"], facts.get("plural", ""), facts.get("context", "")))
            return facts["msgid"]

        monkeypatch.setattr(translation._trans, name, look_up, raising=False)

    for name, places in messages.PLACES.items():
        record(name, places)
    engine = Engine(dirs=settings.TEMPLATES[0]["DIRS"], libraries={"i18n": "django.templatetags.i18n"})
    engine.from_string(SAMPLE).render(Context({"person": {"name": "Hana"}, "number": 2, "all": 3}))
    # The label of the include is never printed, so rendering does not ask for it.
    assert set(messages.marks_in_template(SAMPLE)) == asked | {messages.Mark("another")}
    assert len(asked) == 6


def test_the_collector_follows_every_name_in_code():
    source = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext_lazy as many, npgettext, pgettext_lazy
from elsewhere import gettext_noop
a = _("one " "text")
b = [gettext_lazy("lazy"), many("paper", "papers", 2), npgettext("where", "day", "days", n), pgettext_lazy("on", "off")]
c = gettext_noop("of another module"), _(variable)
"""
    mark = messages.Mark
    assert list(messages.marks_in_python(source)) == [
        mark("one text"),
        mark("lazy"),
        mark("paper", "papers"),
        mark("day", "days", "where"),
        mark("off", context="on"),
    ]


def test_a_marked_string_that_is_put_together_is_refused():
    with pytest.raises(ValueError, match="line 2"):
        list(messages.marks_in_python('from django.utils.translation import gettext as _\n_(f"{n} papers")'))


def test_what_is_overruled_is_still_said_by_the_libraries():
    homes = [Path(allauth.__file__).parent, Path(django.__file__).parent / "contrib" / "auth"]
    said = {entry.msgid for home in homes for entry in polib.pofile(str(home / "locale/de/LC_MESSAGES/django.po"))}
    assert [mark.msgid for mark in messages.OVERRULED if mark.msgid not in said] == []


def test_no_du_of_the_sign_in_library_reaches_a_form():
    library = polib.pofile(str(Path(allauth.__file__).parent / "locale/de/LC_MESSAGES/django.po"))
    informal = re.compile(r"\b(du|dich|dir|deine?[mnrs]?|gib|bitte \w+e)\b", re.IGNORECASE)
    ours = {entry.msgid for entry in CATALOGUE}
    spoken = [entry for entry in library if any(re.match(r"account/\w+\.py", path) for path, _ in entry.occurrences)]
    assert [entry.msgid for entry in spoken if informal.search(entry.msgstr) and entry.msgid not in ours] == []


# ---- what people see and get ----------------------------------------------------------------------------------------

ENGLISH = re.compile(r"\b(the|and|your|you|with|password|sign|address|is|are|of)\b", re.IGNORECASE)


def words(html: str) -> str:
    """What a page shows, without the names of languages."""
    body = re.sub(r"(?s)<(script|style)\b.*?</\1>|<button[^>]*\blang=.*?</button>", " ", html)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.fixture
def german(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de-DE,de;q=0.9"
    return client


SIGN_IN_PAGES = {
    "account_login": "Einloggen",
    "account_signup": "Konto anlegen",
    "account_request_login_code": "Mit einem Code einloggen",
    "account_reset_password": "Neues Passwort",
    "overview:start": "Seminare",
    "overview:privacy": "Datenschutz",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", SIGN_IN_PAGES)
def test_a_page_without_a_seminar_is_german_throughout(german, name):
    html = german.get(reverse(name)).content.decode()
    assert '<html lang="de"' in html
    assert SIGN_IN_PAGES[name] in words(html)
    assert ENGLISH.findall(words(html)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name, data",
    [
        ("account_login", {"login": "nobody@example.org", "password": "wrong"}),
        ("account_signup", {"email": "no address"}),
        ("account_reset_password", {"email": ""}),
    ],
)
def test_a_refused_sign_in_page_is_german_throughout(german, name, data):
    html = german.post(reverse(name), data).content.decode()
    assert "<title>Fehler: " in re.sub(r">\s+", ">", html)
    assert ENGLISH.findall(words(html)) == []


@pytest.mark.django_db
def test_a_student_ranks_papers_in_german(german):
    seminar = make_seminar(title="Tiefes Lernen", summary="")
    student = make_participation(seminar)
    for number in range(4):
        make_offered(seminar, f"Beitrag {number}")
    german.force_login(student.user)
    with clock.override(IN_WINDOW):
        html = german.get(reverse("preferences:mine", args=[seminar.slug])).content.decode()
    assert '<html lang="de"' in html
    shown = words(html).replace("\N{NO-BREAK SPACE}", " ")
    assert "Änderungen sind möglich bis Mi, 10. März 2021, 12:00 Uhr (MEZ) (in 2 Tagen)." in shown
    assert "Speichern und abschließen" in shown


@pytest.mark.django_db
def test_a_mail_is_german_for_whom_german_was_chosen():
    reader = make_user("Bernd Blau", language="de")
    seminar = make_seminar(title="Tiefes Lernen")
    window = seminar.timeline.get("preferences")
    with translation.override("en"):
        mail = queue(kind="preferences_open", to_user=reader, seminar=seminar, at=IN_WINDOW, context={"window": window})
    body = mail.body.replace("\N{NO-BREAK SPACE}", " ")
    assert mail.subject == "[Tiefes Lernen] Präferenzen sind möglich"
    assert body.startswith("Guten Tag Bernd Blau,\n\nPräferenzen für die Papers von „Tiefes Lernen“ sind möglich bis ")
    assert "bis Mi, 10. März 2021, 12:00 Uhr (MEZ)." in body
    assert ENGLISH.findall(re.sub(r"http\S+", "", body)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
def test_the_mail_with_a_code_greets_and_is_in_the_language_of_its_reader(client, name):
    person = make_user("Hana Květoslavová", language="de")
    client.post(reverse(name), {"email": person.email}, headers={"accept-language": "en"})
    (mail,) = outbox.outbox
    assert mail.body.startswith("Guten Tag Hana Květoslavová,\n\nIhr Code ")
    assert "Ihr Code " in mail.subject
