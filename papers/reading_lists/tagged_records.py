"""Records of PubMed and EndNote with one tagged field to a line, rewritten as RIS. Lines keep their numbers.

PMID- 12345678                         %0 Journal Article
FAU - Lovelace, Ada                    %A Lovelace, Ada
TI  - Title of the work that goes      %T Title of the work
      on in the next line.             %J Venue
DP  - 2019 Aug 6                       %D 2019
AID - 10.1000/ab [doi]                 %R 10.1000/ab
"""

import re

_LINE = re.compile(r"^(?P<tag>[A-Z]{2,4}) {0,2}- (?P<words>.*)$|^%(?P<sign>.) (?P<said>.*)$")
_PUBMED = re.compile(r"^PMID- ", re.M)
_ENDNOTE = re.compile(r"^%0 \S", re.M)
_NAMES = {
    "PMID": "TY", "TI": "TI", "BTI": "BT", "FAU": "AU", "DP": "PY", "JT": "JF", "TA": "JA", "AB": "AB", "OT": "KW",
    "%0": "TY", "%T": "TI", "%A": "AU", "%D": "PY", "%J": "JF", "%B": "T2", "%I": "PB", "%R": "DO", "%U": "UR",
    "%X": "AB", "%K": "KW", "%Z": "N1",
}  # fmt: skip


def looks_like(text: str) -> int:
    """How many records begin in the text, if they are records of PubMed or EndNote."""
    return len(_PUBMED.findall(text)) or (len(_ENDNOTE.findall(text)) if re.search(r"^%T \S", text, re.M) else 0)


def as_ris(text: str) -> str:
    """The text with its fields under the tags of RIS; any other text as it is."""
    if not looks_like(text):
        return text
    rows, above, is_kept = [], "", False
    for line in text.split("\n"):
        if match := _LINE.match(line):
            row = _field(match, above)
            above, is_kept = match["tag"], bool(row)
        else:
            row = " ".join(line.split()) if is_kept else ""
        rows.append(row)
    return "\n".join(rows)


def _field(match: re.Match, above: str | None) -> str:
    """The field under its tag of RIS; empty where RIS has none. Below a full name stands the same one with initials."""
    tag, words = match["tag"] or f"%{match['sign']}", (match["words"] or match["said"] or "").strip()
    if tag in ("AID", "LID"):
        return f"DO  - {words.removesuffix('[doi]').strip()}" if words.endswith("[doi]") else ""
    name = "AU" if tag == "AU" and above != "FAU" else _NAMES.get(tag)
    return f"{name}  - {words}" if name else ""
