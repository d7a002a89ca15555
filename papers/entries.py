"""From the entry of a reading list to a paper of the library, and back."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from papers.models import Paper
from papers.reading_lists.entry import Entry

# What a later list may add to a paper that is known already; title and authors stay as the library has them.
GAPS = ("venue", "year", "url", "arxiv_id", "doi", "abstract", "keywords")
_is_url = URLValidator(schemes=["http", "https"])


def facts_of(entry: Entry) -> dict:
    """The entry as fields of a paper: what is missing is empty, an address that only repeats an id is left out."""
    return {
        "title": " ".join((entry.title or "").split()),
        "authors": "\n".join(entry.authors),
        "venue": _fitting(entry.venue or "", "venue"),
        "year": entry.year,
        "url": _address(entry),
        "arxiv_id": entry.arxiv_id or "",
        "doi": entry.doi if entry.doi and len(entry.doi) <= _longest("doi") else "",
        "abstract": entry.abstract or "",
        "keywords": "\n".join(entry.keywords),
    }


def paper_of(entry: Entry) -> Paper:
    """A paper that is not stored yet."""
    return Paper(**facts_of(entry))


def entry_of(paper: Paper) -> Entry:
    """What the library knows of a paper, as duplicates and exports want it."""
    return Entry(
        title=paper.title,
        authors=tuple(paper.author_list),
        venue=paper.venue or None,
        year=paper.year,
        arxiv_id=paper.arxiv_id or None,
        doi=paper.doi or None,
        url=paper.url or None,
        keywords=tuple(paper.keyword_list),
        abstract=paper.abstract or None,
    )


def gaps_filled(paper: Paper, entry: Entry) -> dict:
    """The fields that are empty in the library and that the entry knows."""
    facts = facts_of(entry)
    return {name: facts[name] for name in GAPS if facts[name] and not getattr(paper, name)}


def too_long(entry: Entry) -> bool:
    """Whether the title does not fit; it is never cut, because half a title is another one."""
    return len(" ".join((entry.title or "").split())) > _longest("title")


def _longest(name: str) -> int:
    return Paper._meta.get_field(name).max_length


def _fitting(text: str, name: str) -> str:
    limit = _longest(name)
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def _address(entry: Entry) -> str:
    url = entry.url or ""
    is_id = (entry.arxiv_id and "arxiv.org/" in url) or (entry.doi and "doi.org/" in url)
    if not url or is_id or len(url) > _longest("url"):
        return ""
    try:
        _is_url(url)
    except ValidationError:
        return ""
    return url
