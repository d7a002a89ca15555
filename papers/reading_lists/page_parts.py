"""The parts of a page that are about the page (contents, news, how to contribute) or list no works but tools."""

import re

from papers.reading_lists import venues
from papers.reading_lists.entry import Entry

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
# Of these words the headings consist below which tools, blogs or people stand.
_WORDS_OF_OTHER_THINGS = """
    tools tool toolkit toolkits toolbox toolboxes software library libraries framework frameworks package packages
    code codes codebases implementation implementations repository repositories repos github project projects
    dataset datasets data corpora corpus simulator simulators simulation blog blogs blogpost blogposts post posts
    video videos lecture lectures course courses tutorial tutorials website websites site sites community
    communities newsletter newsletters podcast podcasts conference conferences venues people researcher researchers
    group groups lab labs company companies organization organizations job jobs lists awesome demo demos competition
    competitions challenge challenges link links forum forums slack discord
"""
_OTHER_THINGS = frozenset(_WORDS_OF_OTHER_THINGS.split())
_WORDS_BESIDE_THEM = """
    and or the of for to useful other related more open source online s follow up public
"""
_BESIDE_THINGS = frozenset(_WORDS_BESIDE_THEM.split())
# Where publications are.
_PUBLISHED = re.compile(
    r"\.pdf\b|/pdf[/?]|arxiv|doi\.org|openreview\.net|acl(?:anthology|web)|acm\.org|ieee|springer|sciencedirect|nature\.com"
    r"|usenix\.org|semanticscholar|neurips\.cc|nips\.cc|mlr\.press|thecvf|ssrn|pubmed|nih\.gov|eprint|jstor|wiley|mdpi"
    r"|biorxiv|hal\.|science\.org|pnas\.org|dblp|citeseer",
    re.I,
)
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


def lists_other_things(heading: str) -> bool:
    """Whether tools, blogs or people stand below the heading, among which few items are works."""
    words = set(_plain(heading).split())
    return bool(words & _OTHER_THINGS) and words <= _OTHER_THINGS | _BESIDE_THINGS


def is_publication(entry: Entry) -> bool:
    """Whether an entry has a year or venue, or an address at which publications are found; tools have neither."""
    is_title = len((entry.title or "").split()) > 3 or len(entry.authors) > 1
    links = any(_PUBLISHED.search(link.url or "") for link in entry.links)
    venue = entry.venue and venues.is_sure_venue(entry.venue)
    return bool(entry.year or venue or links or entry.authors and is_title)


def is_news(text: str) -> bool:
    """Whether an item tells when somebody added something to the page."""
    return bool(_NEWS.match(text))


def is_remark(text: str) -> bool:
    """Whether an item without a link speaks to the reader: "We are updating …", "**2016** : more than 60 citations"."""
    return bool(_REMARK.match(text) or _CRITERION.match(text))


def _plain(heading: str) -> str:
    heading = re.sub(r"\([^()]*\)", " ", heading.lower())
    return " ".join(re.findall(r"[^\W\d_]+", heading))
