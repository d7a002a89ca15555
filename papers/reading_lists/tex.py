"""TeX in titles and names: accents and commands become letters, mathematics stays as it was written."""

import re
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text

_READER = LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=False)
_LOGO = re.compile(r"\{?\\((?:La|Bib)?TeX)\b\s*(?:\{\})?\}?")
_SLOW = re.compile(r"[\\$%]")
_LONGEST = 5_000


def plain(text: str) -> str:
    r"""`G{\"o}del` as Gödel, `{DNA}` as DNA. What is no valid TeX comes back unchanged; never raises."""
    if "\\" not in text and "{" not in text and "~" not in text:
        return text
    text = _LOGO.sub(r"\1 ", text) if "TeX" in text else text
    if not _SLOW.search(text):
        return " ".join(text.replace("{", "").replace("}", "").replace("~", " ").split())
    return _read(text[:_LONGEST]) + text[_LONGEST:]


@lru_cache(maxsize=4096)
def _read(text: str) -> str:
    try:
        # A lone percent sign begins a comment for TeX; in a title it is a percent sign.
        read = _READER.latex_to_text(re.sub(r"(?<!\\)%", r"\\%", text))
    except Exception:  # the library promises no kinds of errors, and a strange title is no reason to lose the entry
        return text.replace("{", "").replace("}", "")
    return " ".join(read.split())
