"""arXiv ids, DOIs and web addresses inside a text."""

import re
from dataclasses import dataclass
from functools import lru_cache

from papers.identifiers import read_arxiv_id, read_doi

_URL = re.compile(r"(?:https?://|www\.|(?<![\w.])(?:arxiv\.org|doi\.org|dx\.doi\.org)/)(?:(?!\]\()[^\s<>\"“”|])+", re.I)
_ARXIV = re.compile(
    r"(?:(?<![\w/])arxiv\s*(?:preprint)?\s*(?:arxiv)?\s*[:\s]\s*(?P<tagged>\d{4}\.\d{4,5}"
    r"|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?"
    r"|(?<![\w/])(?:corr[,:.]?\s*)?abs/(?P<listed>\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?"
    r"|(?<![\w./-])(?P<old>(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math(?:-ph)?(?:\.[A-Z]{2})?|nucl-(?:ex|th)|physics"
    r"|quant-ph|cs(?:\.[A-Z]{2})?|nlin|q-bio|stat)/\d{7})(?:v\d+)?(?!\w)"
    r"|(?<![\w./])(?P<bare>\d\d(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?(?![\w.]\d))(?:\s*\[[\w.-]+\])?",
    re.I,
)
# Pages about a work of arXiv elsewhere: alphaxiv.org/abs/…, scirate.com/arxiv/…, huggingface.co/papers/….
_MIRROR = re.compile(r"(?:arxiv|alphaxiv|(?:huggingface|hf)\.co/papers).{0,60}?[/:](?P<id>\d{4}\.\d{4,5})(?!\d)", re.I)
# The page of a publisher names the DOI in its path, often with a word for the form behind it.
_PAGE_OF_DOI = re.compile(r"^(?:https?://|www\.)[^\s?#]{3,80}?/(?P<doi>10\.\d{4,9}/[^\s?#]+)", re.I)
_FORM_OF_PAGE = re.compile(
    r"(?:/(?:full(?:text|\.pdf|\.html)?|e?pdf|abstract|meta|html|summary|references))+$|\.e?pdf$", re.I
)
_DOI = re.compile(r"(?:\bdoi\s*:?\s*)?(?<![\w/])(?P<doi>10\.\d{4,9}/[^\s\"<>]+)", re.I)
# Without any of these a text names nothing; most lines are told by it at once.
_SIGNS = ("http", "www.", "arxiv", "doi", "abs/")
_NUMBER = re.compile(r"[./]\d{4}")


@dataclass(frozen=True)
class Found:
    """The first arXiv id, the first DOI and every other address of a text, and the text without all of them."""

    arxiv_id: str | None = None
    doi: str | None = None
    urls: tuple[str, ...] = ()
    rest: str = ""


def tidy_url(url: str) -> str:
    """Without the punctuation of the sentence around it; a closing bracket stays where its opening one is inside."""
    url = url.rstrip(".,;:!?'’”\"*")
    while url.endswith((")", "]", "}")) and url.count("([{"[")]}".index(url[-1])]) < url.count(url[-1]):
        url = url[:-1].rstrip(".,;:")
    return url


@lru_cache(maxsize=4096)
def find(text: str) -> Found:
    """Everything in `text` that identifies a work or leads to it. Never raises."""
    small = text.lower()
    if not (any(sign in small for sign in _SIGNS) or _NUMBER.search(text)):
        return Found(rest=" ".join(text.split()))
    urls, arxiv_id, doi = [], None, None

    def take(match):
        nonlocal arxiv_id, doi
        url = tidy_url(match.group())
        arxiv_id, doi = arxiv_id or arxiv_in(url), doi or doi_in(url)
        urls.append(url)
        return " " + match.group()[len(url) :]

    rest = _URL.sub(take, text)
    match = _ARXIV.search(rest)
    if match and (found := known_arxiv(match["tagged"] or match["listed"] or match["old"] or match["bare"])):
        arxiv_id, rest = arxiv_id or found, rest[: match.start()] + " " + rest[match.end() :]
    match = _DOI.search(rest)
    if match and (found := doi_in(tidy_url(match["doi"]))):
        doi, rest = doi or found, rest[: match.start()] + " " + rest[match.end() :]
    return Found(arxiv_id, doi, tuple(urls), " ".join(rest.split()))


def arxiv_in(url: str) -> str | None:
    """The id an address of arXiv names, else None."""
    found = known_arxiv(url) if "arxiv" in url.lower() else None
    mirror = None if found else _MIRROR.search(url)
    return known_arxiv(mirror["id"]) if mirror else found


def known_arxiv(text: str) -> str | None:
    try:
        return read_arxiv_id(text) or None
    except ValueError:
        return None


def doi_in(text: str) -> str | None:
    """The DOI in the address of a page, or in a DOI itself, else None; arXiv's own DOIs are arXiv ids."""
    try:
        doi = read_doi(text)
    except ValueError:
        page = _PAGE_OF_DOI.match(text.strip())
        doi = _FORM_OF_PAGE.sub("", page["doi"].rstrip("/")).lower() if page and "%2" not in page["doi"] else None
    return doi if doi and not doi.startswith("10.48550/arxiv.") else None
