"""Lists of authors as people write them.

Understood are: natural lists ("Ada Lovelace, Charles Babbage, and Mary Somerville"), inverted ones as in BibTeX
("Lovelace, Ada and Babbage, Charles"), initials ("Lovelace, A., & Babbage, C."), the style in which only the first
name is inverted ("Lovelace, Ada, and Charles Babbage"), separators · ; | & and line breaks, affiliations in brackets,
accents in TeX. "et al." and "and others" say that somebody is missing. Names that ran together when a page was copied
are kept as they are and called doubtful.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from papers.reading_lists.tex import plain

_MORE = re.compile(
    r"(?:,|\band\b|&|;)?\s*(?:\bet\.?\s*al\.?(?![a-z])|\band\s+(?:\d+\s+)?others\b|\bothers\b$|\bu\.\s?a\.|…|\.\.\.)",
    re.I,
)
_SIGNS_OF_MORE = ("al", "others", "u.", "…", "...")  # the rule above takes long, and most lists are complete
_MARK_SIGN = re.compile(r"[*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰$\d]")
_MARKS = re.compile(r"[*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰]+|\$\^\{?[^$]*\}?\$|(?<=[^\W\d_])\d+(?:,\d+)*(?=[\s,;]|$)")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_INITIAL_LAST = re.compile(r"(?:^|[\s.,-])[^\W\d_]\.$|\b[JS]r\.$")
_STRONG = re.compile(r"\s*(?:[;·•|\n]|\s[–—/]\s|(?<=\.)/(?=[^\W\d_]))\s*")
_AND = re.compile(r"\s*,?\s*(?:\band\b|\bund\b|&)\s*", re.I)
_WORD_AND = re.compile(r"\s+(?:and|und|&)\s+", re.I)
_LEADING_AND = re.compile(r"^(?:and|und|&)\s+", re.I)
_SHORT_LAST = re.compile(r"(?:\b[^\W\d_]|\b[JS]r)\.$")
_COMMA = re.compile(r"\s*[,、，]\s*")
_INITIALS = re.compile(r"^(?:(?:[A-ZÀ-Þ]|[A-ZÀ-Þ][a-z]\.|[^\W\d_]\.)\.?[\s-]{0,2}){1,5}$")
_BEGINS_SHORT = re.compile(r"^[^\W\d_]\.")
# "Lovelace A", "Agüera y Arcas B.", "O'Neil J-P."
_SURNAME_INITIALS = re.compile(
    r"^(?=.*[a-zß-ÿ])(?!.*\s(?:II|III|IV)$)(?:[^\W\d_][\w'’-]*\s+){1,4}(?:[^\W\d_a-zß-ÿ]{1,3}\.?|(?:[^\W\d_a-zß-ÿ]\.?[\s-]?){1,4})$"
)
_FOREIGN_AND = re.compile(r"(?<=[^\W\d_]{2})\s+(?:y|et)\s+(?=[^\W\d_a-z][\w.’'-]*\s+[^\W\d_a-z][^\W\d_]{2})")
_PART_OF_NAME = re.compile(r"(?:^|,)\s*(?P<part>family|given|prefix|suffix)\s*=(?P<words>[^,]*)")
_OTHERS = re.compile(r"(?:\d+\s+)?others|et\.? al\.?", re.I)
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv)\.?$", re.I)
_SUFFIX_BEHIND = re.compile(r",\s*(?P<suffix>(?:[JS]r|II|III|IV)\.?)$")
PARTICLES = {
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "el", "al", "la", "le", "ten", "ter",
    "zu", "bin", "ben",
}  # fmt: skip
# A small letter directly before a capital: two names in one word, unless the word is one of the usual beginnings.
_RUN_TOGETHER = re.compile(r"(?<=[^\W\d_])(?<=[a-zà-öø-ÿā-ž])(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿā-ž])")
_BEGINNINGS = re.compile(r"^(?:Mc|Mac|De|Le|La|Du|Di|Van|Von|O|D|Fitz|El|Al|Ben|Mai|Xiao|Da|Del)$")


@dataclass(frozen=True)
class Names:
    """The people of one list, in order; `more` if it says that somebody is left out, `doubtful` if a look is needed."""

    authors: tuple[str, ...] = ()
    more: bool = False
    doubtful: bool = False

    @property
    def doubts(self) -> tuple[str, ...]:
        return (*(("names_run_together",) if self.doubtful else ()), *(("names_incomplete",) if self.more else ()))


@lru_cache(maxsize=8192)
def read_names(text: str) -> Names:
    """The names in `text`. Never raises; an empty text has no names."""
    text = plain(text or "")
    small = text.lower()
    more = any(sign in small for sign in _SIGNS_OF_MORE) and bool(_MORE.search(text))
    text = _MORE.sub("", text) if more else text
    text = _BRACKETS.sub("", text) if "(" in text or "[" in text else text
    text = _MARKS.sub("", text) if _MARK_SIGN.search(text) else text
    text = _FOREIGN_AND.sub(", ", text) if "y" in text or "et" in text else text
    text = text.strip(" \t,;:·")
    # The full stop of the sentence goes, that of an initial stays.
    text = text if not text.endswith(".") or _INITIAL_LAST.search(text) else text.rstrip(".")
    names = tuple(tidy for chunk in _chunks(text) if (tidy := _tidy(chunk)))
    return Names(names, more, any(runs_together(name) for name in names))


def read_bibtex_names(text: str) -> Names:
    """The names of an author field of BibTeX: parted by "and", each "First Last", "Last, First" or "Last, Jr, First".

    A field that breaks this rule (commas between whole names) is read like any other list.
    """
    parts = [
        part.strip() for part in re.split(r"\s+and\s+", " ".join((text or "").split()), flags=re.I) if part.strip()
    ]
    people = [_from_parts(part) for part in parts if not _OTHERS.fullmatch(part)]
    if any(_breaks_rule(part) or ";" in part for part in people):
        return read_names(text)
    if people and all(_SURNAME_INITIALS.match(part) for part in people):  # "Lovelace A and Babbage CB", as in PubMed
        people = [_initials_first(part) for part in people]
    names = tuple(tidy for part in people if (tidy := _tidy(_MARKS.sub("", _in_order(plain(part))))))
    return Names(names, len(people) < len(parts), any(runs_together(name) for name in names))


def _from_parts(part: str) -> str:
    """ "family=Berg, given=Jan, prefix=van der" of BibLaTeX as "van der Berg, Jan"; any other name as it is."""
    known = {match["part"]: match["words"].strip(' "{}') for match in _PART_OF_NAME.finditer(part)}
    if "family" not in known:
        return part
    family = " ".join(known[name] for name in ("prefix", "family") if known.get(name))
    return ", ".join(filter(None, (family, known.get("suffix"), known.get("given"))))


def _breaks_rule(part: str) -> bool:
    pieces = [piece.strip() for piece in part.split(",")]
    return (
        len(pieces) > 3
        or len(pieces) > 1
        and all(len(plain(piece).split()) > 1 and not _INITIALS.match(piece) for piece in pieces)
        and pieces[0][:1].isupper()
        and not any(word.lower() in PARTICLES for word in pieces[0].split()[:-1])
        and len(pieces) > 2
    )


def _in_order(part: str) -> str:
    pieces = [piece.strip() for piece in part.split(",")]
    if len(pieces) == 3 and _SUFFIX.match(pieces[1]):
        return f"{pieces[2]} {pieces[0]} {pieces[1]}"
    if len(pieces) == 3 and _SUFFIX.match(pieces[2]):
        return f"{pieces[1]} {pieces[0]} {pieces[2]}"
    return f"{' '.join(pieces[1:])} {pieces[0]}".strip()


def _chunks(text: str) -> list[str]:
    if not text:
        return []
    strong = [part for part in _STRONG.split(text) if part.strip()]
    if len(strong) > 1 and all(_SURNAME_INITIALS.match(part.strip()) for part in strong):
        return [_initials_first(part) for part in strong]  # Lovelace A.; Babbage C.B.
    if len(strong) > 1:
        return [name for part in strong for name in _one_or_two(part)]
    by_and = [part.strip() for part in _WORD_AND.split(text) if part.strip()]
    if len(by_and) > 1 and "," not in text:
        return by_and  # Lovelace and Babbage
    if len(by_and) > 1 and all(part.rstrip(",").count(",") == 1 for part in by_and):
        return [_turned(part.rstrip(",")) for part in by_and]  # Last, First and Last, First
    parts = [part for part in _COMMA.split(_AND.sub(", ", text)) if part]
    if len(by_and) == 2 and by_and[1].count(",") == 1 and len(parts) % 2 == 0:
        turned = zip(parts[::2], parts[1::2], strict=True)  # Last, First, Last, First and Last, First
        return [f"{given} {last}" for last, given in turned]
    return _by_commas(parts)


def _one_or_two(part: str) -> list[str]:
    """A piece between strong separators: "Last, First", or a few names after all."""
    part = _LEADING_AND.sub("", part)
    if suffix := _SUFFIX_BEHIND.search(part):
        return [f"{name} {suffix['suffix']}" for name in _one_or_two(part[: suffix.start()])]
    if part.count(",") == 1 and not re.search(r"\sand\s|&", part):
        left, right = (side.strip() for side in part.split(","))
        if len(left.split()) <= 3 and len(right.split()) <= 3 and not (len(left.split()) > 1 < len(right.split())):
            return [f"{right} {left}"]
    return [name for name in _COMMA.split(_AND.sub(", ", part)) if name]


def _by_commas(parts: list[str]) -> list[str]:
    parts = _with_suffixes(parts)
    begin_short = any(_BEGINS_SHORT.match(part) for part in parts[::2])
    if (
        len(parts) >= 2
        and all(_INITIALS.match(part) for part in parts[1::2])
        and len(parts) % 2 == 0
        and not begin_short
    ):
        return [f"{given} {last}" for last, given in zip(parts[::2], parts[1::2], strict=True)]  # Last, F., Last, F.
    if parts and all(_SURNAME_INITIALS.match(part) for part in parts):
        return [_initials_first(part) for part in parts]  # Lovelace A, Babbage CB
    single = [len(part.split()) == 1 for part in parts]
    if len(parts) == 2 and _is_surname(parts[0]) and _is_given(parts[1]):
        return [f"{parts[1]} {parts[0]}"]  # Last, First
    if len(parts) > 2 and _is_surname(parts[0]) and _is_given(parts[1]) and not any(single[2:]):
        return [f"{parts[1]} {parts[0]}", *parts[2:]]  # Last, First, First Last, First Last
    if (
        len(parts) > 2
        and len(parts) % 2 == 0
        and all(_is_surname(part) for part in parts[::2])
        and all(single[1::2])
        and len(parts) > 4
    ):
        return parts  # surnames or first names only: there is no telling
    return parts


def _initials_first(part: str) -> str:
    words = part.split()
    place = next((place for place, word in enumerate(words) if place and word.isupper()), len(words) - 1)
    return " ".join([*words[place:], *words[:place]])


def _with_suffixes(parts: list[str]) -> list[str]:
    joined: list[str] = []
    for part in parts:
        if joined and _SUFFIX.match(part):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def _turned(part: str) -> str:
    last, _comma, first = (side.strip() for side in part.partition(","))
    return f"{first} {last}".strip()


def _is_surname(part: str) -> bool:
    words = part.split()
    return len(words) == 1 or all(word.lower() in PARTICLES for word in words[:-1])


def _is_given(part: str) -> bool:
    """Whether the words can be first names alone: one word, or a first name followed by initials."""
    words = part.split()
    return len(words) == 1 or all(re.match(r"^[^\W\d_]\.?$|^[^\W\d_]\.-?[^\W\d_]\.$", word) for word in words[1:])


def _tidy(name: str) -> str:
    name = " ".join(name.replace("_", " ").replace("~", " ").strip(" ,;:·\"'“”").split())
    if name.endswith(".") and not _SHORT_LAST.search(name):
        name = name[:-1]
    return name if any(letter.isalpha() for letter in name) else ""


def runs_together(name: str) -> bool:
    """Whether several names stand in one without a gap, as in a page copied badly."""
    words = name.split()
    breaks = 0
    for word in words if _RUN_TOGETHER.search(name) else ():
        pieces = _RUN_TOGETHER.split(word)
        breaks += sum(not _BEGINNINGS.match(piece) for piece in pieces[:-1])
    return breaks >= 2 or (breaks >= 1 and len(words) > 3) or len(words) > 6
