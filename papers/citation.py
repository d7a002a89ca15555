"""One publication in one line, to be copied into a text."""

from papers.models import Paper

ENDS = (".", "?", "!", "…")


def plain(paper: Paper) -> str:
    """ "Ada Lovelace, Charles Babbage. Notes on an engine. Memoirs, 1843." What is not known is left out.

    A paper without a venue is cited by its arXiv id, which is where one can read it.
    """
    place = paper.venue or (f"arXiv:{paper.arxiv_id}" if paper.arxiv_id else "")
    parts = (
        ", ".join(paper.author_list),
        paper.title,
        ", ".join(part for part in (place, str(paper.year or "")) if part),
    )
    return " ".join(part if part.endswith(ENDS) else f"{part}." for part in parts if part)
