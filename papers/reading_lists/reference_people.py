"""The people in front of a reference: whether a text is names and nothing else, and where names alone end.

Lovelace, Ada, and Charles Babbage        Lovelace & Babbage        A. Lovelace, C. Babbage, Title of the work, …
"""

import re

from papers.reading_lists import beside
from papers.reading_lists.names import PARTICLES, read_names
from papers.reading_lists.people import pieces_of
from papers.reading_lists.vocabulary import NO_NAMES

_WITH_INITIALS = re.compile(
    r"^(?:(?:[A-ZÀ-Þ]\.[\s-]?){1,4}(?:(?:van|von|de|der|den|del|di|da|la|le|du)\s+){0,2}[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?"
    r"|[A-ZÀ-Þ][\w'’-]+\s+(?:[A-ZÀ-Þ]\.[\s-]?){1,4})(?:\s+et\.?\s+al\.?)?$"
)
_ET_AL = re.compile(r"\s*,?\s*\bet\.?\s*al\b\.?:?\s*$", re.I)


def only_names(head: str) -> bool:
    """Whether every piece is a name with a surname: no initial alone, no word of a sentence."""
    people = read_names(head)
    words = [word for name in people.authors for word in name.split() if word.lower() not in PARTICLES]
    are_full = all(
        2 <= len(name.split()) <= 6 and any(len(word.strip(".")) > 1 for word in name.split())
        for name in people.authors
    )
    is_surname_et_al = people.more and len(people.authors) == 1 and beside.is_surname(people.authors[0])
    has_verb = sum(word.lower().strip(".") in NO_NAMES for word in words) > 0
    return bool(people.authors) and (are_full or is_surname_et_al) and not has_verb and all(
        word[:1].isupper() or re.match(r"^(?:d|l|al|el)['’-]", word)
        for word in _without_one_in_small(people.authors, words)
    )  # fmt: skip


def _without_one_in_small(names: tuple[str, ...], words: list[str]) -> list[str]:
    """The words without those of the one name among many that its bearer writes in small letters."""
    small = [name for name in names if name.islower()]
    return [word for word in words if word not in small[0].split()] if len(small) == 1 and len(names) > 3 else words


def are_surnames(head: str) -> bool:
    """ "Lovelace & Babbage", "Lovelace, Babbage and Gödel", "Lovelace et al.": surnames, the last two joined by a word.

    A single surname is none: it could be any word.
    """
    if len(head) > 100:
        return False
    text = _ET_AL.sub("", head)
    is_joined = len(text) < len(head) or re.search(r"\s(?:and|und|&)\s", text) is not None
    return is_joined and all(beside.is_surname(piece) for piece, _end in pieces_of(text)) and bool(text.strip())


def names_before_commas(text: str) -> tuple[str, str]:
    """Names and rest of "A. Lovelace, C. Babbage, Title, …", every name with initials; else two empty texts."""
    end = 0
    for piece, place in pieces_of(text):
        if not _WITH_INITIALS.match(piece):
            start = place - len(piece)
            return (text[:end], text[start:]) if end else ("", "")
        end = place
    return "", ""
