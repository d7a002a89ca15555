"""Every text that people can see is marked for translation, in templates and in code."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt"))
MODULES = sorted(
    path for folder in ("accounts", "papers", "seminar") for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)  # fmt: skip

# The same in both languages.
LITERALS = re.compile(r"\b(arXiv|DOI|ECTS|SWS|SHA-256)\b")
LETTERS = re.compile(r"[^\W\d_]{2,}")
SPOKEN_ATTRIBUTES = {"alt", "aria-label", "aria-description", "placeholder", "title"}


def spoken(text: str) -> str:
    """The text when it holds a word of a language, else nothing."""
    return text.strip() if LETTERS.search(LITERALS.sub("", text)) else ""


def own_text(source: str) -> str:
    """A template without its tags and variables, without comments and without what stands in blocktranslate."""
    kept, ends = [], ""
    for token in Lexer(source).tokenize():
        if ends:
            ends = "" if token.contents == ends else ends
        elif token.token_type == TokenType.BLOCK and token.contents.split()[0] in ("comment", "blocktranslate"):
            ends = f"end{token.contents.split()[0]}"
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
        else:
            kept.append(" ")
    return "".join(kept)


class Page(HTMLParser):
    """Collects the texts and attributes a person sees or hears."""

    def __init__(self):
        super().__init__()
        self.found, self.silent = [], 0

    def handle_starttag(self, tag, attributes):
        self.silent += tag in ("script", "style")
        self.found += [value for name, value in attributes if name in SPOKEN_ATTRIBUTES and spoken(value or "")]
        kinds = dict(attributes)
        if tag == "input" and kinds.get("type") in ("submit", "button") and spoken(kinds.get("value") or ""):
            self.found.append(kinds["value"])

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.silent and spoken(data):
            self.found.append(data.strip())


def bare_texts(source: str, is_html: bool) -> list[str]:
    text = own_text(source)
    if not is_html:
        text = re.sub(r"https?://\S+|\?\w+=", " ", text)  # The address of a link, as far as it is written out.
        return [line for line in map(spoken, text.splitlines()) if line]
    page = Page()
    page.feed(text)
    page.close()
    return page.found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_has_no_unmarked_text(path):
    assert bare_texts(path.read_text(encoding="utf-8"), path.suffix == ".html") == []


@pytest.mark.parametrize(
    "source, found",
    [
        ("<p>{% translate 'Fine' %} arXiv {{ id }}</p>", []),
        ("<p>{% blocktranslate %}Fine <b>too</b>{% endblocktranslate %}</p>{% comment %}Why{% endcomment %}", []),
        ('<li class="x"{% if now %} aria-current="page"{% endif %}>{# note #}&nbsp;·&nbsp;</li>', []),
        ("<p>Papers: {{ number }}</p>", ["Papers:"]),
        ('<nav aria-label="Pages"></nav>', ["Pages"]),
        ('<input type="submit" value="Send">', ["Send"]),
    ],
)
def test_the_search_sees_what_a_person_sees(source, found):
    assert bare_texts(source, is_html=True) == found


# ---- code -----------------------------------------------------------------------------------------------------------

SPEAKING_KEYWORDS = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label"}
# Where the text stands among the arguments: messages.success(request, text), form.add_error(field, text).
SPEAKING_CALLS = {"add_error": 1, "ValidationError": 0}


def is_bare(node) -> bool:
    """Whether a value is a text of a language that is not marked."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(spoken(node.value))
    if isinstance(node, ast.JoinedStr):
        return any(is_bare(part) for part in node.values)
    if isinstance(node, ast.BinOp):
        return is_bare(node.left) or isinstance(node.op, ast.Add) and is_bare(node.right)
    if isinstance(node, ast.IfExp):
        return is_bare(node.body) or is_bare(node.orelse)
    # "…".format(…)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_bare(node.func.value)


def said_by(call: ast.Call) -> list:
    """The arguments of a call that people get to read."""
    said = [keyword.value for keyword in call.keywords if keyword.arg in SPEAKING_KEYWORDS]
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    place = SPEAKING_CALLS.get(name)
    if isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "messages":
        place = 1 if name != "add_message" else 2
    elif getattr(getattr(function, "value", None), "id", "") == "models" and name.endswith("Field"):
        place = 0
    return said + call.args[place : place + 1] if place is not None else said


def bare_words(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            found += [ast.unparse(value) for value in said_by(node) if is_bare(value)]
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in SPEAKING_KEYWORDS:
            found += [ast.unparse(node.value)] * is_bare(node.value)
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("labels", "help_texts"):
            found += [ast.unparse(value) for value in getattr(node.value, "values", ()) if is_bare(value)]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_code_says_nothing_unmarked(path):
    if path.name == "apps.py" or not path.stat().st_size:
        return
    allowed = {"'arxiv'", "'DOI'"}
    assert [text for text in bare_words(path.read_text(encoding="utf-8")) if text not in allowed] == []


@pytest.mark.parametrize(
    "source, number",
    [
        ('messages.success(request, _("Stored."))', 0),
        ('messages.success(request, "Stored.")', 1),
        ('messages.error(request, f"{n} papers")', 1),
        ('forms.CharField(label="Name", help_text=_("Fine"))', 1),
        ('name = models.CharField("name", max_length=3)', 1),
        ('models.ForeignKey("seminars.Seminar", models.CASCADE)', 0),
        ('form.add_error("title", "Too long: %s" % n)', 1),
        ('raise ValidationError("No")', 1),
        ('help_texts = {"a": _("Fine"), "b": "Not so"}', 1),
    ],
)
def test_the_search_sees_what_code_says(source, number):
    assert len(bare_words(source)) == number
