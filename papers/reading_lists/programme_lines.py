"""What the lines of a programme are: times, names of sessions, breaks, buttons, rooms and chairs."""

import re

_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-z]*\.?,?\s+)?"
_DATE = (
    r"(?:(?:\d{1,2}\.?\s+[a-zä]{3,9}\.?|[a-zä]{3,9}\.?\s+\d{1,2}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)?),?\s+(?:\d{4},?\s+)?)?"
)
_CLOCK = r"\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?\s?m\.?)?"
_ZONE = r"(?:[A-Z]{2,5}(?![a-z])|\([A-Z+\-0-9: ]{2,12}\)|UTC[+-]?\d*|Uhr)?"
_SLOT = (
    rf"\[?\s*{_WEEKDAY}{_DATE}(?:at\s+|um\s+)?{_CLOCK}\s*{_ZONE}\s*(?:(?:-|–|—|to|bis)\s*{_CLOCK})?\s*{_ZONE}\s*\]?"
    r"(?:,?\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day)?"
)
_TIME = re.compile(rf"^{_SLOT}$", re.I)
# The time in front of the title in one line: two clock times, or one.
_TITLE = r"(?P<title>(?:[\[(“\"‘'$]\s?)?\d{0,2}[^\W\d_].{2,})$"
_TIME_AND_TITLE = re.compile(
    rf"^(?P<slot>{_WEEKDAY}{_DATE}{_CLOCK}\s*(?:(?:-|–|—|to|bis)\s*{_CLOCK}|(?<=\d\d)(?=\s+[^-–—\s])|(?<=[mM.])(?=\s))"
    rf"(?:\s+(?:Uhr|UTC|CET|CEST|PDT|PST|EDT|EST|GMT|BST)\b)?)\s*[:|–—-]?\s*{_TITLE}",
    re.I,
)
_KIND = re.compile(
    r"^\W*(?:oral|poster|spotlight|talk|contributed(?: talk)?|invited(?: talk)?|keynote|tutorial|workshop|paper|demo"
    r"|vortrag|in-person (?:oral|poster)"
    r"|virtual|long|short|full paper|best paper.{0,20}|outstanding paper.{0,20}|highlight)(?:\s+(?:presentation"
    r"|session|talk|paper))?(?:\s*[#\d][\w.-]*)?\W*$",
    re.I,
)
NOISE = re.compile(
    r"^(?:zusammenfassung\W*|chat is not available\.?|skip to .*|session|sitzung|successful page load"
    r"|livestream.*|\[.*\]|\(.{0,40}\)|lay summary|(?:(?:session|track)[ -]?)?(?:moderators?|chairs?|organi[sz]ers?"
    r"|moderation|leitung|room|raum|location|ort|hall|presenters?|presented by|days|view|time|zoom|honou?rs?"
    r"|awards?)\s*:.*"
    r"|(?:(?:grand|lecture|main|exhibit|conference) )?"
    r"(?:room|hall|raum|hörsaal|ballroom|boardroom|auditorium|west|east)"
    r"(?: \S{1,12})?(?: \S{1,8})?|show more|log in.*"
    r"|toggle.*|bookmark|select year.*|poster #?\w*\d+|paper id.*|\W+)$",
    re.I,
)
# A line of these words only is a row of buttons.
_WORDS_OF_BUTTONS = """
    abstract abs add appendix arxiv award back best bibtex bookmark calendar chat code demo doi download full html in
    link livestream material media more openreview page paper pdf poster presentation project read recording search
    show slides speaker supp supplementary supplemental text the to video videos watch website of
"""
_BUTTONS = frozenset(_WORDS_OF_BUTTONS.split())
PLACE = re.compile(r"\b(?:hall|room|ballroom|level|floor|auditorium|theat(?:er|re)|raum|hörsaal)\b", re.I)
CHAIR_BELOW = re.compile(r"^(?:session |track )?(?:chairs?|moderators?)\s*:?$", re.I)
SESSION = re.compile(
    r"^(?:#+\s*)?(?:(?:oral|poster|spotlight|talk|paper|parallel|plenary)s?\s+)?(?:session|sitzung|track|workshop"
    r"|block)(?:\s+[A-Z\d]{1,4})?\s*(?:[:–—-]\s*(?P<name>\S.*)|\s*)$"
    r"|^(?:oral|poster|spotlight)s?\s+\d{1,2}[A-Z]?\s*[:–—-]?\s+(?P<theme>[^\W\d_].*)$",
    re.I,
)
BREAK = re.compile(
    r"^\W*(?:(?:coffee|tea|lunch|short|morning|afternoon|refreshment|bio|kaffee|mittags?)(?:[\s-]*(?:break|pause))?"
    r"(?:\s*[(&:,–-].*|\s{2,}.*|\s+(?:on|at|in|and|with)\b.*)?"
    r"|(?:break|pause)(?:\s*[(&:–-].*|\s{2,}.*|\s+(?:with|and)\b.*)?"
    r"|(?:continental )?breakfast\b.*|mittagessen|poster session.*|posters?|anmeldung|begrüßung|eröffnung|abschluss"
    r"|(?:.{0,20}\s)?(?:registration|reception|dinner)(?:\s*[(&:–-].*)?|abendessen"
    r"|(?:introduction and )?welcome(?:\s*[,:&(–-].*|\s+(?:remarks|address|by|and|to|from|reception|note).*)?"
    r"|(?:opening|closing)(?:\s+(?:remarks|session|ceremony|address|plenary|and|&).*)?"
    r"|(?:(?:panel|open|group) )?discussions?|diskussion"
    r"|networking(?:\s+(?:event|break|session|lunch|reception).*)?|q\s?&\s?a.*"
    r"|social(?:\s+(?:event|hour|dinner|program).*)?|adjourn.*|free (?:time|afternoon)"
    r"|group photo.*|award ceremony|business meeting|end of .{0,20}|excursion)\W*$",
    re.I,
)
TO_COME = re.compile(r"^\W*(?:tb[acd]|title tb[acd]|to be (?:announced|confirmed)|n\.?n\.?)\W*$", re.I)
# What pages put in brackets around a title: "[ Hall B (level 1) ] [ Paper ]", "(abstract)", "[Oral] ".
AROUND = re.compile(r"(?:\s+\[ [^\[\]]{0,80} \]|\s*\((?:abstract|slides|video|pdf|online|remote|virtual)\))+\s*$", re.I)
BEFORE = re.compile(r"^\[\s?[A-Za-z ]{2,20}\s?\]\s*(?=\S)|^\((?:oral|poster|spotlight|talk)\)\s*", re.I)
TITLE_AND_SPEAKER = re.compile(r"^(?P<title>.{8,300})(?:,|\s[-–—])\s+(?P<speaker>[^,()]{4,60}\([^()]{2,100}\))$")
SPEAKER_AND_TITLE = re.compile(r"^(?P<speaker>[^:]{4,120}):\s+(?P<title>\S.{3,})$")
_LONGEST_SLOT = 70


def slot_of(line: str) -> tuple[str, str] | None:
    """The time of a line and the title behind it, if there is one; None for a line without a time."""
    line = line.strip().lstrip("-*• ").strip("*# ")
    if (
        not line
        or not any(sign in line[:_LONGEST_SLOT] for sign in ":.h")
        or not any(sign.isdigit() for sign in line[:40])
    ):
        return None
    if len(line) < _LONGEST_SLOT and _TIME.match(line):
        return line, ""
    match = _TIME_AND_TITLE.match(line[:400])
    return (match["slot"].strip(), match["title"]) if match else None


def says_something(row: str) -> bool:
    words = re.findall(r"[^\W\d_]+", row.lower())
    is_buttons = bool(words) and len(words) < 12 and _BUTTONS.issuperset(words)
    return not (is_buttons or NOISE.match(row) or _KIND.match(row) or SESSION.match(row) or CHAIR_BELOW.match(row))
