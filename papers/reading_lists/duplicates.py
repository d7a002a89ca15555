"""Whether two entries are the same work, may be, or are not; and why.

The similarity of titles alone does not decide: "… I" and "… II" are nearly alike and two works, and two books by
different people are called "Deep learning". The same arXiv id or DOI is the same work. The same title with at least
half of the authors in common and years at most two apart is the same work; with fewer it is asked about. So is a title
at least 0.93 alike with an author in common, unless the titles differ in a number, a Roman numeral or a word that turns
the meaning.
"""

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache

from papers.reading_lists.entry import Entry

SAME, ASK, DIFFERENT = "same", "ask", "different"
ALIKE = 0.93
YEARS_APART = 2
# Bounds of what one entry is compared with, so that the time does not explode where thousands of titles begin alike.
MOST_OF_A_KIND = 20
MOST_ON_SHELF = 30
MOST_ALIKE = 5
MOST_PEOPLE = 12
FIRST_PEOPLE = 3  # a title that changed a little has still the same first authors
_RAREST = 4
_WORDS_THAT_TURN = """
    addendum again comment comments correction corrigendum erratum kein keine never nicht no non not ohne rejoinder
    reply response retracted revisited still supplement supplementary un without
    first second third fourth fifth sixth seventh eighth ninth tenth
"""
_TURNING = frozenset(_WORDS_THAT_TURN.split())
_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
    "ix": "9", "x": "10",
}  # fmt: skip
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


@dataclass(frozen=True)
class Verdict:
    """`kind` is "same", "ask" or "different"; `reason` a key: "arxiv", "doi", "title", "similar"."""

    kind: str
    reason: str = ""


@dataclass(frozen=True)
class Person:
    """A name as it is compared: "Wei Zhang", "W. Zhang", "Zhang" and "Zhang Wei" may be one person."""

    surname: str
    initial: str
    words: str

    def may_be(self, other: "Person") -> bool:
        is_turned = " " in self.words and self.words == other.words
        fits = not self.initial or not other.initial or self.initial == other.initial
        return is_turned or self.surname == other.surname and fits


@lru_cache(maxsize=20_000)
def folded(text: str | None) -> str:
    """A title as it is compared: no case, no accents, words only."""
    text = text or ""
    if text.isascii():
        return " ".join(re.findall(r"[^\W_]+", text.lower()))
    text = text.replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


@lru_cache(maxsize=20_000)
def people_of(authors: tuple[str, ...]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(person for name in authors if (person := _person(name))))


def _person(name: str) -> Person | None:
    words = folded(name).split()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return Person(words[-1], words[0][0] if len(words) > 1 else "", " ".join(sorted(words))) if words else None


def compare(one: Entry, other: Entry) -> Verdict:
    """What the two entries are to each other. Symmetric."""
    if one.arxiv_id and one.arxiv_id == other.arxiv_id:
        return Verdict(SAME, "arxiv")
    if one.doi and other.doi and one.doi.lower() == other.doi.lower():
        return Verdict(SAME, "doi")
    first, second = folded(one.title), folded(other.title)
    if not first or not second:
        is_same_link = one.url and one.url == other.url and not (one.title or other.title)
        return Verdict(SAME, "url") if is_same_link else Verdict(DIFFERENT)
    if first == second:
        return _of_one_title(one, other)
    if abs(len(first) - len(second)) > 0.2 * max(len(first), len(second)) or _turns(first, second):
        return Verdict(DIFFERENT)
    if next(_in_common(one, other), None) is None or not _are_alike(first, second):
        return Verdict(DIFFERENT)
    return Verdict(ASK, "similar")


def _of_one_title(one: Entry, other: Entry) -> Verdict:
    left, right = people_of(one.authors), people_of(other.authors)
    common = min(sum(1 for _ in _in_common(one, other)), sum(1 for _ in _in_common(other, one)))
    if common and _years_fit(one, other) and 2 * common >= min(len(left), len(right)):
        return Verdict(SAME, "title")
    is_doubtful = not left or not right or common or {person.surname for person in left} & {p.surname for p in right}
    return Verdict(ASK, "title") if is_doubtful else Verdict(DIFFERENT)


def _in_common(one: Entry, other: Entry):
    """The people of one entry who may be people of the other, one after the other."""
    known = _by_sign(other.authors)
    for person in people_of(one.authors):
        rows = (*known.get(person.surname, ()), *known.get(person.words, ()))
        if any(person.may_be(candidate) for candidate in rows):
            yield person


@lru_cache(maxsize=20_000)
def _by_sign(authors: tuple[str, ...]) -> dict[str, list[Person]]:
    found = defaultdict(list)
    for person in people_of(authors):
        for sign in {person.surname, person.words}:
            found[sign].append(person)
    return dict(found)


def _years_fit(one: Entry, other: Entry) -> bool:
    return one.year is None or other.year is None or abs(one.year - other.year) <= YEARS_APART


def _are_alike(first: str, second: str) -> bool:
    pair = sorted(" ".join(_NUMBERS.get(word, word) for word in text.split()) for text in (first, second))
    matcher = difflib.SequenceMatcher(None, *pair, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _turns(first: str, second: str) -> bool:
    """Whether the titles differ in a number, in the letter of a part, or in a word such as "still" or "not"."""
    if first.replace(" ", "") == second.replace(" ", ""):
        return False
    left, right = ({_NUMBERS.get(word, word) for word in text.split()} for text in (first, second))
    are_letters = all(any(len(word) == 1 for word in words) for words in (left - right, right - left))
    return are_letters or any(word in _TURNING or not word.isalpha() for word in left ^ right)


class Index:
    """Entries to compare with, found by id, by title and people, and by the words of their titles.

    Of very many that are alike only some are compared, so that 5,000 entries take about a second whatever they are.
    """

    def __init__(self):
        self.by_id: dict[str, list] = defaultdict(list)
        self.by_title: dict[str, list] = defaultdict(list)
        self.by_person: dict[tuple[str, str], list] = defaultdict(list)
        self.by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.rows: list[tuple] = []

    def add(self, entry: Entry, key) -> None:
        """Let later entries be compared with this one; `key` is what `find` answers with."""
        row = (entry, key)
        for known in _ids(entry):
            self.by_id[known].append(row)
        title = folded(entry.title)
        if title:
            self.by_title[title].append(row)
            for sign in _signs(entry):
                self.by_person[title, sign].append(row)
            stems = _stems(title)
            for name in _first_surnames(entry):
                for stem in stems:
                    self.by_word[name, stem].append(len(self.rows))
            self.rows.append((stems, title, row))

    def same(self, entry: Entry) -> tuple[object, Verdict] | None:
        """The entry that is the same work as (key, verdict), or None."""
        title = folded(entry.title)
        shelves = [self.by_id.get(known, ()) for known in _ids(entry)]
        shelves += [self.by_person.get((title, sign), ()) for sign in _signs(entry)] if title else []
        rows = {id(row): row for shelf in shelves for row in shelf[-MOST_OF_A_KIND:]}
        return self._best(entry, rows.values(), SAME)

    def find(self, entry: Entry) -> tuple[object, Verdict] | None:
        """The best match as (key, verdict): a same one before one to ask about; None where there is none."""
        found = self.same(entry)
        if found is None and (title := folded(entry.title)):
            found = self._best(entry, self.by_title.get(title, ())[-MOST_OF_A_KIND:], ASK)
            found = found or self._best(entry, self._alike(entry, title), ASK)
        return found

    def _best(self, entry: Entry, rows, kind: str) -> tuple[object, Verdict] | None:
        return next(((key, verdict) for other, key in rows if (verdict := compare(entry, other)).kind == kind), None)

    def _alike(self, entry: Entry, title: str) -> list:
        """The entries of the same people that have most words of the title, by its rarest words."""
        stems, hits = _stems(title), Counter()
        for name in _first_surnames(entry):
            shelves = sorted((shelf for stem in stems if (shelf := self.by_word.get((name, stem)))), key=len)
            for shelf in shelves[:_RAREST]:
                hits.update(shelf[-MOST_ON_SHELF:])
        needed = min(2, max(1, len(stems) - 1))
        found = []
        for place, number in hits.items():
            if number < needed:
                continue
            other_stems, other_title, row = self.rows[place]
            number, longest = len(stems & other_stems), max(len(stems), len(other_stems))
            # All words but a few are the same; that is told much quicker than letters are compared.
            if number >= max(1, longest - 2 - longest // 10):
                found.append((number, other_title, row))
        best = sorted(found, key=lambda one: -one[0])[:MOST_ALIKE]
        return [row for _number, other, row in best if len(stems) <= 12 or _word_ratio(title, other) >= 0.7]


def _word_ratio(title: str, other: str) -> float:
    return difflib.SequenceMatcher(None, title.split(), other.split(), autojunk=False).ratio()


def _ids(entry: Entry) -> list[str]:
    """What an entry is known by; its address counts only where there is no title."""
    known = (entry.arxiv_id, entry.doi and entry.doi.lower(), entry.url if not entry.title else None)
    return [sign for sign in known if sign]


def _signs(entry: Entry) -> set[str]:
    people = people_of(entry.authors)[:MOST_PEOPLE]
    return {sign for person in people for sign in (person.surname, person.words)}


def _first_surnames(entry: Entry) -> set[str]:
    return {person.surname for person in people_of(entry.authors)[:FIRST_PEOPLE]}


@lru_cache(maxsize=20_000)
def _stems(title: str) -> frozenset[str]:
    """The beginnings of the words, so that "modelling networks" is found by "modeling network"."""
    words = title.split()
    return frozenset(word[:4] for word in words if len(word) > 2) or frozenset(words)


def marked(entries, known: Index | None = None) -> tuple[Entry, ...]:
    """The entries, those that are the same work as an earlier or a known one with `duplicate_of` set."""
    index, made = Index(), []
    for entry in entries:
        found = (known.same(entry) if known else None) or index.same(entry)
        made.append(replace(entry, duplicate_of=found[0]) if found else entry)
        if not found:
            index.add(entry, entry.line)
    return tuple(made)
