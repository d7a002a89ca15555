"""Pictures that say a word: "[![arXiv](https://img.shields.io/badge/arXiv-2203.00001-red)](address)".

A badge with a venue and a year becomes these words, one that labels a link becomes the label; other pictures go.
"""

import re
from urllib.parse import unquote

from papers.reading_lists import titles, venues

_PICTURE = re.compile(r"!\[(?P<alt>[^\[\]]{0,200})\]\(\s*(?P<url>[^()\s]{0,2000})(?:\s+[\"'][^\"']{0,200}[\"'])?\s*\)")
_TAG = re.compile(r"<img\s[^<>]{0,1500}>", re.I)
_SOURCE = re.compile(r"\bsrc\s*=\s*[\"']?(?P<url>[^\"'\s<>]+)", re.I)
_ALT = re.compile(r"\balt\s*=\s*[\"'](?P<alt>[^\"']{0,200})", re.I)
_OPEN_LINK = re.compile(r"<a\s[^<>]{1,500}>\s*$", re.I)
_MARK = re.compile(rf"^(?:{titles.MARK_WORD})$", re.I)
_BADGE = re.compile(r"(?:shields\.io|badgen\.net)/(?:badge/)?(?P<words>[^?#\s]{1,200})")


def with_words(line: str) -> str:
    """The line with words in the place of badges that say a venue or label a link."""
    if "<img" in line or "<IMG" in line:
        line = _TAG.sub(
            lambda tag: _shown(tag.group(), *_of_tag(tag.group()), line[max(0, tag.start() - 600) : tag.start()]), line
        )
    if "![" not in line:
        return line
    return _PICTURE.sub(
        lambda found: _shown(found.group(), found["url"], found["alt"], line[: found.start()][-1:]), line
    )


def said_by(tag: str) -> str:
    """The venue and year that a picture says, else nothing."""
    url, alt = _of_tag(tag)
    return venue_of(url, alt) or ""


def _of_tag(tag: str) -> tuple[str, str]:
    url, alt = _SOURCE.search(tag), _ALT.search(tag)
    return (url["url"] if url else ""), (alt["alt"] if alt else "")


def _shown(picture: str, url: str, alt: str, before: str) -> str:
    is_label = before.endswith("[") or bool(_OPEN_LINK.search(before))
    if venue := venue_of(url, alt):
        return f"[{venue}]" if is_label else f"({venue})"
    label = next((words for words in (alt, _words_of(url).split(" ")[0]) if _MARK.match(words)), "")
    return label if is_label and label else picture


def venue_of(url: str, alt: str) -> str | None:
    """ "ICML 2020", where a badge has a venue and its year in its address, or says them to those who cannot see it."""
    for words in (_words_of(url), alt.strip()):
        if venues.is_venue_mark(words) and any(venues.venue_and_year(words)) and re.search(r"(?:19|20)\d\d", words):
            return words
    return None


def _words_of(url: str) -> str:
    """The words of a badge: "ACM%20MM-2022-blue" is "ACM MM 2022"."""
    match = _BADGE.search(url)
    if not match:
        return ""
    parts = unquote(match["words"]).replace("--", "\0").removesuffix(".svg").replace("/", "-").split("-")
    return " ".join(part.replace("\0", "-").replace("_", " ") for part in parts[:2] if part).strip()
