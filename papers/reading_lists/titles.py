"""What is part of a title and what stands only around it."""

import re

from papers.reading_lists.tex import plain

_NUMBERING = re.compile(r"^\s*(?:[-*+•◦▪‣·–—]\s+|\(?\d{1,3}[.)]\s+|\[\d{1,4}\]\s*|#{1,6}\s+)+")
# What the marks beside a title say.
_MARK_WORDS = """
    abs abstract acm appendix arxiv arxiv_page bibtex biorxiv blog blog_post blogpost book chapter cite code code_&_data
    codebase codes colab conference_version data dblp demo djvu dl documentation doi download elsevier epub errata
    full_text fulltext github gitlab hal here hf homepage html hugging_face huggingface ieee jax journal journal_version
    julia keras lecture library link matlab media mirror news notes official official_code open_access openreview
    package page paper pdf pmlr post preprint press proceedings project project_page ps publication python pytorch r
    read reading recording repo repository review scholar semantic_scholar site slide slides software source sources
    springer ssrn summary supplementary_material talk tensorflow text tf thesis thread tool torch tweet twitter
    unofficial сайт статья код 论文 代码 项目 链接 논문 코드 url version video web webpage website weights www youtube
"""
_MARK_PATTERNS = r"""
    supp\w* papers? links? slides? videos? posters? projects? datasets? reviews? notebooks? models? checkpoints?
    implementations? citations? stars? docs? v\d tl;?dr c\+\+
"""
MARK_WORD = "|".join([*(re.escape(word.replace("_", " ")) for word in _MARK_WORDS.split()), *_MARK_PATTERNS.split()])
_MARK = rf"(?:{MARK_WORD})(?: \((?:{MARK_WORD})\))?"
# Round brackets belong to many titles, so only the plainest words between them are marks.
_ROUND_MARK = r"(?:pdf|papers?|code|links?|slides|video|arxiv|website|project page|blog|github|poster|talk|url)"
_MARKS = re.compile(
    rf"\s*\[\s*{_MARK}(?:\s*[,/|]\s*{_MARK})*\s*\]\\?|\s*\(\s*{_ROUND_MARK}(?:\s*[,/|]\s*{_ROUND_MARK})*\s*\)", re.I
)
_FOOTNOTES = re.compile(r"[*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=[^\W\d_])\d{1,2}$")
_LAST_MARK = re.compile(r"(?:\s+\[[a-z][a-z0-9 ]{1,11}\])+\\?$")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*\*|\*\*|__|\*|_|`)(?=[^\s*_`])(.*?)(?<=\S)\1(?!\w)")
_QUOTES = {"“": "”", '"': '"', "„": "“", "«": "»", "《": "》", "‘": "’", "``": "''"}
# What the last lines of a list show to those who want to add something.
PLACEHOLDERS = frozenset(["title", "paper title", "title of the paper", "paper name", "name of the paper", "titel"])
YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")


def clean(text: str, *, is_plain: bool = False) -> str:
    """The title without numbering, bullets, emphasis, quotation marks, [pdf] marks, stars and the last full stop.

    A plain text has no emphasis any more; what looks like it is part of the title.
    """
    text = plain(text.replace("\u200b", "")).strip()
    text = _NUMBERING.sub("", text)
    text = (_MARKS.sub("", text) if "[" in text or "(" in text else text).strip().rstrip("\\").strip()
    text = text if is_plain else without_emphasis(text).strip()
    text = _LAST_MARK.sub("", text.strip("*†‡ \t")) if text.count("[") else text.strip("*†‡ \t")
    for opening, closing in _QUOTES.items():
        if text.startswith(opening) and text.rstrip(".,").endswith(closing) and len(text) > 2:
            text = text[len(opening) :].rstrip(".,").removesuffix(closing)
    text = " ".join(text.split()).rstrip(",;: ")
    return text[:-1].rstrip() if text.endswith(".") and not text.endswith(("...", "etc.")) else text


def without_emphasis(text: str) -> str:
    """The text without the stars, underscores and backquotes that set words off; those inside a word stay."""
    if not ("*" in text or "_" in text or "`" in text):
        return text
    for _round in range(3):
        text, number = _EMPHASIS.subn(r"\2", text)
        if not number:
            break
    return text


def without_marks(text: str) -> str:
    """The text without "[pdf] [code]"."""
    return _MARKS.sub(" ", text) if "[" in text or "(" in text else text


def marks(text: str) -> list[str]:
    """The labels of the marks in a line: "[paper] [code]" has two."""
    if not ("[" in text or "(" in text):
        return []
    return [match.group().strip(" []()\\").lower() for match in _MARKS.finditer(text)]


def without_marks_of_people(text: str) -> str:
    """A name without the stars and numbers that point at footnotes and affiliations."""
    return _FOOTNOTES.sub("", text).strip()
