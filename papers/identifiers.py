"""Identifiers of publications as people paste them, brought to the one form the library stores."""

import re

ARXIV_ID = re.compile(r"^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})$")

# What may stand around an arXiv id: a prefix, the address of one of the site's pages or arXiv's own DOI, a version,
# ".pdf". Old ids may name a subject class, which is not part of the identity: math.GT/0309136 is math/0309136.
_ARXIV = re.compile(
    r"^(?:arxiv\s*:\s*|(?:https?://)?(?:[\w-]+\.)*arxiv\.org/(?:abs|pdf|html|format|src|e-print)/"
    r"|(?:(?:https?://)?(?:dx\.)?doi\.org/)?10\.48550/arxiv\.)?"
    r"(?P<id>\d{4}\.\d{4,5}|(?P<archive>[a-z-]+)(?:\.[a-z]{2})?/(?P<number>\d{7}))"
    r"(?:v\d+)?(?:\.pdf)?/?(?:[?#].*)?$",
    re.IGNORECASE,
)
_DOI = re.compile(
    r"^(?:doi\s*:\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/)?(?P<doi>10\.\d{4,9}/\S+?)[.,;]*$", re.IGNORECASE
)


def read_arxiv_id(text: str) -> str:
    """The id without version from an id or a link to the abstract or PDF; "" for no text.

    Raises ValueError when the text is neither.
    """
    text = text.strip()
    if not text:
        return ""
    match = _ARXIV.match(text)
    if match is None:
        raise ValueError(text)
    found = f"{match['archive'].lower()}/{match['number']}" if match["archive"] else match["id"]
    if not ARXIV_ID.match(found):
        raise ValueError(text)
    return found


def read_doi(text: str) -> str:
    """The DOI in lower case (case means nothing in a DOI) from a DOI or a link to it; "" for no text.

    Raises ValueError when the text is neither.
    """
    text = text.strip()
    if not text:
        return ""
    match = _DOI.match(text)
    if match is None:
        raise ValueError(text)
    return match["doi"].lower()
