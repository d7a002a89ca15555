"""TeX in titles and names: accents and commands become letters, mathematics stays as it was written."""

import re
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexToken, LatexWalker, get_default_latex_context_db

_READER = LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=False)
_LOGO = re.compile(r"\{?\\((?:La|Bib)?TeX)\b\s*(?:\{\})?\}?")
_SLOW = re.compile(r"[\\$%]")
# What TeX takes as it stands; two hyphens, two quotation marks and "?`" would mean something.
_WORDS = re.compile(
    r"(?P<space> ?)(?P<chars>[^\W_](?:(?:[^\W_]|[ ,.;:()/+*=\[\]<>@#|\"_^]|-(?!-)|'(?!')|[?!](?!`))*[^\W_])?)"
)
_LONGEST = 5_000
_CONTEXT = get_default_latex_context_db()


class _Walker(LatexWalker):
    """The walker of the library, which looks at sign after sign; here words that mean nothing to TeX are one sign."""

    def get_token(self, pos, include_brace_chars=None, environments=True, **rest):
        words = _WORDS.match(self.s, pos) if environments and not include_brace_chars else None
        if words is None or "brackets_are_chars" in rest:
            return super().get_token(pos, include_brace_chars, environments, **rest)
        chars = words["chars"]
        return LatexToken("char", chars, words.start("chars"), len(chars), words["space"])


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
        walker = _Walker(re.sub(r"(?<!\\)%", r"\\%", text), latex_context=_CONTEXT)
        read = _READER.nodelist_to_text(walker.get_latex_nodes()[0])
    except Exception:  # the library promises no kinds of errors, and a strange title is no reason to lose the entry
        return text.replace("{", "").replace("}", "")
    return " ".join(read.split())
