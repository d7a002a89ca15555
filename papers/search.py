"""Full-text search in the library, the same on both databases.

`Paper.search_text` holds the words of a paper, folded and parted by single spaces; what a word is is therefore decided
here, in Python, and not by the two databases, whose own rules differ. PostgreSQL looks the words up in a GIN index over
that column, SQLite in an FTS5 table that triggers keep (both made by the first migration).
"""

import unicodedata

from django.db import connections
from django.db.models.expressions import RawSQL

from papers.reading_lists import duplicates

LONGEST_WORD = 100

# The vector is built from the words as they are: PostgreSQL's own parser would read numbers and addresses into them.
VECTOR = "array_to_tsvector(string_to_array(search_text, ' '))"
_QUERIES = {
    "postgresql": f"SELECT id FROM papers_paper WHERE {VECTOR} @@ %s::tsquery",
    "sqlite": "SELECT rowid FROM papers_paper_search WHERE papers_paper_search MATCH %s",
}


def folded(text: str) -> str:
    """Text as search compares it: no case, no accents, single spaces. The same on every database."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def words_in(text: str) -> list[str]:
    """The words of a text as they are stored and looked up; signs part them, so 1906.05271 is two words.

    Whatever the rule for duplicates reads as the same is the same here: "Søren" and "Soren".
    """
    return [word[:LONGEST_WORD] for word in duplicates.folded(text.casefold()).split()]


def search(papers, words: str):
    """Those of the papers that hold every word, or a word that begins with it; all papers where nothing is asked.

    Signs alone are in no paper.
    """
    if not words.strip():
        return papers
    wanted = words_in(words)
    return _found(papers, [wanted], is_beginning=True) if wanted else papers.none()


def holding(papers, *groups: list[str]):
    """Those of the papers that hold every word of one of these groups, each as a whole word."""
    wanted = [group for group in groups if group]
    return _found(papers, wanted, is_beginning=False) if wanted else papers.none()


def _found(papers, groups: list[list[str]], is_beginning: bool):
    vendor = connections[papers.db].vendor
    return papers.filter(pk__in=RawSQL(_QUERIES[vendor], [_match(groups, is_beginning, vendor)]))


def _match(groups: list[list[str]], is_beginning: bool, vendor: str) -> str:
    """The words in the language of the database's index. They are letters and digits only, so nothing is escaped."""
    quote, every, one, beginning = ("'", " & ", " | ", ":*") if vendor == "postgresql" else ('"', " AND ", " OR ", "*")
    ending = beginning if is_beginning else ""
    return one.join("(" + every.join(f"{quote}{word}{quote}{ending}" for word in group) + ")" for group in groups)
