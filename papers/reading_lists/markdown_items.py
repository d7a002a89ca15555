"""One item of a Markdown list: the title, and names, venue and year beside it or on the lines below.

    (ICML 2020) [Title of the work](https://…) - First Author, Second Author. [[code](…)]
    **Title of the work**, First Author, *Venue 2020*. [[pdf](…)]
    "Title of the work", First Author et al., 2020, https://example.org/title
    First Author, Second Author. Title of the work. Venue, 2020. [[paper](…)]
      - Authors: First Author, Second Author

Which words are the title, `markdown_titles.py` says.
"""

import re
from dataclasses import replace
from functools import lru_cache

from papers.reading_lists import beside, title_end, titles, venues
from papers.reading_lists.entry import Entry, Link
from papers.reading_lists.ids import Found, arxiv_in, doi_in, find
from papers.reading_lists.markdown_marks import without_marks
from papers.reading_lists.markdown_titles import BOLD, TAKEN_OUT, are_people, title_and_rest
from papers.reading_lists.markup import LINK, outward, words, works_first
from papers.reading_lists.names import read_names
from papers.reading_lists.people import is_acronym
from papers.reading_lists.reference_venue import venue_in
from papers.reading_lists.vocabulary import KNOWN_VENUES

_FIELD = re.compile(
    r"^\W{0,6}(?P<key>authors?|by|venue|conference|journal|publishe[dr](?: in)?|year|date|abstract|summary"
    r"|key(?:s|\s?-?words?)?"
    r"|tags?|notes?|comments?|"
    r"tl;?dr|links?|topics?|arxiv|doi|url|pdf|paper|code|affiliations?|intro|github|gitxiv|slides?|supp|posters?|blog"
    r"|project(?: page)?|videos?|demo|website|homepage|data(?:sets?)?|citations?|highlight"
    r"|researchers?|institutions?|env\w*)"
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
_DATED = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|\w['’]\d\d\W*$")
_METHOD_FIRST = re.compile(r"^\*\*[^*]{1,40}:\*\*\s*")
_OPENING_STAR = re.compile(r"(?<![^\W_])\*[^\W_]")
_FOOTNOTE_STAR = re.compile(r"(?<=[^\W_])\\?[*†‡]+")
_ESCAPED_STAR = re.compile(r"(?<=[^\W_])(?:\\[*†‡])+")
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d")
# "Title - ICML - 2018", "Title | ICML 2018"
_DASHED_BEHIND = re.compile(
    r"\s[-–—|]\s?(?P<venue>[A-Z][\w.&-]{1,20}(?:\s\w[\w.&-]{0,20}){0,4})(?:\s?[-–—]\s?|,?\s)(?P<year>(?:19|20)\d\d)$"
)
_METHOD_BEHIND = re.compile(r"\(\s*\*\*[^*\d]{2,40}\*\*\s*\)")  # "(**BERT**)"
_AFFILIATION = re.compile(r"(?<=[a-zß-ÿ])\([^()\d]{2,60}\)(?=\s+et\s+al|,|\sand\s)")
_BOLD = re.compile(r"(?:\*\*|__)([^*_,]{3,40})(?:\*\*|__)")
_EMPTY_LINK = re.compile(r"\[[^\[\]]{12,300}\]\(\s*\)")


def is_field(text: str) -> bool:
    """Whether a line below an item says what it is: "Code: …", "Authors: …"."""
    return bool(_FIELD.match(text))


def work(text: str, below: list[str], number: int, *, names_first: bool = False) -> Entry | None:
    """The work of one item with the lines below it, or None. Where the others begin with names, one name may, too."""
    found = _work(text, below, names_first) if below else _work_alone(text, names_first)
    return replace(found, line=number) if found else None


@lru_cache(maxsize=8192)
def _work_alone(text: str, names_first: bool) -> Entry | None:
    """The same without lines below: items are looked at once to tell what they are, and once to be read."""
    return _work(text, [], names_first)


def _work(text: str, below: list[str], names_first: bool) -> Entry | None:
    text, below = _title_first(title_end.with_front_in_brackets(text), below)
    fields = {match["key"].lower(): match["value"] for row in below if (match := _FIELD.match(row))}
    loose = [row.lstrip("> ") for row in below if not _FIELD.match(row) and not row.startswith(">")]
    if len(intro := fields.get("intro", "")) < 60:
        loose.insert(0, intro)
    title, rest = title_and_rest(text, loose, names_first)
    links = [
        Link(words(match["label"]), match["url"]) for row in (text, *loose, *fields.values()) for match in outward(row)
    ]
    if links and all(_SHARING.search(link.url) for link in links):
        return None
    facts = _facts(rest, fields)
    links = [link for link in links if link.label not in facts.people.authors]  # the pages of people
    found = find(
        " ".join([*(link.url or "" for link in links), LINK.sub(" ", text), *map(_unlinked, loose), *fields.values()])
    )
    bare_id = not (title or below or links) and (found.arxiv_id or found.doi)
    if bare_id and not without_marks(found.rest).strip():
        return _only_id(found)
    title, venue, year = _with_facts_of_title(title, facts)
    facts = beside.Beside(facts.people, venue, year)
    if not _is_work(text, title, facts, found if not links else None):
        return None
    return _entry(title, facts, links, found, fields)


def _is_work(text: str, title: str, facts: beside.Beside, found: Found | None) -> bool:
    """Whether there is enough beside the title; `found` is None where the item has a link."""
    count = len(title.split())
    if not count or title.lower() in _NO_TITLES or title.lower() in titles.PLACEHOLDERS:
        return False
    if found is None:
        return True
    is_told = bool(facts.people.authors or facts.year)
    if found.urls:
        return count > 1 or is_told  # not "Berkeley: https://…"
    if not is_told and _is_person(title):
        return False
    if BOLD.match(text) or found.arxiv_id or facts.year:
        return True
    is_told = is_told or bool(facts.venue or _EMPTY_LINK.match(text))
    return is_told and count > 3  # else the name of a group


def _entry(title: str, facts: beside.Beside, links: list[Link], found: Found, fields: dict[str, str]) -> Entry:
    of_the_work = sorted(links, key=lambda link: venues.is_venue_mark(link.label))  # not the page of the conference
    urls = works_first(of_the_work) or list(found.urls)
    arxiv_id = next((known for url in urls if (known := arxiv_in(url))), None) or found.arxiv_id
    # "arXiv 2004" beside 2004.00001 is April 2020 and no year.
    year = None if arxiv_id and facts.year and arxiv_id.startswith(f"{facts.year}.") else facts.year
    doubts = facts.people.doubts if facts.people.authors else (*facts.people.doubts, "no_authors")
    return Entry(
        title=title, authors=facts.people.authors, venue=facts.venue, year=year, links=tuple(links),
        doubts=doubts, arxiv_id=arxiv_id,
        doi=next((doi for url in urls if (doi := doi_in(url))), None) or found.doi, url=urls[0] if urls else None,
        keywords=_keywords(fields), abstract=fields.get("abstract") or fields.get("summary") or None,
    )  # fmt: skip


def _title_first(text: str, below: list[str]) -> tuple[str, list[str]]:
    """The lines of an item that begins with names, with the title in front: "- **Mark:** A. Name, B. Name:"."""
    people = _METHOD_FIRST.sub("", text).strip().rstrip(":.").strip()
    is_title = below and not outward(below[0]) and not is_field(below[0]) and len(words(below[0]).split()) > 2
    if is_title and not outward(text) and text != below[0] and are_people(people) and not are_people(below[0]):
        return below[0], [people, *below[1:]]
    return text, below


def _only_id(found: Found) -> Entry:
    """An item that is an id or its address and nothing else: which work it is, is known, and the title is asked for."""
    url = next(iter(found.urls), None)
    return Entry(arxiv_id=found.arxiv_id, doi=found.doi, url=url, doubts=("no_title",))


def _with_facts_of_title(title: str, facts: beside.Beside) -> tuple[str, str | None, int | None]:
    """Title, venue and year, where the last two may stand at the end of a title in a link or in bold."""
    if (dashed := _DASHED_BEHIND.search(title)) and venues.is_venue_mark(f"{dashed['venue']} {dashed['year']}"):
        venue = None if venues.is_preprint(dashed["venue"]) else dashed["venue"]
        return title[: dashed.start()].strip(), facts.venue or venue, facts.year or int(dashed["year"])
    match = _FACTS_BEHIND.search(title)
    if match and _YEARS.search(match.group()):
        return title, facts.venue, facts.year
    behind = beside.read(match["facts"] or match["last"]) if match and _DATED.search(match.group()) else None
    if behind is None or not behind.year or behind.people.authors:
        return title, facts.venue, facts.year
    title = title[: match.start()] + ("?" if match.group()[0] == "?" else "")
    return title, facts.venue or behind.venue, facts.year or behind.year


def _is_person(title: str) -> bool:
    return beside.is_name(title) and len(title.split()) == 2


def _keywords(fields: dict[str, str]) -> tuple[str, ...]:
    values = [value for key, value in fields.items() if key.startswith(("key", "tag"))]
    return tuple(word for value in values for part in re.split("[;,]", value) if (word := part.strip(" .`*_[]")))


def _unlinked(text: str) -> str:
    return LINK.sub(" ", text)


def _unbold(bold: re.Match, text: str) -> str:
    """A name among others that somebody set in bold, as it is."""
    before, behind = text[: bold.start()].rstrip(), text[bold.end() :].lstrip(" \\*†‡")
    is_among = before.endswith((",", " and", "&")) or behind.startswith((",", "and ", "& "))
    return bold[1] if is_among and beside.is_name(bold[1]) else bold.group()


def _of_reference(rest: str, found: beside.Beside) -> beside.Beside:
    """The same with the venue read as that of a reference, where names stand before the title."""
    people, _title, behind = rest.partition(TAKEN_OUT)
    behind = find(behind.split(TAKEN_OUT)[0]).rest.strip(" .,;:\"“”'’")
    is_reference = found.people.authors and beside.read(people).people.authors and re.search(r"\d", behind[:80])
    venue = venue_in(behind)[0] if is_reference else None
    return beside.Beside(found.people, venue, found.year) if venue and len(venue.split()) < 15 else found


def _facts(rest: str, fields: dict[str, str]) -> beside.Beside:
    """Names, venue and year from what stands around the title; lines such as "Venue: …" below it say it better."""
    front, taken_out, behind = rest.partition(TAKEN_OUT)
    name = front.strip(" []()*_`:-–|<")
    if is_acronym(name) and name.lower() not in KNOWN_VENUES:  # "[BERT] Title": the name of the method
        rest = taken_out + behind
    rest = _ESCAPED_STAR.sub("", _METHOD_BEHIND.sub("", _AFFILIATION.sub("", rest)))
    rest = _BOLD.sub(lambda bold: _unbold(bold, rest), rest)
    rest = rest if _OPENING_STAR.search(rest) else _FOOTNOTE_STAR.sub("", rest)
    found = _of_reference(rest, beside.read(find(rest).rest))
    people = read_names(words(fields.get("authors") or fields.get("author") or fields.get("by") or ""))
    named = next(
        (
            fields[key]
            for key in ("venue", "conference", "journal", "published", "published in", "publisher")
            if key in fields
        ),
        "",
    )
    venue, year = venues.venue_and_year(words(named))
    written = titles.YEAR.search(fields.get("year") or fields.get("date") or "")
    return beside.Beside(
        people if people.authors else found.people,
        venue or found.venue,
        int(written.group()) if written else year or found.year,
    )
