"""Whether a line of a page is a list of people, and who: with or without what each works for.

    Ada Lovelace · Charles Babbage                      Ada Lovelace (UC Engine), Charles Babbage (Cambridge)
    Ada Lovelace1, Charles Babbage1,2                   Authors: Ada Lovelace and Charles Babbage
    Ada Lovelace and Kurt Gödel, University of Wheels; Emmy Noether, Göttingen

In the last form the places stand behind the people of each group.
"""

import re
from functools import lru_cache

from papers.reading_lists import beside
from papers.reading_lists.names import Names, read_names

_LEAD = re.compile(
    r"^(?:authors?|speakers?|presenters?|by|von|vortragende?r?|presented by|given by)\s*:?\s+(?=\S)", re.I
)
HONORIFIC = re.compile(r"^(?:(?:prof(?:essor)?|dr|mr|mrs|ms|priv|phd)\b\.?[\s-]+){1,4}(?=\S)", re.I)
_HONORIFICS = re.compile(r"(?<![\w])(?:(?:Prof(?:essor)?|Dr|Mrs?|Ms)\b\.?\s+){1,4}(?=[^\W\d_])")
_ANY_AND = re.compile(r"(?:^|\s+)(?:and|und|&)\s+")
# Two words with capitals: most lines that name nobody are without them.
_COULD_NAME = re.compile(r"[^\W\d_a-zß-ÿ][^\s,;]*\s(?:[^\s,;]{1,12}\s){0,3}[^\W\d_a-zß-ÿ]|·|\b[dl]['’]|\bal-")
_DASH = re.compile(r"\s(?:[-–—]|--+)\s")
_NAME_END = re.compile(r"(?:\b[A-Z]|al|\bJr|\bSr)\.$")
_WORDS_OF_PLACES = """
    academy amazon apple assistant associate bell berkeley bytedance caltech candidate center centre cmu cnrs
    college collège deepmind department departments dept eecs epfl eth facebook faculty fellow foundation google
    huawei ibm inc inria institut institute intel lab laboratories laboratory labs lecturer ltd max meta microsoft
    mit nvidia nyu openai phd polytechnic postdoc professor research school scientist stanford state student tech
    technion technische universidad universita universitat universite university università universität université
    yahoo école
"""
_SMALL = frozenset(["and", "at", "de", "of", "the", "und"])
_PLACES = frozenset(_WORDS_OF_PLACES.split())
_DOING = re.compile(r"^[^\W\d_]{6,}ing\s")  # "Deconstructing Wheels"
_BRACKET = re.compile(r"\([^()]{2,200}\)|\[[^\[\]]{2,200}\]")


def is_people(row: str) -> bool:
    """Whether a line is a list of names: parted by middle dots, or short and without a sentence."""
    return bool(people(row).authors)


def is_surely_people(row: str) -> bool:
    """Whether it can be no title: several names, or names with places."""
    found = people(row).authors
    return len(found) > 1 or bool(found) and (_BRACKET.search(row) is not None or "," in row)


@lru_cache(maxsize=16384)
def people(row: str) -> Names:
    """The people of a line; nobody where it is no list of people."""
    if len(row) > 3000:
        return Names()
    if not _COULD_NAME.search(row) or any(sign in row for sign in '“”„"'):
        return Names()
    bare = _HONORIFICS.sub("", _LEAD.sub("", row)).strip()
    if "·" in bare:
        return read_names(bare)
    if bare[-1:] in ".?!:" and not _NAME_END.search(bare[-12:]) or len(bare.split()) > 300:
        return Names()
    dashes = _DASH.split(bare)
    if len(dashes) == 2:  # "Ada Lovelace – University of Wheels", but "Ada Lovelace – Fine Wheels"
        bare = f"{dashes[0]}, {dashes[1]}"
        if not has_place(dashes[1]):
            return Names()
    groups = re.split(r"\s*;\s*", bare)
    have_places = len(groups) > 1 and any(beside.is_name(group.partition(",")[0]) for group in groups if "," in group)
    found = Names() if have_places else read_names(bare)
    if are_names(found.authors):
        return found
    found = read_names("; ".join(_without_places(group) for group in groups))
    return found if are_names(found.authors) else Names()


def are_names(names) -> bool:
    """Whether every piece is a person's name, and none a place."""
    return bool(names) and all(
        beside.is_name(name) and not has_place(name) and not _DOING.match(name) for name in names
    )


def has_place(piece: str) -> bool:
    return any(word in _PLACES for word in re.findall(r"[^\W\d_]+", piece.lower()))


def _without_places(group: str) -> str:
    """ "Ada Lovelace and Kurt Gödel, University of Wheels, Vienna" as "Ada Lovelace, Kurt Gödel"."""
    group = re.sub(r"^(?:and|und|&)\s+", "", _BRACKET.sub("", group))
    pieces = [piece.strip() for piece in group.split(",")]
    named, is_last = 0, False
    while named < len(pieces) and not is_last and _are_names_only(pieces[named]):
        is_last = _ANY_AND.search(pieces[named]) is not None  # no name stands behind "A, B and C"
        named += 1
    behind = pieces[named:]
    is_place = is_last or has_place(" ".join(behind)) or named == 1 and all(map(_can_be_place, behind))
    return ", ".join(pieces[:named]) if named and behind and is_place else group


def _are_names_only(piece: str) -> bool:
    parts = [part for part in _ANY_AND.split(piece) if part]
    return bool(parts) and all(beside.is_name(part) and not has_place(part) for part in parts)


def _can_be_place(piece: str) -> bool:
    """A town or an acronym: two words with capitals, not counting the small ones."""
    words = [word for word in piece.split() if word.lower() not in _SMALL]
    return len(words) <= 2 and all(word[:1].isupper() for word in words)
