"""A reading as lines of text, so that a test can show a list and beside it what is found in it."""

from papers.reading_lists.detect import read


def shown(text, form="auto") -> list[str]:
    """Every entry as "title | authors | venue | year | arXiv id, DOI or address | topics"; empty cells at the end go."""
    return [row_of(entry) for entry in read(text if isinstance(text, bytes) else text.encode(), form).entries]


def row_of(entry) -> str:
    cells = (
        entry.title,
        "; ".join(entry.authors),
        entry.venue,
        entry.year,
        entry.arxiv_id or entry.doi or entry.url,
        " > ".join(entry.topic_path),
    )
    return " | ".join("" if cell is None else str(cell) for cell in cells).rstrip(" |")


def lines_of(expected: str) -> list[str]:
    return [" ".join(line.split()) for line in expected.strip().split("\n")] if expected.strip() else []


def check(text, expected, form):
    assert [" ".join(line.split()) for line in shown(text)] == lines_of(expected)
    assert read(text if isinstance(text, bytes) else text.encode()).format == form
