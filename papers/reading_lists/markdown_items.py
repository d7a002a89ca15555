"""One item of a Markdown list: the title, and names, venue and year beside it or on the lines below.

    (ICML 2020) [Title of the work](https://…) - First Author, Second Author. [[code](…)]
    **Title of the work**, First Author, *Venue 2020*. [[pdf](…)]
    "Title of the work", First Author et al., 2020, https://example.org/title
    First Author, Second Author. Title of the work. Venue, 2020. [[paper](…)]
      - Authors: First Author, Second Author

The title is the text of the first link that is no mark such as "pdf", else what is bold, else what is quoted or in
italics, else what follows the names of a reference, else the words before the first name, venue or year.
"""

import re

from papers.reading_lists import beside, citations, title_end, titles
from papers.reading_lists.entry import Entry, Link
from papers.reading_lists.ids import Found, arxiv_in, doi_in, find
from papers.reading_lists.markup import LINK, outward, without_emoji, words, works_first
from papers.reading_lists.names import read_names
from papers.reading_lists.people import is_name, people_first
from papers.reading_lists.reference_venue import venue_in

BOLD = re.compile(r"(?:\*\*|__)(?P<text>[^*_\s](?:[^*]|\*(?!\*)){0,400}?)(?:\*\*|__)")
_ITALIC_FIRST = re.compile(r"^\W*[*_](?P<text>[^*_]{8,300})[*_](?![*_])")
# A link that is no title: "pdf", "Code (PyTorch)", "1", "arXiv:1503.02531", an address.
MARK = re.compile(
    rf"^\W*(?:(?:{titles.MARK_WORD})(?:[\s/,+&()\[\]-]+|$)){{1,4}}\W*$|^\W*(?:\d{{0,3}}|[A-Z])\W*$"
    # with one word more: "official code - caffe", "Paper-CVPR15", "Video@Workshop", "code (Keras)"
    rf"|^\W*(?:{titles.MARK_WORD})(?:\s[-–|]\s.{{1,30}}|@.{{1,60}}|\s?\([^()]{{1,30}}\)\W*|[\s-][A-Z]{{2}}[\w'-]{{0,12}}\W*)$"
    rf"|^\W*(?:arxiv[:\s]*)?\d{{4}}\.\d{{4,5}}(?:v\d+)?\W*$"
    r"|^\W*(?:https?:|www\.|doi:|10\.\d{4}).*$",
    re.I,
)
_FIELD = re.compile(
    r"^[*_]*(?P<key>authors?|by|venue|conference|journal|published(?: in)?|year|date|abstract|summary|key\s?-?words?"
    r"|tags?|notes?|comments?|"
    r"tl;?dr|links?|topics?|arxiv|doi|url|pdf|paper|code|affiliations?|intro|github|gitxiv|slides?|supp|posters?|blog"
    r"|project(?: page)?|videos?|demo|website|homepage|data(?:sets?)?|citations?|highlight|researchers?)"
    r"(?:\([^()]{0,40}\))?[*_]*\s*:[*_]*\s*(?P<value>.*)$",
    re.I,
)
_SHARING = re.compile(r"/sharer?\b|/shareArticle|intent/tweet|[?&]status=http|/pulls?$|/issues(?:/new)?$", re.I)
_NO_TITLES = {
    "contributing", "license", "licence", "contributors", "code of conduct", "table of contents", "contents", "home",
    "back to top", "top", "acknowledgements", "contact", "contributions welcome", "star history", "changelog",
    "pull request", "awesome",
}  # fmt: skip
# "Title (ICML 2018)", "Title. ICML 2018": inside a link or bold.
_FACTS_BEHIND = re.compile(
    r"\s*[(\[](?P<facts>[^()\[\]]{4,60})[)\]]$|(?<=[^\s.]{3})[.?]\s+(?P<last>[^.?]{4,60}(?:\.\s[^.?]{4,40})?)\.?$"
)
_EMPTY_BRACKETS = re.compile(r"\\?[\[(][\s,|/·&;]*\\?[\])]")
TAKEN_OUT = " ¦ "  # where the title stood


def is_mark(label: str) -> bool:
    """Whether a link only says what is behind it ("pdf", "[Java reference]") or where it appeared ("ICML 2018")."""
    shown = words(label)
    if label[:1] == "[" and label[-1:] == "]" and len(shown.split()) < 5:
        return True
    return bool(MARK.match(shown)) or beside.is_venue_mark(shown) and bool(re.search(r"\d", shown))


def is_titled(text: str) -> bool:
    """Whether an item has a title of its own: a link that is no mark."""
    return any(not is_mark(match["label"]) for match in outward(text))


def is_field(text: str) -> bool:
    """Whether a line below an item says what it is: "Code: …", "Authors: …"."""
    return bool(_FIELD.match(text))


def are_people(text: str) -> bool:
    """Whether a line is the names of people and nothing else."""
    named = read_names(words(without_marks(text))).authors
    if len(named) == 1 and len(named[0].split()) > 3 or text.rstrip().endswith(":"):
        return False
    return bool(named) and len(text) < 1500 and all(map(is_name, named))


def is_reference(text: str) -> bool:
    """Whether names stand first and a title behind them, not only a venue."""
    bare = find(without_marks(text)).rest
    named = _names_first(bare)
    parts = citations.parts_with_names_first(bare)
    title = named[0] if named else parts.title if parts else ""
    return len(title.split()) > 3 and not beside.is_venue(title)


def work(text: str, below: list[str], number: int) -> Entry | None:
    """The work of one item with the lines below it, or None."""
    fields = {match["key"].lower(): match["value"] for row in below if (match := _FIELD.match(row))}
    loose = [row.lstrip("> ") for row in below if not _FIELD.match(row) and not row.startswith(">")]
    if len(intro := fields.get("intro", "")) < 60:
        loose.insert(0, intro)
    title, rest = _title_and_rest(text, loose)
    links = [
        Link(words(match["label"]), match["url"]) for row in (text, *loose, *fields.values()) for match in outward(row)
    ]
    if links and all(_SHARING.search(link.url) for link in links):
        return None
    found = find(
        " ".join([*(link.url or "" for link in links), LINK.sub(" ", text), *map(_unlinked, loose), *fields.values()])
    )
    if (
        not title
        and not below
        and not links
        and (found.arxiv_id or found.doi)
        and not without_marks(found.rest).strip()
    ):
        return _only_id(found, number)
    facts = _facts(rest, fields)
    if not title or title.lower() in _NO_TITLES or title.lower() in titles.PLACEHOLDERS:
        return None
    if not (links or found.urls or facts.people.authors or facts.year) and _is_person(title):
        return None
    if (
        not links
        and not found.urls
        and not found.arxiv_id
        and not facts.people.authors
        and not facts.year
        and not BOLD.match(text)
    ):
        return None
    title, venue, year = _with_facts_of_title(title, facts)
    urls = works_first(links) or list(found.urls)
    doubts = facts.people.doubts if facts.people.authors else (*facts.people.doubts, "no_authors")
    return Entry(
        title=title, authors=facts.people.authors, venue=venue, year=year, line=number, links=tuple(links),
        doubts=doubts,
        arxiv_id=next((known for url in urls if (known := arxiv_in(url))), None) or found.arxiv_id,
        doi=next((doi for url in urls if (doi := doi_in(url))), None) or found.doi, url=urls[0] if urls else None,
        keywords=_keywords(fields), abstract=fields.get("abstract") or fields.get("summary") or None,
    )  # fmt: skip


def _only_id(found: Found, number: int) -> Entry:
    """An item that is an id or its address and nothing else: which work it is, is known, and the title is asked for."""
    url = next(iter(found.urls), None)
    return Entry(arxiv_id=found.arxiv_id, doi=found.doi, url=url, line=number, doubts=("no_title",))


def _with_facts_of_title(title: str, facts: beside.Beside) -> tuple[str, str | None, int | None]:
    """Title, venue and year, where the last two may stand at the end of a title in a link or in bold."""
    match = _FACTS_BEHIND.search(title)
    behind = beside.read(match["facts"] or match["last"]) if match and titles.YEAR.search(match.group()) else None
    if behind is None or not behind.year or behind.people.authors:
        return title, facts.venue, facts.year
    title = title[: match.start()] + ("?" if match.group()[0] == "?" else "")
    return title, facts.venue or behind.venue, facts.year or behind.year


def _is_person(title: str) -> bool:
    return beside.is_name(title) and len(title.split()) == 2


def _keywords(fields: dict[str, str]) -> tuple[str, ...]:
    values = [value for key, value in fields.items() if key.startswith(("key", "tag"))]
    return tuple(word for value in values for part in re.split("[;,]", value) if (word := part.strip(" .`*_")))


def _unlinked(text: str) -> str:
    return LINK.sub(" ", text)


def _title_and_rest(text: str, below: list[str]) -> tuple[str, str]:
    """The title, and what stands beside it without links and marks; lines below count where they can be facts."""
    facts = "".join(f"{TAKEN_OUT}{without_marks(row)}" for row in below[:3] if len(row) < 300)
    title, rest = _linked_title(text) or _bold_title(text) or _plain_title(text)
    return title, rest + facts


def _linked_title(text: str) -> tuple[str, str] | None:
    for match in outward(text):
        is_behind_bold = match["label"][:1] == "[" and BOLD.match(text) is not None
        if not is_mark(match["label"]) and len(words(match["label"])) > 3 and not is_behind_bold:
            front = title_end.with_apostrophe(text[: match.start()].strip())
            return _clean(match["label"]), without_marks(front + TAKEN_OUT + text[match.end() :])
    return None


def _bold_title(text: str) -> tuple[str, str] | None:
    marked = (
        bold
        for bold in BOLD.finditer(text)
        if bold["text"][-1] != "]"
        and text[: bold.start()][-1:] != "("
        and (len(bold["text"].split()) > 1 or text[bold.end() :].startswith(" by "))
    )
    bold = next((bold for bold in marked if not is_mark(bold["text"])), None)
    italic = _ITALIC_FIRST.match(text)
    if bold is None or italic and italic.end() <= bold.start() and not are_people(italic["text"]):
        return None
    if beside.is_name(words(bold["text"])) and _is_reference_by(text):
        return None
    return _clean(bold["text"]), without_marks(text[: bold.start()] + TAKEN_OUT + text[bold.end() :])


def _is_reference_by(text: str) -> bool:
    """Whether the item names people first, one of them in bold, and then a title."""
    parts = citations.parts_with_names_first(words(find(without_marks(text)).rest))
    return parts is not None and len(parts.title.split()) > 2 and not beside.is_venue_mark(parts.title)


def _plain_title(text: str) -> tuple[str, str]:
    """The title of an item in which nothing is set off by a link or in bold."""
    bare = find(without_marks(text)).rest.strip(" -–—:|.,")
    bare, marks = title_end.without_front_marks(re.sub(r",(?:\s*,)+", ",", bare))
    title, rest = _title_of_words(bare)
    return _clean(title), f"{marks[0]}{TAKEN_OUT}{rest}{TAKEN_OUT}{marks[1]}"


def _title_of_words(bare: str) -> tuple[str, str]:
    quoted = citations.quoted_title(bare)
    if quoted and not _goes_on(bare[quoted.end() :]):
        return quoted["title"], bare[: quoted.start()] + TAKEN_OUT + bare[quoted.end() :]
    if match := _ITALIC_FIRST.match(bare):
        return match["text"], TAKEN_OUT + bare[match.end() :]
    if named := _names_first(bare):
        return named
    if reference := citations.parts_with_names_first(bare):
        behind = f"{reference.behind}{TAKEN_OUT}{reference.year or ''}"
        return reference.title, f"{reference.people}{TAKEN_OUT}{behind}"
    title, rest = title_end.cut_title(bare)
    return title, TAKEN_OUT + rest


def _goes_on(behind: str) -> bool:
    """Whether a title goes on behind words in quotation marks: '"Trust Me": Notes', '"Why?" Notes on Engines'."""
    if behind[:1] == ":":
        return True
    begins = behind[:1] == " " and behind.lstrip()[:1].isalpha() and not re.match(r"\s+by\b", behind, re.I)
    return begins and not beside.read(behind[:200]).people.authors


def _names_first(bare: str) -> tuple[str, str] | None:
    """ "Ada Lovelace, Charles Babbage, Notes on the Engine, ICML 2019" or with a colon: title and rest, or None."""
    people, title = people_first(bare)
    italic = _ITALIC_FIRST.match(title)
    if not people or not italic and not re.search(r",|&|\sand\s|\sund\s|^[A-ZÀ-Þ]\.", people):
        return None  # "Notes Revisited: On Engines" names nobody
    title, rest = (italic["text"], title[italic.end() :]) if italic else title_end.cut_title(title)
    return (title, people + TAKEN_OUT + rest) if italic or len(title.split()) > 2 else None


def _clean(text: str) -> str:
    return titles.clean(words(text), is_plain=True)


def without_marks(text: str) -> str:
    """Links that are only marks go, with the brackets around them; of the others the words stay."""

    def shown(match):
        label = words(match["label"])
        if match.group().startswith("!") or MARK.match(label):
            return " "
        return f"({label})" if beside.is_venue_mark(label) and re.search(r"\d", label) else label

    text = without_emoji(LINK.sub(shown, text))
    for _round in range(2):
        text = _EMPTY_BRACKETS.sub(" ", text)
    return titles.without_marks(re.sub(r"\[\(([^()\[\]]*)\)\]", r"(\1)", text.rstrip("\\ ")))


def _of_reference(rest: str, found: beside.Beside) -> beside.Beside:
    """The same with the venue read as that of a reference, where names stand before the title."""
    people, _title, behind = rest.partition(TAKEN_OUT)
    behind = find(behind.split(TAKEN_OUT)[0]).rest.strip(" .,;:\"“”'’")
    is_reference = found.people.authors and beside.read(people).people.authors and re.search(r"\d", behind[:80])
    venue = venue_in(behind)[0] if is_reference else None
    return beside.Beside(found.people, venue, found.year) if venue and len(venue.split()) < 15 else found


def _facts(rest: str, fields: dict[str, str]) -> beside.Beside:
    """Names, venue and year from what stands around the title; lines such as "Venue: …" below it say it better."""
    found = _of_reference(rest, beside.read(find(rest).rest))
    people = read_names(words(fields.get("authors") or fields.get("author") or fields.get("by") or ""))
    named = next(
        (fields[key] for key in ("venue", "conference", "journal", "published", "published in") if key in fields), ""
    )
    venue, year = beside.venue_and_year(words(named))
    written = titles.YEAR.search(fields.get("year") or fields.get("date") or "")
    return beside.Beside(
        people if people.authors else found.people,
        venue or found.venue,
        int(written.group()) if written else year or found.year,
    )
