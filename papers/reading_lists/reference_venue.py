"""Venue and year of what follows the title of a reference.

    In Proceedings of the 35th International Conference on Machine Learning (ICML '18). ACM, New York, 1–10.
    Journal of Engines 12.3 (2018): 45–67.            IEEE Trans. Engines, vol. 12, no. 3, pp. 45–67, Mar. 2019
    In A. Lovelace (Ed.), Handbook of Engines (2nd ed., pp. 12–30). Steam Press.
    In: Huber, K. (Hrsg.): Handbuch der Maschinen. 2. Aufl. Berlin: Dampf, 1999, S. 12–30

The venue ends where volume, pages, publisher or a sentence begin. A preprint server is none.
"""

import re

from papers.reading_lists import titles, venues
from papers.reading_lists.vocabulary import MONTH, NO_NAMES, VENUE_WORDS

_EDITORS = re.compile(
    r"^(?P<people>[^()]{3,250}?)(?:\s*\((?:eds?|hrsg|hg)\.?\)\s*[,:]?|,?\s\beditors?[.,:]|,\s+(?-i:eds?\.),?(?=\s))\s*"
    r"|^edited by\s+[^,.]{0,100}[,.]\s*",
    re.I,
)
# "Numerical Analysis, G. A. Watson, Ed."
_EDITORS_BEHIND = re.compile(r",\s+(?:[A-ZÀ-Þ]\.[\s-]*){1,3}[^\W\d_][^,.]{1,40}(?:,|\s+and\b).{0,200}?\bEds?\..*$")
# "Proceedings of the 35th International Conference …" is that conference; "Proceedings of the IEEE" is a journal.
_PROCEEDINGS = re.compile(
    r"^(?:in:?\s+)?(?:proc\.?|proceedings)\s+(?:of\s+)?(?:the\s+)?(?=\d+(?:st|nd|rd|th)\b|(?:\S+\s+){0,6}(?:conf|symp"
    r"|workshop|meeting)|int\.|(?-i:[A-Z]{3,})\b)",
    re.I,
)
PUBLISHER = re.compile(
    r"\b(?:press|springer|wiley|elsevier|morgan|o['’]reilly|addison|pearson|mcgraw|birkh(?:ä|ae)user|verlag|routledge"
    r"|penguin|publish\w+|books|prentice|sage|norton)\b",
    re.I,
)
# "New York: Springer", "Cambridge, MA: MIT Press"
_CITY = re.compile(
    r"(?:^|[.)]\s+)[A-ZÀ-Þ][^\W\d_]+(?:[\s,/&]{1,3}[A-ZÀ-Þ][^\W\d_]*){0,4}:\s+(?P<publisher>[A-ZÀ-Þ][^:,;.]{1,60})"
    r"(?=[,;.\s]*(?:(?:19|20)\d\d|S\.|pp?\.|chap|$))"
)
_SERIES_FIRST = re.compile(r"^[^.,:]{0,80}\bSeries\b[^.,:]{0,80}\.\s+(?=[A-ZÀ-Þ])")
_EDITION = re.compile(r"^\d+(?:st|nd|rd|th|\.)\s+(?:ed(?:n|ition)?|aufl(?:age)?)\b[.,;:\s]*", re.I)
# Where the venue ends and volume, pages, publisher begin.
_DETAILS = re.compile(
    r"[\s,.;:(]*(?:\bvol(?:ume)?\.?\s*\d|\bno\.?\s*\d|\bissue\s+\d|\bpp?\.\s*\w?\d|\bpages?\s+\d|\barticle\s+\d"
    r"|\b(?:Bd|Nr|Jg|Heft|S)\.?\s*\d|\b\d+\.\s*Aufl|\bVerlag\b"
    r"|\bpmlr\b|\bseries\b|\s\d+\s*\(|\s\d+\s*[:;,.]\s*\d|,\s*\d+|\.\s+\d+\s*[–-]+\s*\d|\s\d+:\s"
    r"|[,.]\s*(?:LNCS|LNAI|LNI|CCIS|Lecture Notes in)\b"
    r"|\s\d+,|\(\d|[.;,]\s*\d{4}\b|\baccessed\b|\bhttps?:|\bdoi\b|\bedited by\b|\beds?\.|\bcurran\b|\bspringer\b"
    r"|\belsevier\b|\bwiley\b|"
    r"\bMIT Press\b|\bACM,|\bACM Press|\bIEEE,|\bIEEE Press|\bAAAI Press|\(\d+\w*\s+ed|\bpublished\b|\bavailable\b"
    r"|\burl\b|\barxiv\b|\bURL\b|\boral\b|\bspotlight\b).*$",
    re.I,
)
_VOLUME_LAST = re.compile(rf"[\s,]+\d+(?:[.:(]\d+\)?)*\.?$|[\s,]+\(?{MONTH}\.?\)?$")
# "…, Abu Dhabi, UAE, Nov. 2019": where and when a conference was.
_MEETING = re.compile(r"\b(?:proc|conf|symp|workshop|congress|meeting)", re.I)
_PLACE = re.compile(
    r"(?:,\s+[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ][\w.'’-]*){0,2}){1,3}"
    rf",?\s+(?:\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}})?\s+)?{MONTH}\b.*$|,\s+{MONTH}\s+\d.*$"
)
_IS_MONTH = re.compile(rf"^{MONTH}\.?(?:\s+\d{{1,2}})?$")
_ACRONYM_LAST = re.compile(r",\s*[A-Z]{3,}[\w-]*$|\s*\((?:[A-Z][\w/&-]*(?:\s[A-Z][\w&-]*)?)?\s*['’]?\d{0,4}\s*\)?$")
# A full stop behind a whole word ends the venue; behind an abbreviation such as "Conf." or "Commun." it does not.
_LONG_ABBREVIATIONS = "Commun Comput Intell Cybern Technol Biomed Electron Psychol Neurosci Philos Process"
_VENUE_END = re.compile(
    rf"(?:(?<=[^\W\d_]{{6}}){''.join(rf'(?<!{word})' for word in _LONG_ABBREVIATIONS.split())}|(?<=\)))\.\s"
)
# When somebody looked at a page is not when the work appeared.
_SEEN = re.compile(
    r"\[?\bonline\]?[.,]*\s*(?:available|verfügbar)\b.*$|[\s\[(,.]*\b(?:last\s+)?(?:accessed|retrieved|visited"
    r"|abgerufen|(?:letzter\s+)?zugriff)\b.*$",
    re.I,
)
_PAGES = re.compile(r"(?:\bpp?\.|\bpages?|\bS\.|[:;,.]|\s)\s*\d{1,5}\s*[–—-]{1,3}\s*\d{1,5}(?![\d–-])|\bpp?\.\s*\d+")


def venue_in(text: str) -> tuple[str | None, int | None]:
    """Venue and year of what follows the title: without volume, pages, publisher, and without a preprint server."""
    text = _SEEN.sub("", re.sub(r"[*_]", "", text)).strip(" .,;:")
    years = titles.YEAR.findall(_PAGES.sub(" ", f" {text}")) or titles.YEAR.findall(text)
    year = int(years[-1]) if years else None
    head, text = text, re.sub(r"^(?:in|appeared in|to appear in|presented at)\b:?\s+", "", text, flags=re.I)
    text = _EDITION.sub("", _SERIES_FIRST.sub("", text))
    city = _CITY.search(text)
    if city and (text != head or VENUE_WORDS.intersection(text[: city.start("publisher")].lower().split())):
        text = text[: city.start() + 1] if city.start() else text  # without the publisher of a volume
    elif city:
        return titles.YEAR.sub("", city["publisher"]).strip(), year
    text = _PLACE.sub("", text) if _MEETING.search(text) else text
    text = _PROCEEDINGS.sub("", _EDITORS_BEHIND.sub("", _without_editors(text)))
    text = re.sub(r"\(\s*(?:[A-Za-z]{3,9}\.?\s+)?(?:1[89]|20)\d\d[a-z]?\s*\)", " ", _VENUE_END.split(f"{text} ")[0])
    text = re.sub(r"^(?:1[89]|20)\d\d\s+(?=\S)", "", text.strip())
    text = (_DETAILS.sub("", f"{text} ").strip(" .,;:") or text.split(",")[0]).strip(" .,;:")
    text = re.sub(r"(?<!\w)['’]?(?:(?:1[89]|20)\d\d|(?<=['’])\d\d)(?!\d)", "", text).strip(" .,;:-'’")
    text = _VOLUME_LAST.sub("", text)
    venue = " ".join((_ACRONYM_LAST.sub("", text) if len(text.split()) > 3 else text).split()).strip(" .,;:-")
    venue = venue.strip("()") if venue.count("(") != venue.count(")") else venue
    if (
        venues.is_preprint(venue)
        or re.match(r"^(?:available|url|retrieved|in press|to appear|online|unpublished|manuscript)\b", venue, re.I)
        or _IS_MONTH.match(venue)
        or not re.search(r"[^\W\d_]{2}", venue)
    ):
        return None, year
    return (venue if len(venue) <= 200 else None), year


def _without_editors(text: str) -> str:
    """The text without the people in front of a book's title; what names nobody stays."""
    match = _EDITORS.match(text)
    words = {word.lower() for word in re.findall(r"[^\W\d_]{2,}", (match["people"] or "") if match else "")}
    are_people = match and not words & (NO_NAMES - {"and"})
    return text[match.end() :] if are_people else text
