"""Which pieces of a text are the names of people, and whether a text begins with people.

A name is two to five words with capitals ("Ada Lovelace", "J.-P. van der Berg", "Jean d'Alembert") and none of the
words that stand in titles and venues. Whether a single word is a surname is told only by what stands around it.
"""

import re
from functools import lru_cache

from papers.reading_lists import titles
from papers.reading_lists.names import PARTICLES
from papers.reading_lists.vocabulary import NO_NAMES, ONE_WORD_VENUES

_ACRONYM = re.compile(
    r"^(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z]{2,}[a-z]?|[A-Z]-[A-Z]{2,}|\d[A-Z]{2,3})"
    r"(?:[-/ ][A-Z][A-Za-z]*)*(?:(?<=\s[A-Z])&[A-Z])?$"
)
_COMMAS = re.compile(r"\s*[,;]\s*(?:(?:and|und|&)\s+)?|\s+(?:and|und|&)\s+")
_NAME_WORD = re.compile(r"^[^\W\d_][^\W\d_'’.-]*(?:[-'’.]{1,2}[^\W\d_]+)*\.?$")
_LONGEST_NAMES = 1500
_NAME_END = re.compile(r":(?:\s|$)|(?<=[^\W\d_][^\W\d_])\.\s")
_NO_NAME_ENDS = ("tion", "tions", "ology", "ability", "ibility")
_ET_AL = re.compile(r"et\.?\s*al\.?")
_SURNAME_OF_TWO = re.compile(r"^(?:Mc|Mac|Le|La|De|Di|Du|Van|Fitz)[A-Z][a-z]{2,}$")


def is_acronym(text: str) -> bool:
    """ "ICML", "NeurIPS", "IEEE S&P"; "LeCun" and "McKay" are surnames."""
    return bool(_ACRONYM.match(text)) and not _SURNAME_OF_TWO.match(text)


@lru_cache(maxsize=8192)
def is_name(piece: str) -> bool:
    """Whether the piece reads as the full name of one person: two to five words with capitals, none of a title."""
    words = piece.split()
    if not 2 <= len(words) <= 6 or len(piece) > 50:
        return False
    if words[0] == "A" and len(words) > 2 and len(words[1].strip(".")) > 1:
        return False  # "A Ten-Year Perspective", but "A Lovelace"
    plain = [word for word in words if word.lower() not in PARTICLES]
    if any(word[-1] == "." and word.count(".") == 1 and len(word) > 3 for word in plain[:-1]):
        return False  # "Phys. Rev. Lett."
    is_full = any(len(word.strip(".")) > 1 for word in plain)
    return is_full and len(plain) <= 5 and all(_is_name_word(word) for word in plain) and not _is_shouted(plain)


def _is_name_word(word: str) -> bool:
    return (
        (word[:1].isupper() or _small_beginning(word))
        and bool(_NAME_WORD.match(word))
        and word.lower().strip(".") not in NO_NAMES
        and not word.lower().endswith(_NO_NAME_ENDS)
    )


def _small_beginning(word: str) -> bool:
    """d'Alembert, al-Khwarizmi."""
    return bool(re.match(r"^(?:d|l|al|el|ibn)['’-][^\W\d_]", word))


def _is_shouted(words: list[str]) -> bool:
    """ "IEEE TPAMI": two acronyms are no name, "JINSHAN ZENG" in a list of capitals would be one."""
    return all(len(word) <= 6 and word.isupper() and "." not in word for word in words) and len("".join(words)) < 10


def is_surname(piece: str) -> bool:
    words = [word for word in piece.split() if word.lower() not in PARTICLES]
    return (
        len(words) == 1
        and _is_name_word(words[0])
        and len(words[0]) > 1
        and words[0].lower() not in ONE_WORD_VENUES
        and not is_acronym(words[0])
    )


def are_inverted(text: str) -> bool:
    """ "Lovelace, Ada and Babbage, Charles": each name turned; a comma behind the last "and" tells it."""
    last = re.split(r"\s(?:and|und|&)\s", text)[-1]
    if len(last) == len(text) or last.strip(" ,;.").count(",") != 1:
        return False
    pieces = [piece for piece, _end in pieces_of(text.strip(" ,;."))]
    pairs = list(zip(pieces[::2], pieces[1::2], strict=False))
    are_whole = len(pieces) > 3 and len(pieces) % 2 == 0
    return are_whole and all(is_name(f"{given} {last}") and len(last.split()) < 4 for last, given in pairs)


def people_first(text: str) -> tuple[str, str]:
    """The names a text begins with, and the title behind them; both are empty where no names stand first.

    The names end at a colon or a full stop, or two or more of them at a comma.
    """
    pieces = pieces_of(text[:_LONGEST_NAMES])
    # "Lovelace, Ada, Charles Babbage, and …"
    is_turned = len(pieces) > 2 and is_name(pieces[2][0]) and is_surname(pieces[0][0]) and is_surname(pieces[1][0])
    for place, (piece, end) in enumerate(pieces):
        if place < 2 and is_turned:
            continue
        start = end - len(piece)
        if (last := _NAME_END.search(piece)) and is_name(piece[: last.start()].strip("*_ ")):
            return text[: start + last.start()].strip(), text[start + last.end() :].strip()
        if _ET_AL.fullmatch(piece) and place > 0:
            continue
        if not is_name(titles.without_marks_of_people(piece)):
            return (text[:start].strip(" ,;"), text[start:].strip()) if place > 1 else ("", "")
    return "", ""


def pieces_of(part: str) -> list[tuple[str, int]]:
    """The pieces of a part with the place where each ends."""
    rows, start = [], 0
    for match in [*_COMMAS.finditer(part), None]:
        end = match.start() if match else len(part)
        if part[start:end].strip():
            rows.append((part[start:end].strip(), end))
        start = match.end() if match else end
    return rows
