"""Links in Markdown that are no titles: "[pdf](…)", "[[code](…)]", "[ICML 2020](…)"."""

import re
from functools import lru_cache

from papers.reading_lists import titles, venues
from papers.reading_lists.markup import LINK, outward, without_emoji, words
from papers.reading_lists.vocabulary import KNOWN_VENUES

# A link that is no title: "pdf", "Code (PyTorch)", "1", "arXiv:1503.02531", an address.
MARK = re.compile(
    rf"^\W*(?:(?:{titles.MARK_WORD})(?:[\s/,+&()\[\]-]+|$)){{1,4}}\W*$|^\W*(?:\d{{0,3}}|[A-Z])\W*$"
    # with one word more: "official code - caffe", "Paper-CVPR15", "Video@Workshop", "code (Keras)"
    rf"|^\W*(?:{titles.MARK_WORD})(?:\s[-–|]\s.{{1,30}}|@.{{1,60}}|\s?\([^()]{{1,30}}\)\W*|[\s-][A-Z]{{2}}[\w'-]{{0,12}}\W*)$"
    rf"|^\W*(?:arxiv[:\s]*)?\d{{4}}\.\d{{4,5}}(?:v\d+)?\W*$"
    r"|^\W*(?:https?:|www\.|doi:|10\.\d{4}).*$",
    re.I,
)
_TWICE_IN_BRACKETS = re.compile(r"[\[(]\(([^()\[\]]*)\)[\])]")
_EMPTY_BRACKETS = re.compile(r"\\?[\[(][\s,|/·&;]*\\?[\])]")


@lru_cache(maxsize=2048)
def is_mark(label: str) -> bool:
    """Whether a link only says what is behind it ("pdf", "[Java reference]") or where it appeared ("ICML 2018")."""
    shown = words(label)
    if label[:1] == "[" and label[-1:] == "]" and len(shown.split()) < 5:
        return True
    return (
        bool(MARK.match(shown))
        or shown.lower() in KNOWN_VENUES
        or venues.is_venue_mark(shown)
        and bool(re.search(r"\d", shown))
    )


def is_enclosed(text: str, link: re.Match) -> bool:
    """Whether a link of few words stands in brackets behind others: "Title [[Project](…)]", "Title ([ICML](…))"."""
    opening, closing = text[: link.start()].rstrip()[-1:], text[link.end() :].lstrip()[:1]
    fewest = {"[]": 2, "()": 4}.get(opening + closing)
    if fewest is None or len(words(link["label"]).split()) > 3:
        return False
    return len(words(text[: link.start()]).split()) >= fewest


def is_titled(text: str) -> bool:
    """Whether an item has a title of its own: a link that is no mark."""
    return any(not is_mark(match["label"]) for match in outward(text))


@lru_cache(maxsize=8192)
def without_marks(text: str) -> str:
    """Links that are only marks go, with the brackets around them; of the others the words stay."""

    def shown(match):
        label = words(match["label"])
        if match.group().startswith("!") or MARK.match(label):
            return " "
        return f"({label})" if venues.is_venue_mark(label) and re.search(r"\d", label) else label

    text = without_emoji(LINK.sub(shown, text) if "](" in text else text)
    if "[" not in text and "(" not in text:
        return text.rstrip("\\ ")
    for _round in range(2):
        text = _EMPTY_BRACKETS.sub(" ", text)
    return titles.without_marks(_TWICE_IN_BRACKETS.sub(r"(\1)", text.rstrip("\\ ")))
