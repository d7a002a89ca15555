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

_LEAD = re.compile(r"^(?:authors?|speakers?|presenters?|by|von|vortragende?r?)\s*:?\s+", re.I)
_AND = re.compile(r"\s*,?\s+(?:and|und|&)\s+")
_SENTENCE_END = re.compile(r"[.?!:]$")
_NAME_END = re.compile(r"(?:\b[A-Z]|al|\bJr|\bSr)\.$")
_WORDS_OF_PLACES = """
    academy amazon apple bell berkeley bytedance caltech center centre cmu college deepmind department epfl eth
    facebook foundation google huawei ibm inc inria institut institute intel lab laboratories laboratory labs
    ltd max meta microsoft mit nvidia openai polytechnic research school stanford state tech technische technion
    universidad universita universitat università universität universite université university yahoo
"""
_PLACES = frozenset(_WORDS_OF_PLACES.split())
_BRACKET = re.compile(r"\([^()]{2,200}\)|\[[^\[\]]{2,200}\]")


def is_people(row: str) -> bool:
    """Whether a line is a list of names: parted by middle dots, or short and without a sentence."""
    return bool(people(row).authors)


def is_surely_people(row: str) -> bool:
    """Whether it can be no title: several names, or names with places."""
    found = people(row).authors
    return len(found) > 1 or bool(found) and (_BRACKET.search(row) is not None or "," in row)


@lru_cache(maxsize=4096)
def people(row: str) -> Names:
    """The people of a line; nobody where it is no list of people."""
    if len(row) > 3000:
        return Names()
    bare = _LEAD.sub("", row).strip()
    if "·" in bare:
        return read_names(bare)
    if len(bare.split()) > 300 or _SENTENCE_END.search(bare) and not _NAME_END.search(bare):
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
        (beside.is_name(name) or 2 <= len(name.split()) <= 5 and name.istitle()) and not _has_place(name)
        for name in names
    )


def _has_place(piece: str) -> bool:
    return any(word in _PLACES for word in re.findall(r"[^\W\d_]+", piece.lower()))


def _without_places(group: str) -> str:
    """ "Ada Lovelace and Kurt Gödel, University of Wheels, Vienna" as "Ada Lovelace and Kurt Gödel"."""
    group = re.sub(r"^(?:and|und|&)\s+", "", _BRACKET.sub("", group))
    for match in _AND.finditer(group):
        last, comma, _place = group[match.end() :].partition(",")
        if comma and beside.is_name(last.strip()) and not _has_place(last):
            return f"{group[: match.end()]}{last}"
    pieces = [piece.strip() for piece in group.split(",")]
    if _AND.search(group):
        return group
    named = 0
    while named < len(pieces) and beside.is_name(pieces[named]) and not _has_place(pieces[named]):
        named += 1
    is_place_behind = 0 < named < len(pieces) and (named == 1 or _has_place(" ".join(pieces[named:])))
    return ", ".join(pieces[:named]) if is_place_behind else group
