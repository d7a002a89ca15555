"""Where a part of a reference ends: at a full stop that is none of an initial or abbreviation, or before "in:"."""

import re

from papers.reading_lists.vocabulary import VENUE_WORDS

# A full stop that ends a part: behind no initial and no abbreviation of a reference.
_PART_END = re.compile(
    r"(?<![\s.\-(][^\W\d_])(?<!^[^\W\d_])(?<!\bvs)(?<!\bal)(?<!\bJr)(?<!\bSr)(?<!\bProc)(?<!\bvol)(?<!\bVol)(?<!\bpp)(?<!\bno)(?<!\bConf)"
    r"(?<!\bInt)(?<!\bTrans)(?<!\bSt)(?<!\bSymp)[.?!]\s+(?!ed\b)(?=[^\W_]|[\"“(,])"
)
_IN_COLON = re.compile(r",\s+(?=in:\s)", re.I)  # "Titel, in: Zeitschrift"


def cut(text: str) -> tuple[str, str, str]:
    """Up to the first full stop that ends a part, the sign, the rest; a question mark belongs to the title it ends."""
    match = _PART_END.search(text)
    inside = _IN_COLON.search(text)
    if inside and (match is None or inside.start() < match.start()):
        return text[: inside.start()], ",", text[inside.end() :]
    if match is None:
        return text, "", ""
    sign = text[match.start()]
    if sign in "?!" and (more := _goes_on(text[match.end() :])):
        return text[: match.end()] + more[0], ".", more[1]
    return text[: match.start()] + (sign if sign in "?!" else ""), sign, text[match.end() :]


def _goes_on(behind: str) -> tuple[str, str] | None:
    """ "What is value? A story of three words. Journal 3, 2019": the title has a second sentence, and what follows.

    A venue has a word of its own, a number, or nothing that could be a venue behind it.
    """
    match = _PART_END.search(behind)
    words = re.findall(r"[^\W\d_]+", behind[: match.start()].lower()) if match else []
    is_venue = VENUE_WORDS.intersection(words) or re.search(r"\d", behind[: match.start()]) if match else True
    rest = behind[match.end() :] if match else ""
    if is_venue or len(words) < 3 or words[0] == "in" or not re.match(r"[^\W\d_]{2}", rest):
        return None
    return behind[: match.start()], rest
