"""Lines of a talk that say themselves what they are.

    Speaker: First Speaker, Some University             (or "Vortragende: …", or the label alone and the name below)
    Title: Title of the talk                            (or "Paper: …", with "Authors: …" below)
    Date: …  Location: …  Bio: …                        (passed over)
    Abstract: Several paragraphs, up to the next label

Authors come before speakers: somebody presents the paper of others.
"""

import re
from dataclasses import dataclass, field

from papers.reading_lists import venues

_WORDS = {
    "title": r"(?:talk |lecture |paper |working )?title|titel|vortragstitel|thema|titre|t[ií]tulo",
    "paper": r"papers?|reading|arbeit|talk|vortrag|topic",
    "authors": r"authors?|autor(?:en|in|innen)?|auteurs?|paper by|written by",
    "speaker": r"(?:invited |keynote |guest )?(?:speakers?|lecturers?)|presenters?|presented by|presenting"
    r"|presentation by|vortragende[rn]?|referent(?:in|en)?|sprecher(?:in)?|orat(?:eur|rice)|discussion lead(?:er)?",
    "source": r"venue|journal|conference|published(?: in| at)?|publication|year|jahr|veröffentlicht in|zeitschrift",
    "abstract": r"abstract|zusammenfassung|summary|description|kurzfassung|r[ée]sum[ée]|beschreibung|inhalt",
    "link": r"links?|arxiv|doi|url|preprint|references?|ref|based on|joint work|paper link",
    "bio": r"bio(?:graphy|sketch)?|short bio|speaker bio|about the speaker|über den vortragenden|biografie",
    "other": r"date|time|date and time|date & time|when|where|location|place|room|hosts?|zoom(?: link)?|slides?|video"
    r"|recordings?|affiliations?|chairs?|moderators?|organi[sz]ers?|discussants?|registration|notes?|key ?words|datum"
    r"|zeit|ort|raum|wann|wo|uhrzeit|passcode|password|meeting id|duration|website|homepage|email|contact|kontakt"
    r"|session chair|materials?",
}
_LABEL = re.compile(
    r"^[\s>•*_-]*(?:"
    + "|".join(f"(?P<{key}>{words})" for key, words in _WORDS.items())
    + r")(?:\(s\))?[\s*_]*[:：][\s*_]*(?P<value>.*)$",
    re.I,
)
_REPEATED = re.compile(r"(?:notes?|slides?|video|recordings?|code|materials?)\b", re.I)
_MOST_ABOVE = 4
# What goes on in the rows below.
_LONG = ("abstract", "bio")


@dataclass
class Labelled:
    """What the labels of one talk say; `above` are the rows before the first label, and those that have none."""

    values: dict[str, str] = field(default_factory=dict)
    abstract: list[str] = field(default_factory=list)
    above: list[tuple[int, str]] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)

    @property
    def venue_and_year(self) -> tuple[str | None, int | None]:
        """Where and when the work appeared, if that is a venue; a talk has a room there."""
        found = [venues.venue_and_year(value) for value in self.sources]
        venue = next((venue for venue, year in found if venue and (year or venues.is_venue(venue))), None)
        return venue, next((year for _venue, year in found if year), None)


def label_of(row: str) -> tuple[str, str] | None:
    """The kind of the label a row begins with, and what stands behind it."""
    if ":" not in row[:60] and "：" not in row[:60]:
        return None
    match = _LABEL.match(row[:2000])
    return (next(key for key in _WORDS if match[key] is not None), match["value"].strip()) if match else None


def looks_like(lines: list[str]) -> int:
    """How many lines name a speaker or a title; none where they are few, or where nothing else has a label."""
    found = [label[0] for line in lines if (label := label_of(line)) and "](" not in line]
    people = sum(kind in ("speaker", "authors") for kind in found)
    titles = sum(kind in ("title", "paper") for kind in found)
    others = len(found) - people - titles
    if people and (titles or others >= people):
        return people + min(titles, people)
    return 2 * titles if titles > 1 and others >= titles else 0


def read_labels(rows: list[tuple[int, str]]) -> Labelled:
    """The rows of one talk by their labels."""
    found, current, last = Labelled(), "", ""
    for place, row in rows:
        label = label_of(row)
        title_goes_on = last == "title" and "title" in found.values
        last = label[0] if label else ""
        if label:
            current, value = label
            if value:
                _take(found, current, place, value)
                current = current if current in _LONG else ""
        elif title_goes_on and row[:1].islower():
            found.values["title"] += f" {row}"
        elif current:
            _take(found, current, place, row)
            current = current if current in _LONG else ""
        else:
            found.above.append((place, row))
    return found


def _take(found: Labelled, kind: str, place: int, value: str) -> None:
    if kind == "abstract":
        found.abstract.append(value)
    elif kind == "source":
        found.sources.append(value)
    elif kind not in ("bio", "other") and kind not in found.values:
        found.values[kind], found.places[kind] = value, place


def cycles(rows: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """The rows parted into talks: one ends where a label comes again, and what stands right above belongs to the next.

    Right above are up to four short rows that have no label and are no sentences.
    """
    talks, current, seen = [], [], set()
    for place, row in rows:
        if (name := _name_of(row)) in seen:
            head = head_of(current)
            talks.append(current[: len(current) - len(head)])
            current, seen = head, set()
        seen |= {name} if name else set()
        current.append((place, row))
    return [*talks, current]


def _name_of(row: str) -> str:
    """The label itself, if a talk has it but once."""
    label = label_of(row)
    name = re.match(r"\W*([^:：]+)", row) if label and label[0] != "link" else None
    return name[1].strip().lower() if name and not _REPEATED.match(name[1]) else ""


def head_of(rows: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The rows at the end that are the head of the next talk."""
    count = 0
    while count < min(_MOST_ABOVE, len(rows)):
        row = rows[-1 - count][1]
        if label_of(row) or len(row) > 160 or row.endswith((".", ";")):
            break
        count += 1
    return rows[len(rows) - count :]
