"""What the lines of a programme are: times, names of sessions, breaks, buttons, rooms and chairs."""

import re
from functools import lru_cache

from papers.reading_lists.programme_dates import is_date

_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-z]*\.?,?\s+)?"
_DATE = (
    r"(?:(?:\d{1,2}\.?\s+[a-zä]{3,9}\.?|[a-zä]{3,9}\.?\s+\d{1,2}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)?),?\s+(?:\d{4},?\s+)?)?"
)
_CLOCK = r"(?:\d{1,2}[:.h]\s?\d{2}\s*(?:[ap]\.?\s?m\b\.?)?|\d{1,2}\s?(?:[ap]\.?\s?m\b\.?|h\b))"
_ZONE = r"(?:(?-i:[A-Z]{2,5}(?![a-z])|\([A-Z+\-0-9: ]{2,12}\))|UTC[+-]?\d*|Uhr)?"
_SLOT = (
    rf"\[?\s*{_WEEKDAY}{_DATE}(?:at\s+|um\s+)?{_CLOCK}\s*{_ZONE}\s*(?:(?:-|–|—|to|bis)\s*{_WEEKDAY}{_DATE}{_CLOCK})?\s*{_ZONE}\s*\]?:?"
    r"(?:,?\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day)?"
)
_TIME = re.compile(rf"^{_SLOT}$", re.I)
# The time in front of the title in one line: two clock times, or one.
_TITLE = r"(?P<title>(?:[\[(“\"‘'$]\s?)?\d{0,2}[^\W\d_].{2,})$"
_TIME_AND_TITLE = re.compile(
    rf"^\[?(?P<slot>{_WEEKDAY}{_DATE}{_CLOCK}\s*(?:(?:-|–|—|to|bis)\s*{_CLOCK}|(?<=\d\d)(?=\s+[^-–—\s])|(?<=[mM.])(?=\s)|(?<=\d\d)(?=\]))"
    rf"(?:\s*\b(?:Uhr|UTC|CET|CEST|PDT|PST|EDT|EST|GMT|BST)\b)?)\]?\s*[:|–—-]?\s*{_TITLE}",
    re.I,
)
_KINDS = (
    r"(?:(?:oral|poster|spotlight|talk|contributed|invited|keynote|plenary|tutorial|workshop|paper|demo|lecture|vortrag"
    r"|lightning|in-person|virtual|long|short|full|research|technical|highlight|best|outstanding|guest|hauptvortrag"
    r"|eingeladener|session|presentation|speaker|address|award)s?[\s-]*)"
)
_KIND = re.compile(rf"^\W*{_KINDS}{{1,5}}(?:[#\d][\w.-]*|[ivx]{{1,4}}\b|[a-z]\b)?\W*$", re.I)
_KIND_BEFORE = re.compile(
    rf"^(?:special\s)?(?!tutorial:|workshop:|paper:|poster:){_KINDS}{{1,4}}(?:#?\d+[a-z]?\b|[ivx]{{1,4}}\b)?"
    r"(?:\s*\([^()]{1,30}\))?\s*(?:[:–—|]|-\s|(?<=\s)by\s)\s*(?:by\s)?(?=\S{2})",
    re.I,
)
NOISE = re.compile(
    r"^(?:zusammenfassung\W*|chat is not available\.?|skip to .*|session|sitzung|successful page load"
    r"|livestream.*|\[.*\]|\(.{0,40}\)|lay summary|(?:(?:session|track)[ -]?)?(?:moderators?|chairs?|organi[sz]ers?"
    r"|moderation|leitung|room|raum|location|ort|hall|presenters?|presented by|days|view|time|zoom|honou?rs?"
    r"|awards?)\s*:.*"
    r"|(?:(?:grand|lecture|main|exhibit|conference) )?"
    r"(?:room|hall|raum|hörsaal|ballroom|boardroom|auditorium|west|east)"
    r"(?: \S{1,12})?(?: \S{1,8})?|(?:show |read |view )?(?:more|less|details)|log in.*"
    r"|toggle.*|bookmark|select year.*|(?:poster )?#\s?\w*\d+|poster \w*\d+|paper id.*|\W+)$",
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
# A line of these words only, one of them of the first kind, is no talk.
_WORDS_OF_BREAKS = """
    abendessen abschluss abschlussdiskussion adjourn adjournment anmeldung announcements barbecue bbq begrüßung
    break breakfast breaks brunch closing concluding coffee dinner discussion discussions diskussion eröffnung excursion
    farewell kaffee kaffeepause lunch mittagessen mittagspause networking opening outro panel party pause picnic
    posters reception refreshments registration snacks social tea welcome wrapup
"""
_MORE_WORDS_OF_BREAKS = """
    a address afternoon an and arrival at award awards bio business ceremony check closure conference continental
    contributed day demo demos end evening event exercise exercises final free general group hands hour in in-person
    informal introduction introductory late lightning long lunchtime meeting mini morning note of off on open oral
    plenary poster practical program q remarks room school session sessions short sign sponsor spotlight spotlights
    talks the time to und up virtual with words work-in-progress workshop wrap
"""
_BREAKS = frozenset(_WORDS_OF_BREAKS.split())
_AROUND_BREAKS = _BREAKS | frozenset(_MORE_WORDS_OF_BREAKS.split())
_NO_TALK = re.compile(
    r"^\W*(?:(?:poster|exercise|demo|tutorial|problem|practical|contributed (?:talks?|papers?)|work-in-progress"
    r"|hands-on|breakout|spotlight|lightning|networking|parallel)[\w/ -]{0,20}\bsessions?\b(?:\s*\w{1,3})?"
    r"|(?:.{0,40}\s)?q\s?(?:&|and)\s?a\b.{0,20}|free (?:time|afternoon|evening)|group photo.*|award ceremony"
    r"|business meeting|guided tour.*|check-?\s?(?:in|out)\b.*|hik(?:e|ing)\b.{0,20}|meet in (?:the )?foyer.*"
    r"|end of .{0,20}|poster session.*|(?:there is )?no (?:[\w-]+\s){0,2}(?:seminar|colloquium|meeting|talk|class"
    r"|lecture|session)s?(?:\s*[(,:–—.-].*|\s+(?:this|due|on|during|because|today|week|in)\b.*)?"
    r"|cancel+ed.*|(?:public |bank )?holiday.*|(?:fall|spring|winter|summer|semester) break.*"
    r"|reading week.*|kein .{0,20}|entfällt.*)\W*$",
    re.I,
)
_MEAL = re.compile(
    r"^\W*(?:(?:coffee|tea|lunch|breakfast|dinner|break|posters?|kaffee|welcome|reception)\s?){1,3}\b", re.I
)
_BEHIND_BREAK = re.compile(
    r"\s*(?:[(,–—|]|(?<=(?:welcome|remarks|opening|closing)):|\s-\s|\b(?:by|from|von|durch)\b|\s{2,}).*$|^\W+", re.I
)
_TO_COME = re.compile(
    r"^\W*(?:(?:title|titel|speaker|abstract|name)?\W*(?:tb[acd]|to be (?:announced|confirmed|determined)|n\.?n\.?"
    r"|folgt)|coming soon|wird (?:noch )?bekannt\s?gegeben)\W*$",
    re.I,
)
# What pages put in brackets around a title: "[ Hall B (level 1) ] [ Paper ]", "(abstract)", "[Oral] ".
AROUND = re.compile(r"(?:\s+\[ [^\[\]]{0,80} \]|\s*\((?:abstract|slides|video|pdf|online|remote|virtual)\))+\s*$", re.I)
BEFORE = re.compile(r"^\[\s?[A-Za-z ]{2,20}\s?\]\s*(?=\S)|^\((?:oral|poster|spotlight|talk)\)\s*", re.I)
_LONGEST_SLOT = 70
# Most lines of a page begin with anything else.
_COULD_BE_SLOT = re.compile(
    r"^\[?\s*(?:[^\W_]{1,9}[.,/-]{0,2}\s+|\d{4}-\d\d-\d\d\s+|[\d./]{4,10},?\s+){0,5}\d{1,2}\s?[:.hap]", re.I
)


@lru_cache(maxsize=8192)
def slot_of(line: str) -> tuple[str, str] | None:
    """The time of a line and the title behind it, if there is one; None for a line without a time."""
    line = line.strip().lstrip("-*• ").strip("*# ")
    if not _COULD_BE_SLOT.match(line):
        return None
    if len(line) < _LONGEST_SLOT and _TIME.match(line):
        return line, ""
    match = _TIME_AND_TITLE.match(line[:400])
    return (match["slot"].strip(), match["title"]) if match else None


@lru_cache(maxsize=8192)
def is_break(row: str) -> bool:
    """Whether a row is a break, a welcome or another part of the day without a talk."""
    row = row[:200]
    if _NO_TALK.match(row):
        return True
    head = _MEAL.match(row)
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", _BEHIND_BREAK.sub("", row).lower())
    is_meal = bool(head) and re.match(r"\s*(?:in|at|on|for|and|with|to|&)\b|\s{2,}", row[head.end() :]) is not None
    return bool(words) and (is_meal or not _BREAKS.isdisjoint(words) and _AROUND_BREAKS.issuperset(words))


def is_to_come(row: str) -> bool:
    """ "TBA", "Title: to be announced": the place of a title or a name that nobody knows yet."""
    return len(row) < _LONGEST_SLOT and _TO_COME.match(row) is not None


def without_kind(row: str) -> str:
    """The row without the kind of the talk in front: "Invited talk 2: ", "Keynote by "."""
    return row[len(match.group()) :] if (match := _KIND_BEFORE.match(row[:200])) else row


def tidy(line: str) -> str:
    """A line without its bullet and the signs that a copied page leaves at its ends."""
    return line.strip(" \t|>🔗\u200b").lstrip("-*•◦▪ ").strip()


@lru_cache(maxsize=8192)
def says_something(row: str) -> bool:
    words = re.findall(r"[^\W\d_]+", row.lower())
    is_buttons = bool(words) and len(words) < 12 and _BUTTONS.issuperset(words)
    return not (
        is_buttons or NOISE.match(row) or _KIND.match(row) or SESSION.match(row) or CHAIR_BELOW.match(row)
        or is_date(row)
    )  # fmt: skip
