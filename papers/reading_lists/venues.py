"""What is a venue, and which year stands with it: "ICML 2020", "NeurIPS'19", "Annals of Statistics 12(3)".

A venue is told by an acronym or by a word such as "Journal"; a preprint server is none.
"""

import re
from functools import lru_cache

from papers.reading_lists.people import is_acronym
from papers.reading_lists.vocabulary import CONFERENCES, KNOWN_VENUES, MONTH, ONE_WORD_VENUES, VENUE_WORDS

_PREPRINT = re.compile(
    r"^(?:arxiv|corr\b|preprint|biorxiv|medrxiv|ssrn|e-?prints?\b|hal\b|working paper|computing research repository"
    r"|cornell university\W+arxiv)",
    re.I,
)
_WITH_YEAR = re.compile(
    r"^(?P<venue>.*?[^\s,'’(])?[\s,(]*(?:['’]?(?P<year>(?:1[89]|20)\d\d)|['’]\s?(?P<short>\d\d))\)?$"
)
# "ICML 2020 Oral": how a work was presented is no part of the venue; "ICML 2018 Workshop" is another venue than ICML.
_PRIZE = re.compile(
    r"[\s,]+[\[(]?(?:oral|spotlight|poster|highlights?|talk|short|long|(?:best|outstanding|distinguished)\s[^,]{0,40}"
    r"|honou?rable mention|under review"
    r"|(?:short|full|long|demo|workshop|industry)\s+papers?|(?:oral|spotlight|poster)\s+presentation|\w+\s+track)[\])]?$",
    re.I,
)
_KIND_LAST = re.compile(
    r"^(?P<venue>.*\S)\s+(?P<year>(?:19|20)\d\d)\s+(?P<kind>workshops?|findings|demo|datasets and benchmarks)$", re.I
)
_FROM = re.compile(r"(?<=\d)\s+(?:from|by)\s.{2,60}$")  # "VLDB 2021 from Ada Lovelace"
# "2018 ACM CSUR", "2021 Survey": the year first, and what is no venue behind it.
_YEAR_FIRST = re.compile(
    r"^(?P<year>(?:19|20)\d\d)[\s,]+(?P<venue>[A-Z][^\s,]*(?:\s[^\s,]+){0,4}?)(?:\s+(?:survey|overview|paper))?$", re.I
)
_KINDS = frozenset(["survey", "overview", "paper", "book", "blog", "preprint", "tutorial", "review"])
# "2020/05", "05.2020", "May 2020": a year and nothing else.
_MONTH = re.compile(
    rf"^(?:(?P<year>(?:19|20)\d\d)[/.-]\d{{1,2}}(?:[/.-]\d{{1,2}})?|(?:\d{{1,2}}[/.-]|{MONTH}\.?\s+)"
    r"(?P<last>(?:19|20)\d\d))$"
)
_MONTH_BEHIND = re.compile(r"(?<=[\s,.'][12]\d\d\d)[./-](?:0?[1-9]|1[0-2])$")  # "arXiv 2022.3"
# "ICLR 22": two digits are a year only behind the name of a conference; behind that of a journal they are a volume.
_SHORT_YEAR = re.compile(r"^(?P<venue>[A-Za-z]{3,10})[ -]?(?P<year>[012]\d)$")
LEAD = re.compile(
    r"^(?:by|from|with|authors?:?|in|at|venue:?|published in|to appear in|accepted (?:at|by|to))\s+", re.I
)
_SURE = re.compile(
    r"(?:IEEE|ACM|SIAM|USENIX|AMS|IFIP|INFORMS)(?:/[A-Z]+)?\s[A-Z]|(?:[A-Z][\w.]*\s){0,3}(?:Journal|Transactions|Trans\.|Annals|Proceedings"
    r"|Proc\.|Letters|Bulletin|Magazine|Communications|Conference|Symposium|Workshop)\b"
)
_DIGIT, _WORD = re.compile(r"\d"), re.compile(r"[^\W\d_]{2}")
_VOLUME = re.compile(r"\s+(?:vol\.?\s*|no\.?\s*)?\d+(?:\.\d+)?(?:\s*\(\d+\))?(?:[,:]\s*[\d–-]+)?$")


def is_preprint(text: str) -> bool:
    """ "arXiv preprint": no venue."""
    return bool(_PREPRINT.match(text))


@lru_cache(maxsize=8192)
def is_venue(piece: str) -> bool:
    """Whether the piece says itself that it is a venue."""
    words = re.findall(r"[^\W\d_]+", piece.lower())
    if not words or len(words) > 14 or _PREPRINT.match(piece) or words[0] in ("a", "an"):
        return False
    return is_acronym(piece) or not VENUE_WORDS.isdisjoint(words) or (len(words) == 1 and words[0] in ONE_WORD_VENUES)


def is_sure_venue(text: str) -> bool:
    """Whether the text is a venue without a year beside it: one that is known, or "Journal of …", "IEEE …"."""
    return text.lower() in KNOWN_VENUES or bool(_SURE.match(text)) and is_venue(text)


def _can_be_venue(text: str) -> bool:
    """Whether all of a few words have a capital, as in "Political Analysis", or they are a venue anyway."""
    return (
        is_venue(text) or is_preprint(text) or all(word[:1].isupper() for word in text.split()) and text.count(" ") < 3
    )


@lru_cache(maxsize=8192)
def venue_and_year(piece: str) -> tuple[str | None, int | None]:
    """ "ICML 2020", "NeurIPS'19", "2020", "Annals of Statistics 12(3)": venue and year where the piece has them."""
    if not _DIGIT.search(piece):
        return _venue(_PRIZE.sub("", piece.strip(" \t.,;:'’·•"))), None
    piece = _MONTH_BEHIND.sub("", _FROM.sub("", piece))
    piece = _KIND_LAST.sub(r"\g<venue> \g<kind> \g<year>", _PRIZE.sub("", piece.strip(" \t.,;:'’·•")))
    if match := _MONTH.match(piece):
        return None, int(match["year"] or match["last"])
    if (match := _YEAR_FIRST.match(piece)) and (match["venue"].lower() in _KINDS or _can_be_venue(match["venue"])):
        return (None if match["venue"].lower() in _KINDS or is_preprint(match["venue"]) else match["venue"]), int(
            match["year"]
        )
    if (match := _SHORT_YEAR.match(piece)) and match["venue"].lower() in CONFERENCES:
        return match["venue"], 2000 + int(match["year"])
    match = _WITH_YEAR.match(piece)
    year = (int(match["year"]) if match["year"] else 2000 + int(match["short"])) if match else None
    if year is not None and match["short"] and year > 2049:
        year -= 100
    return _venue((match["venue"] or "") if match else piece), year


def _venue(text: str) -> str | None:
    """A venue without "in" before it and its volume behind it; a preprint server is none."""
    venue = _VOLUME.sub("", LEAD.sub("", text.strip(" ,.('’")))
    return venue if _WORD.search(venue) and not _PREPRINT.match(venue) else None


@lru_cache(maxsize=8192)
def is_venue_mark(text: str) -> bool:
    """ "ICML 2018", "NeurIPS'19", "2020", "CVPR", "arXiv 2019": what people put in brackets before a title."""
    text = text.strip("[](){} `*_")
    venue, year = venue_and_year(text)
    is_preprint = bool(_PREPRINT.match(text)) and len(text.split()) <= 2
    if _MONTH.match(text):
        return True
    if len(text.split()) > (8 if year and venue and is_venue(venue) else 5):
        return False
    return is_preprint or (year is not None and (venue is None or is_venue(venue))) or is_acronym(text)
