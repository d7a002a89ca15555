"""The dates that lines of a schedule begin with, and what stands behind them.

    Monday, March 25, 2024, at 11:30 AM, in Jones 303         Wednesday 27th February 2019
    October 18: Title, Speaker (Place)                        Sep 27 & Oct 4 — Speaker: Title
    2022-10-04                                                Week 3 (Oct 21): Topic
    14.10.2021, 14:15 Uhr                                     Day 2 (Tuesday, 5 July)

A month is written as a word, or the date is all in figures. A line that goes on with a small letter behind the date is
a sentence and begins with no date.
"""

import re
from functools import lru_cache

_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|ma[iy]|jun[ei]?|jul[iy]?|aug(?:ust)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?(?!\d|:\d)"
_WEEKDAY = (
    r"(?:(?:mon|tues?|tu|wednes|wed|thurs?|thu|th|fri|satur|sat|sun)(?:day)?\b\.?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:mo|di|mi|do|fr|sa|so)\b\.?)"
)
_ONE = (
    rf"(?:(?:{_DAY}\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+{_DAY})(?:,?\s+(?:19|20)\d\d\b)?"
    r"|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\.\s?\d{1,2}\.\s?(?:(?:19|20)\d\d|\d\d\b)?|\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d\d))?)(?![\d/])"
)
_MORE = rf"(?:\s*(?:&|and|und|-|–)\s*(?:{_WEEKDAY},?\s+)?(?:{_ONE}|{_DAY}(?=\W|$)))?"
_CLOCK = r"\d{1,2}(?:[:.h]\d\d)?\s*(?:[ap]\.?m\b\.?|noon|uhr|h\b)?"
_TIME = (
    rf"(?:\s*[,(@|]?\s*(?:at\s|um\s|@\s)?\s*(?:{_CLOCK}\s*(?:-|–|—|to|bis)\s*{_CLOCK}|\d{{1,2}}(?:[:.h]\d\d\s*(?:[ap]\.?m\b\.?|uhr|noon)?"
    r"|\s*(?:[ap]\.?m\b\.?|noon|uhr)))(?:\s*(?:(?-i:[A-Z]{2,5}\b|\([A-Z]{2,5}\))|uhr\b))?\)?)?"
)
_NUMBER = (
    r"(?:(?:week|woche|day|tag|meeting|session|lecture|talk|no\.?|#)\s*\d{1,2}\b\W{0,3}|\d{1,2}[.)]\s+(?=[^\W\d]))?"
)
_FRONT = re.compile(
    rf"^[\W_]{{0,4}}{_NUMBER}[(\[]?(?:{_WEEKDAY},?\s+)?{_ONE}(?:,?\s+{_WEEKDAY}(?=\W|$))?{_MORE}{_TIME}[)\]]?", re.I
)
_BEHIND = re.compile(
    rf"[\s,;(]+(?P<date>(?:{_WEEKDAY},?\s+)?(?:{_DAY}\s+{_MONTH}|{_MONTH}\s+{_DAY}),?\s+(?:19|20)\d\d)\)?\.?(?:\s*\[[^\[\]]{{1,20}}\])*\s*$",
    re.I,
)
_WEEK = re.compile(r"^[\W_]{0,4}(?:week|woche|day|tag|lecture)\s*#?\d{1,2}\b(?:\s*\([^()]{0,40}\))?\W*$", re.I)
_WEEKDAY_ALONE = re.compile(
    r"^\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)\W*$", re.I
)
_NOTHING_MORE = re.compile(
    r"^\W*(?:(?:in|at|@|room|raum|location|via|on|hs|online|hybrid|zoom|virtual|central|eastern|pacific|[a-z]{2,4}time"
    r"|(?:19|20)\d\d|[A-Z]{2,4}\d?)\b[^:–—|\t]{0,80})?\W*$"
)
_ROOM = re.compile(
    r"^\s*,[^:–—|\t]{0,60}\b(?:room|hall|building|auditorium|campus|floor|raum|hörsaal|online|zoom|library)\b[^:–—|\t]{0,40}$",
    re.I,
)
# Most lines of a page begin with anything else.
_COULD_BE = re.compile(r"^[\W_]{0,4}(?:[^\W\d_]{2,9}[\W_]{1,4}){0,3}\d")
_LONGEST = 140


@lru_cache(maxsize=8192)
def dated(line: str) -> tuple[str, str] | None:
    """The date a line begins with and what stands behind it; None for a line without a date or with a sentence."""
    line = line.strip()
    match = _FRONT.match(line[:_LONGEST]) if _COULD_BE.match(line) else None
    if not match:
        return None
    rest = line[match.end() :]
    if rest[:1].isalnum() or re.match(r"\s+[a-zß-ÿ]", rest) and not _NOTHING_MORE.match(rest):
        return None
    return match.group().strip(" •*-–"), "" if _NOTHING_MORE.match(rest) or _ROOM.match(rest) else rest.strip(
        " \t:–—|-,;.*_"
    ).strip()


@lru_cache(maxsize=8192)
def dated_behind(line: str) -> tuple[str, str] | None:
    """The date a line ends with and what stands before it: "Title, Speaker (Place), March 12, 2021. [video]"."""
    match = _BEHIND.search(line[-_LONGEST:]) if 20 < len(line) < 400 and line[-40:].strip(" .)]") else None
    before = line[: len(line) - (len(match.group()))] if match else ""
    return (match["date"], before.strip(" ,;(")) if len(before) > 20 else None


def is_date(line: str) -> bool:
    """Whether a line is the date of a day, or the number of a week, and nothing else."""
    if len(line) > _LONGEST:
        return False
    if _WEEKDAY_ALONE.match(line) or _WEEK.match(line):
        return True
    found = dated(line)
    return found is not None and not found[1]
