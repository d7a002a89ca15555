"""The parts of a page that are about the page: contents, news, how to contribute. No works stand in them."""

import re

_CONTENTS = {
    "contents", "content", "table of contents", "table of content", "toc", "outline", "index", "inhalt",
    "inhaltsverzeichnis", "übersicht",
    "gliederung", "menu", "navigation", "quick links", "sections", "catalogue", "catalog",
}  # fmt: skip
_ASIDES = {
    "news", "latest news", "what s new", "whats new", "update", "updates", "latest updates", "recent updates",
    "update log", "updates log", "news and updates", "news updates", "changelog", "change log", "changes", "history",
    "contributing", "contribution", "contributions", "contribute", "how to contribute", "contributors", "contributor",
    "maintainers", "maintainer", "license", "licence", "citation", "citing", "cite", "cite us", "how to cite",
    "acknowledgement", "acknowledgements", "acknowledgment", "acknowledgments", "contact", "contacts", "contact us",
    "star history", "disclaimer", "neuigkeiten", "mitmachen", "lizenz", "kontakt", "authors", "feedback", "sponsors",
}  # fmt: skip
# "[12/2021] Add 7 works from ICML", "2024-05-01: We released …"
_NEWS = re.compile(
    r"^\W*(?:\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}[-/.]\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    r"|[A-Z][a-z]{2,8}\.?\s(?:\d{1,2},?\s)?\d{4})\W+(?:add(?:ed|ing)?|updated?|we|our|released?|the list|this list"
    r"|this repo\w*|new|fix(?:ed)?|initial|first version)\b",
    re.I,
)


_REMARK = re.compile(
    r"^[\W_]*(?:I['’]m|I am|we (?:are|will|have|also|only|welcome)|we['’](?:re|ll|ve)|if you|please|feel free|note that"
    r"|you can|welcome|this (?:repo\w*|list|page)|some papers|thanks)\b",
    re.I,
)
_CRITERION = re.compile(r"^(?:\*\*|__)(?:[^\w*_]*\d[^*_]{0,20}|[^*_\w]{0,3}\w+(?:\s\w+)?)(?:\*\*|__)\s+:\s")


def is_contents(heading: str) -> bool:
    """Whether the heading stands above the table of contents."""
    return _plain(heading) in _CONTENTS


def is_aside(heading: str) -> bool:
    """Whether what stands below the heading is about the page and not on it."""
    return _plain(heading) in _CONTENTS or _plain(heading) in _ASIDES


def is_news(text: str) -> bool:
    """Whether an item tells when somebody added something to the page."""
    return bool(_NEWS.match(text))


def is_remark(text: str) -> bool:
    """Whether an item without a link speaks to the reader: "We are updating …", "**2016** : more than 60 citations"."""
    return bool(_REMARK.match(text) or _CRITERION.match(text))


def _plain(heading: str) -> str:
    heading = re.sub(r"\([^()]*\)", " ", heading.lower())
    return " ".join(re.findall(r"[^\W\d_]+", heading))
