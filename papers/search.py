"""Full-text search in the library, the same on both databases.

`Paper.search_text` holds the words of a paper, folded and parted by single spaces; what a word is is therefore decided
here, in Python, and not by the two databases, whose own rules differ. PostgreSQL looks the words up in a GIN index over
that column, SQLite in an FTS5 table that triggers keep (both made by the first migration).
"""

import re
import unicodedata

from django.db import connections
from django.db.models.expressions import RawSQL

LONGEST_WORD = 100
_WORD = re.compile(r"[^\W_]+")

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
    """The words of a text as they are stored and looked up; signs part them, so 1906.05271 is two words."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(folded(text))]


def search(papers, words: str):
    """Those of the papers that hold every word, or a word that begins with it; all papers for no words."""
    wanted = words_in(words)
    if not wanted:
        return papers
    vendor = connections[papers.db].vendor
    return papers.filter(pk__in=RawSQL(_QUERIES[vendor], [_match(wanted, vendor)]))


def _match(wanted: list[str], vendor: str) -> str:
    """The words in the language of the database's index. They are letters and digits only, so nothing is escaped."""
    quote, joint, prefix = ("'", " & ", ":*") if vendor == "postgresql" else ('"', " AND ", "*")
    return joint.join(f"{quote}{word}{quote}{prefix}" for word in wanted)
