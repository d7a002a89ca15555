"""Inline Markdown: links, emphasis, and the other writings of both, brought to one.

HTML inside Markdown, links by reference, headings underlined with = or - and fenced code are rewritten so that the
reader of lists meets only `# headings`, `[links](addresses)`, **bold** and *italic*. Lines keep their numbers.
"""

import html
import re
from functools import lru_cache

from papers.reading_lists import badges, titles
from papers.reading_lists.entry import Link

# [label](address "title"); the label may hold one level of brackets, the address one level of parentheses.
LINK = re.compile(
    r"!?\[(?P<label>(?:\\.|[^\[\]\\]|\[[^\[\]]{0,500}\]){0,800})\]"
    r"\(\s*<?(?P<url>[^()\s<>]{0,2000}(?:\([^()\s]{0,200}\)[^()\s<>]{0,500}){0,5})>?(?:\s+[\"'][^\"']{0,300}[\"'])?\s*\)"
)
_BREAKS = re.compile(r"^\s*(?:<br\s*/?>\s*)+$", re.I)
JOINED = "<!-- -->"  # a line that is no gap, and whose words, if it has any, are in the line above
_HEADING_IN_ITEM = re.compile(r"^\s*[-*+]\s+(?=#{1,6}\s)")  # "- ## Topic"
HEADING = re.compile(r"^\s{0,3}(?P<level>#{1,6})\s+(?P<text>.*?)[\s#]*$")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~$\"'])")
_DEFINITION = re.compile(r"^\s{0,3}\[(?P<key>[^\[\]]{1,200})\]:\s*<?(?P<url>[^\s<>]+)>?(?:\s+[\"'(].*)?$")
_BY_REFERENCE = re.compile(
    r"(?<!!)\[(?P<label>(?:[^\[\]]|\[[^\[\]]{0,200}\]){1,500})\](?:\s?\[(?P<key>[^\[\]]{0,200})\])"
)
_SHORT_REFERENCE = re.compile(r"(?<![!\]\\])\[(?P<label>[^\[\]]{1,200})\](?![\[(:])")
_UNDERLINE = re.compile(r"^\s{0,3}(?:=+|-{3,})\s*$")
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_ANCHOR = re.compile(
    r"<a\s[^<>]{0,500}?href\s*=\s*[\"']?(?P<url>[^\"'\s<>]{1,2000})[\"']?[^<>]{0,300}>(?P<label>.{0,500}?)</a\s*>", re.I
)
_AUTOLINK = re.compile(r"<((?:https?://|www\.)[^\s<>]{1,2000})>")
_TAGS = (
    (re.compile(r"</?(?:b|strong)\s*>", re.I), "**"),
    (re.compile(r"</?(?:i|em|cite)\s*>", re.I), "*"),
    (re.compile(r"<(?:sub|sup|small|kbd)\s*>(.{0,100}?)</(?:sub|sup|small|kbd)\s*>", re.I), r" (\1) "),
    (re.compile(r"<br\s*/?>", re.I), " "),
    (re.compile(r"^\s*<li[^<>]{0,200}>\s*(?:<p[^<>]{0,200}>)?", re.I), "- "),
    (re.compile(r"<img[^<>]{0,1000}>", re.I), " "),
    (re.compile(r"</?[a-zA-Z][\w-]{0,20}(?:\s*/?|\s[^<>]{0,200}=[^<>]{0,200}|\s[a-z]{1,20})>"), " "),
    (re.compile(r"<(\[[^<>]{1,1000}\))>"), r"\1 "),  # "<[Title](…)> by …"
    (re.compile(r"<([A-Z][^<>]{12,300})>"), r"“\1”"),
)
_HTML_HEADING = re.compile(r"^\s*<h(?P<level>[1-6])[^<>]{0,200}>(?P<text>.{0,300}?)</h[1-6]>", re.I)
_ADDRESS = re.compile(r"https?:|www\.|//|[\w.-]+/")
# To a heading of this page, or of the same page under its address.
_WITHIN = re.compile(
    r"#|(?:https?://github\.com/\S+/)?(?:readme|index)\.(?:md|html)#"
    r"|https?://github\.com/[^/\s#]+/[^/\s#]+/?#|https?://github\.com/[^/\s#]+/[^/\s#]+/(?:blob|tree)/[^/\s#]+/?#",
    re.I,
)
_BOLD_ITALIC = re.compile(r"\*\*\*([^*]{1,500})\*\*\*")
_BOLD_LABEL = re.compile(r"\[(\*\*|__)([^*_\[\]]{1,300})\1\]")
_LESSER = re.compile(r"\b(?:code|slides?|video|talk|poster|blog|github|demo|data|dataset|project|star)", re.I)
_EMOJI = re.compile(
    r"(?<!\S):[a-z][a-z0-9_+-]{1,30}:(?!\S)|[\U0001F300-\U0001FAFF\u2460-\u24FF\u2600-\u27BF\u2B50\u2B55\u3251-\u32BF\uFE0F\u200d]+"
)


def lines_of(text: str) -> list[str]:
    """The lines of the text in one writing; what is no content (code, definitions of links) is an empty line."""
    lines = _without_comments(text).split("\n")
    if sum(line.startswith(">") for line in lines) > 0.5 * sum(bool(line.strip()) for line in lines):
        lines = [line.lstrip(">").removeprefix(" ") for line in lines]  # all of it is quoted
    addresses = {match["key"].lower(): match["url"] for line in lines if (match := _DEFINITION.match(line))}
    rows, in_code = [], False
    for line in lines:
        if _FENCE.match(line):
            in_code = not in_code and any(map(_FENCE.match, lines[len(rows) + 1 :]))
            rows.append("")
        elif in_code or _DEFINITION.match(line):
            rows.append("")
        elif _BREAKS.match(line):
            rows.append(JOINED)
        else:
            rows.append(_without_tags(_with_addresses(line, addresses) if addresses and "[" in line else line))
    return _with_headings(rows)


def _without_comments(text: str) -> str:
    """The text without HTML comments; the lines they span stay as empty ones."""
    kept, place = [], 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept += [text[place:start], "\n" * text.count("\n", start, end) or " "]
        place = end + 3
    return "".join([*kept, text[place:]])


def _with_addresses(line: str, addresses: dict[str, str]) -> str:
    def shown(match):
        url = addresses.get((match.groupdict().get("key") or match["label"]).lower())
        return f"[{match['label']}]({url})" if url else match.group()

    return _SHORT_REFERENCE.sub(shown, _BY_REFERENCE.sub(shown, line))


def _without_tags(line: str) -> str:
    line = badges.with_words(line) if "![" in line or "<img" in line else line
    line = _HEADING_IN_ITEM.sub("", line.replace("（", " (").replace("）", ") "))
    line = _BOLD_ITALIC.sub(r"**\1**", line) if "***" in line else line
    line = _BOLD_LABEL.sub(r"[\2]", line) if "**" in line or "__" in line else line
    if "<" not in line and "&" not in line:
        return line
    line = _AUTOLINK.sub(r" \1 ", line)
    if match := _HTML_HEADING.match(line):
        line = f"{'#' * int(match['level'])} {match['text']}"
    line = _ANCHOR.sub(lambda match: f"[{match['label'].strip(' []')}]({match['url']})", line)
    for tag, instead in _TAGS:
        line = tag.sub(instead, line)
    return html.unescape(line)


def _with_headings(rows: list[str]) -> list[str]:
    """Headings that are underlined, with a # instead."""
    for place in range(1, len(rows)):
        above = rows[place - 1].strip()
        is_words = (
            above
            and len(above) < 120
            and not above.startswith(("#", "-", "*", "+", ">", "|", "["))
            and not above.endswith(".")
        )
        is_alone = place < 2 or not rows[place - 2].strip()
        if _UNDERLINE.match(rows[place]) and is_words and is_alone:
            rows[place - 1] = ("# " if "=" in rows[place] else "## ") + above
            rows[place] = ""
    return rows


@lru_cache(maxsize=8192)
def words(text: str) -> str:
    """What a reader sees of inline Markdown: link texts; no emphasis, tags or emoji; escaped signs as themselves."""
    text = LINK.sub(lambda match: "" if match.group().startswith("!") else match["label"], text)
    text = without_emoji(re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", text))
    kept = _ESCAPED.sub(lambda match: chr(0xE000 + ord(match[1])), text)  # out of the way of the emphasis
    text = titles.without_emphasis(kept)
    return " ".join(re.sub("[\ue000-\ue07f]", lambda match: chr(ord(match.group()) - 0xE000), text).split()).strip(" :")


def without_emoji(text: str) -> str:
    return _EMOJI.sub(" ", text)


@lru_cache(maxsize=8192)
def outward(text: str) -> tuple[re.Match, ...]:
    """Links that lead out of the page; pictures and links to a heading do not."""
    if "](" not in text:
        return ()
    return tuple(
        match
        for match in LINK.finditer(text)
        if not match.group().startswith("!") and match["url"] and not _WITHIN.match(match["url"])
    )


def works_first(links: list[Link]) -> list[str]:
    """The addresses, that of the work itself before code, slides and videos."""
    rows = [link for link in links if link.url and _ADDRESS.match(link.url)]
    return [link.url for link in sorted(rows, key=lambda link: bool(_LESSER.search(link.label)))]
