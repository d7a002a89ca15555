"""Markdown of organisers as HTML that may stand on a page: "why it is on the list", abstracts.

Two locks, one behind the other: the reader makes no HTML of HTML, no images and no links but https and mailto; what it
made is cleaned by a short list of allowed tags. Text that was written without Markdown in mind keeps its paragraphs and
line breaks, and formulas between dollar signs or in \\( \\) and \\[ \\] stay as they were typed.
"""

import re
from functools import lru_cache

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "em", "strong", "code", "ul", "ol", "li", "a", "blockquote", "br"}
SCHEMES = ("https://", "mailto:")
# Longer texts are no note and no abstract: they are shown as they are, which costs nothing.
LONGEST = 20_000
SHORT = 2_000
# As in Pandoc: no blank inside the signs, and no digit behind the last one, so that "$5 and $10" are two prices.
_FORMULA = re.compile(
    r"\$\$.{1,1000}?\$\$|\\\[.{1,1000}?\\\]|\\\(.{1,1000}?\\\)|\$(?![\s$])(?:\\.|[^$\\]){1,1000}?(?<!\s)\$(?!\d)",
    re.DOTALL,
)
_FENCES = {"$$": "$$", "\\[": "\\]"}
_MOST_LINES = 40


def html(text: str) -> SafeString:
    """The text as clean HTML; nothing for nothing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    return _remembered(text) if len(text) <= SHORT else _rendered(text)


def _rendered(text: str) -> SafeString:
    if len(text) > LONGEST:
        return mark_safe(linebreaks(text, autoescape=True))
    return mark_safe(_CLEANER.clean(_READER.render(text)).strip())


# A catalogue shows 150 short notes at once, and they seldom change.
_remembered = lru_cache(maxsize=1000)(_rendered)


def _formula(state, silent: bool) -> bool:
    """Inline: a formula is one piece of text."""
    if state.src[state.pos] not in "$\\":
        return False
    match = _FORMULA.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("text", "", 0).content = match.group()
    state.pos = match.end()
    return True


def _display_formula(state, start: int, end: int, silent: bool) -> bool:
    """Block: lines from $$ to $$, in which a minus begins no list and an equals sign makes no heading."""
    first = _line(state, start)
    closing = _FENCES.get(first[:2])
    if closing is None:
        return False
    below = range(start + 1, min(end, start + _MOST_LINES))
    last = start if closing in first[2:] else next((row for row in below if closing in _line(state, row)), None)
    if last is None:
        return False
    if not silent:
        state.line = last + 1
        state.push("paragraph_open", "p", 1)
        inline = state.push("inline", "", 0)
        inline.content = state.getLines(start, state.line, state.blkIndent, False).strip()
        inline.children = []
        state.push("paragraph_close", "p", -1)
    return True


def _line(state, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True})
    # Indented text of a mail is no program, and a line such as "[1]: a book" must not vanish.
    reader.disable(["code", "fence", "reference", "html_block", "html_inline", "image"])
    reader.block.ruler.before("paragraph", "formula", _display_formula, {"alt": ["paragraph", "blockquote", "list"]})
    reader.inline.ruler.before("escape", "formula", _formula)
    reader.validateLink = lambda url: url.strip().lower().startswith(SCHEMES)
    reader.add_render_rule("heading_open", lambda *_args: "<p><strong>")
    reader.add_render_rule("heading_close", lambda *_args: "</strong></p>\n")
    reader.add_render_rule("hr", lambda *_args: "")
    return reader


_READER = _reader()
# "start" keeps the number a list begins with: "2019. A year" is not the first one.
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
    url_schemes={"https", "mailto"},
    link_rel="noopener nofollow",
)
