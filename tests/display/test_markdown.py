"""Markdown of organisers: what people write comes out, what could harm does not, and plain text stays as it was."""

import re
import time
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from seminar.display.markdown import LONGEST, TAGS, html


class Marks(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def is_clean(shown: str) -> bool:
    return all(
        tag in TAGS
        and (
            set(attrs) <= {"href", "rel"}
            and attrs.get("href", "https://").lower().startswith(("https://", "mailto:"))
            and (tag != "a" or attrs.get("rel") == "noopener nofollow")
            if tag != "ol"
            else set(attrs) <= {"start"}
        )
        for tag, attrs in Marks(shown).found
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("", ""),
        ("  \n ", ""),
        ("A *short* and **clean** `proof`.", "<p>A <em>short</em> and <strong>clean</strong> <code>proof</code>.</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("# Head\n\ntext", "<p><strong>Head</strong></p>\n<p>text</p>"),
        ("###### Head", "<p><strong>Head</strong></p>"),
        ("Head\n====", "<p><strong>Head</strong></p>"),
        ("[a](https://b.example)", '<p><a href="https://b.example" rel="noopener nofollow">a</a></p>'),
        ("[a](mailto:b@c.example)", '<p><a href="mailto:b@c.example" rel="noopener nofollow">a</a></p>'),
        ("<https://b.example>", '<p><a href="https://b.example" rel="noopener nofollow">https://b.example</a></p>'),
        ('[a](https://b.example "title")', '<p><a href="https://b.example" rel="noopener nofollow">a</a></p>'),
        ("https://b.example", "<p>https://b.example</p>"),
    ],
)
def test_what_organisers_write(written, shown):
    assert html(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("First.\n\nSecond.", "<p>First.</p>\n<p>Second.</p>"),
        ("First.\r\n\r\nSecond.", "<p>First.</p>\n<p>Second.</p>"),
        ("A line\nand another", "<p>A line<br>\nand another</p>"),
        ("    Indented", "<p>Indented</p>"),
        ("Text\n\n    indented", "<p>Text</p>\n<p>indented</p>"),
        ("[1]: a book", "<p>[1]: a book</p>"),
        ("2019. A year", '<ol start="2019">\n<li>A year</li>\n</ol>'),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("snake_case_name and 2*3*4", "<p>snake_case_name and 2<em>3</em>4</p>"),
        ('O\'Neil "quoted"', '<p>O\'Neil "quoted"</p>'),
    ],
)
def test_plain_text_keeps_its_paragraphs(written, shown):
    assert html(written) == shown


@pytest.mark.parametrize(
    "formula",
    [
        "$x^*$ and $y^*$",
        r"$\{x\} \\ y$",
        r"\(a_*b*\)",
        r"\[ x_1 *y* \]",
        "$$x *y* z$$",
        "$$\na\n- b\n= c\n===\n_d_ _e_\n$$",
        "\\[\n1. a\n# b\n\\]",
        "in $a_1$, _b_1 $",
    ],
)
def test_formulas_stay_text(formula):
    assert html(formula).replace("<br>", "") == f"<p>{formula}</p>".replace("<br>", "")


def test_prices_are_no_formula():
    assert html("$5 and *very* cheap $10") == "<p>$5 and <em>very</em> cheap $10</p>"
    assert html(r"an open $x *is* no formula") == "<p>an open $x <em>is</em> no formula</p>"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<iframe src=https://evil.example></iframe>",
        "<a href='javascript:alert(1)'>x</a>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\nscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](\x01javascript:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](file:///etc/passwd)",
        "[x](//evil.example)",
        "[x](/seminars/x/removal/)",
        "![x](https://evil.example/pixel.png)",
        "![x](data:image/svg+xml;base64,AAAA)",
        "<javascript:alert(1)>",
        '[x](https://a.example" onmouseover="alert(1))',
        '[x](<https://a.example" onclick=alert(1)>)',
        "`<b onclick=x>`",
        "# <svg onload=alert(1)>",
        "$<script>alert(1)</script>$",
        "$$\n<script>alert(1)</script>\n$$",
        "<style>*{display:none}</style>",
        "<p style='position:fixed'>x</p>",
        "<!--<script>-->",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
    ],
)
def test_nothing_harmful_comes_out(hostile):
    shown = html(hostile)
    assert is_clean(shown)
    assert re.search(r"<(?!/?(?:p|em|strong|code|ul|ol|li|a|blockquote|br)\b)", shown) is None


@given(st.text(alphabet=st.sampled_from("<>\"'&#;:/\\*_`[]()!$-=+1. \nabjavscriptdhefonl="), max_size=300))
def test_whatever_is_written_is_clean(text):
    assert is_clean(html(text))


@pytest.mark.parametrize(
    "piece",
    [">", "*", "_", "[", "]", "[a](", "![", "- ", "$", "$a", r"\(", "\\[\n", "`a``", "<a", "&", "*a **b ", "$$\n\n"],
)
def test_huge_nesting_costs_little(piece):
    text = (piece * LONGEST)[:LONGEST]
    began = time.perf_counter()
    assert is_clean(html(text))
    assert time.perf_counter() - began < 5


def test_texts_that_are_too_long_are_shown_as_they_are():
    shown = html("*a* <b>\n\n" + "b" * LONGEST)
    assert shown.startswith("<p>*a* &lt;b&gt;</p>")
    assert len(shown) > LONGEST


def test_the_filter_makes_html_once():
    shown = Template("{% load display %}{{ text|markdown }}").render(Context({"text": "*a* <b>"}))
    assert shown == "<p><em>a</em> &lt;b&gt;</p>"
