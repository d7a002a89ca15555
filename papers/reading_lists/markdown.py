"""Markdown lists with headings and links.

    ## Topic
    ### Question
    - [Title of the work](https://arxiv.org/abs/1503.02531) - First Author, Second Author. ICML 2020
    - **Title of the work**, First Author, *Venue 2020*. [[pdf](…)] [[code](…)]
    - (ICML 2020) Title of the work. First Author. https://example.org/title
      - a line below that belongs to it

A list item is a work if it has a link to somewhere else, a title set in bold or in quotation marks, or names, a venue
or a year behind its title (`markdown_items.py`, `markdown_titles.py`). Headings give the topic, and so do an item
above deeper ones and a bold line; a single first heading is the name of the list.
"""

import re
from dataclasses import replace

from papers.reading_lists import page_parts, titles
from papers.reading_lists.entry import Entry, Leftover, Reading
from papers.reading_lists.markdown_groups import is_bare_title, is_group, next_below, says_facts
from papers.reading_lists.markdown_headings import levels_of_works, linked_work, named_work
from papers.reading_lists.markdown_items import is_field, work
from papers.reading_lists.markdown_lines import ITEM, with_whole_parts
from papers.reading_lists.markdown_marks import is_titled, without_marks
from papers.reading_lists.markdown_paragraphs import (
    BOLD_LINE,
    begins_work,
    ends_with_mark,
    is_above_marks,
    is_enough,
    is_free,
    is_set_off,
    people_below,
)
from papers.reading_lists.markdown_titles import (
    BOLD,
    are_people,
    begins_with_names,
    is_plain_work,
    is_reference,
    works_in,
)
from papers.reading_lists.markup import HEADING, JOINED, LINK, lines_of, outward, words

_MOST_BELOW = 12
_SAMPLE = 60
_FEWEST_ABOVE = 3  # so many titles with marks in the line below, and they are no accident


def looks_like(lines: list[str]) -> int:
    """How many list items carry a Markdown link, or a bold title."""
    items = [match["text"] for line in lines if (match := ITEM.match(line))]
    begun = sum(line[:1] == "[" and is_titled(line) or is_set_off(line) for line in lines)
    return begun + sum(bool(outward(text)) or bool(BOLD.match(text)) for text in items)


def works_among(items: list[str]) -> int:
    """How many of these list items name a work."""
    return sum(work(match["text"], [], 1) is not None for line in items if (match := ITEM.match(line)))


def read(text: str) -> Reading:
    """The works of the list."""
    return _Reader(lines_of(text)).reading()


class _Reader:
    """Walks through the lines and keeps the headings and groups that are open."""

    def __init__(self, lines: list[str]):
        self.lines = with_whole_parts(lines)
        self.headings: list[tuple[int, str]] = []
        self.groups: list[tuple[int, str]] = []
        self.entries: list[Entry] = []
        self.leftovers: list[Leftover] = []
        self.is_aside = self.is_about_tools = self.has_bold_groups = False
        self.last_work = -1  # the last line of the item before
        self.levels_of_works = levels_of_works(self.lines)
        items = [match["text"] for line in self.lines if (match := ITEM.match(line))][:_SAMPLE]
        self.names_first = sum(map(begins_with_names, items)) > max(2, 0.2 * len(items))
        self.titles_above_marks = sum(is_above_marks(self.lines, place) for place in range(len(self.lines)))
        self.name_of_list = _name_of_list(lines)

    def reading(self) -> Reading:
        place = 0
        while place < len(self.lines):
            place = self._line(place) + 1
        return Reading(tuple(self.entries), tuple(self.leftovers))

    def _line(self, place: int) -> int:
        """Reads what begins in this line; the number of the last line that belongs to it."""
        line = self.lines[place]
        if heading := HEADING.match(line):
            if (end := self._work_in_heading(place, heading)) is not None:
                return end
            self._open_heading(len(heading["level"]), words(heading["text"]))
        elif item := ITEM.match(line):
            return self._item(place, item)
        elif (bold := BOLD_LINE.match(line)) and (end := self._work_with_fields(place)):
            return end
        elif bold and self._stands_above_items(place):
            self._open_heading(7, words(bold["text"]))
        elif line.strip() and not line.lstrip().startswith(("|", "!", ">")):
            return self._paragraph(place)
        return place

    def _work_in_heading(self, place: int, heading: re.Match) -> int | None:
        """The last line of a work whose title is a heading."""
        level = len(heading["level"])
        read_work = linked_work if level in self.levels_of_works else named_work
        found = read_work(self.lines, place, heading["text"])
        if found is None:
            return None
        self._open_heading(level, "")
        self._add(found[0])
        return found[1]

    def _item(self, place: int, item: re.Match) -> int:
        if self.is_aside or page_parts.is_news(item["text"]):
            return place
        has_title = any(len(words(link["label"]).split()) > 3 for link in outward(item["text"]))
        if not has_title and page_parts.is_remark(item["text"]):
            return place
        indent = len(item["indent"].expandtabs(4))
        while self.groups and self.groups[-1][0] >= indent:
            self.groups.pop()
        if is_group(item["text"], next_below(self.lines, place, indent)):
            self.groups.append((indent, titles.clean(words(item["text"]))))
            self.has_bold_groups |= bool(BOLD_LINE.match(item["text"]))
            return place
        below, end = self._below(place, indent)
        if self.has_bold_groups and not below and BOLD_LINE.match(item["text"]):
            return place  # a group in which nothing stands yet
        if any(map(is_plain_work, below[:3])) and not outward(item["text"]) and not BOLD.match(item["text"]):
            self.groups.append((indent, titles.clean(words(item["text"]))))
            return place
        if below and ITEM.match(self.lines[place + 1]) and is_reference(below[0]) and len(outward(below[0])) < 2:
            self.groups.append((indent, titles.clean(without_marks(item["text"]))))
            if len(below) == 1 and not outward(below[0]):  # the links stand beside the group and not beside the work
                self._add(work(f"{below[0]} {' '.join(link.group() for link in outward(item['text']))}", [], end + 1))
                return end
            return place
        for text in works_in(item["text"])[:-1]:
            self._add(work(text, [], place + 1))
        entry = work(works_in(item["text"])[-1], below, place + 1, names_first=self.names_first)
        if entry:
            self._add(entry)
            self.last_work = end
            return end
        if self._has_deeper_items(place, indent) and len(words(item["text"])) < 100:
            self.groups.append((indent, words(item["text"])))
        elif self.last_work == place - 1 and is_bare_title(item["text"]) and self._is_above_work(place):
            self._add(Entry(title=titles.clean(words(item["text"])), line=place + 1, doubts=("no_authors",)))
            self.last_work = place
        elif not any(match["url"].startswith("#") for match in LINK.finditer(item["text"])):
            self.leftovers.append(Leftover(place + 1, self.lines[place].strip()))
        return place

    def _is_above_work(self, place: int) -> bool:
        """Whether the next line is an item that is a work for all to see."""
        item = ITEM.match(self.lines[place + 1]) if place + 1 < len(self.lines) else None
        return item is not None and work(item["text"], [], 1) is not None

    def _work_with_fields(self, place: int) -> int | None:
        """The last line of a work whose title is a bold line and that is described below: "- arxiv: …"."""
        start = next((number for number in range(place + 1, len(self.lines)) if self.lines[number].strip()), 0)
        rows, end = [], start
        while start and end < min(len(self.lines), place + 30) and (item := ITEM.match(self.lines[end])):
            if not is_field(item["text"]):
                break
            rows.append(item["text"])
            end += 1
        entry = work(self.lines[place].strip(), rows, place + 1) if rows else None
        if entry is None or not (entry.url or entry.arxiv_id):
            return None
        self._add(entry)
        return end - 1

    def _paragraph(self, place: int) -> int:
        """A paragraph that begins with a linked or bold title and says more than that, or is a title above marks."""
        line = self.lines[place]
        if self.is_aside or not is_free(self.lines, place) or are_people(line) and not BOLD_LINE.match(line):
            return place
        is_title = is_set_off(line) or self.titles_above_marks >= _FEWEST_ABOVE and is_above_marks(self.lines, place)
        if not (is_title or begins_work(line) or ends_with_mark(line)):
            return place
        below, end = self._below(place, -1)
        if not below and (people := people_below(self.lines, end)):
            below, end = [self.lines[people].strip()], people
        entry = work(line.strip(), below, place + 1)
        if entry and (is_title or is_enough(entry, line)):
            self.groups.clear()
            self._add(entry)
            return end
        return place

    def _below(self, place: int, indent: int) -> tuple[list[str], int]:
        """What belongs to the item: lines below that are no works of their own. Not beyond an empty line, if it is not
        followed by a deeper one."""
        rows, end = [], place
        for number in range(place + 1, min(len(self.lines), place + _MOST_BELOW)):
            line = self.lines[number]
            item = ITEM.match(line)
            depth = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
            if line == JOINED:
                end = number
                continue
            if not line.strip():
                if not self._goes_on_below(number, indent):
                    break
                continue
            if (
                HEADING.match(line)
                or indent < 0
                and BOLD_LINE.match(line)
                or item
                and (
                    depth <= indent
                    and not (depth == indent and says_facts(item["text"]))
                    or is_titled(item["text"])
                    and not is_field(item["text"])
                )
                or number - 1 > end
                and depth <= indent
            ):
                break
            rows.append(item["text"] if item else line.strip())
            end = number
        return rows, end

    def _goes_on_below(self, number: int, indent: int) -> bool:
        following = self.lines[number + 1] if number + 1 < len(self.lines) else ""
        depth = len(following) - len(following.lstrip())
        return indent >= 0 and bool(following.strip()) and depth > indent and not ITEM.match(following)

    def _has_deeper_items(self, place: int, indent: int) -> bool:
        following = next((line for line in self.lines[place + 1 : place + 4] if line.strip()), "")
        match = ITEM.match(following)
        return bool(match) and len(match["indent"].expandtabs(4)) > indent

    def _stands_above_items(self, place: int) -> bool:
        following = next((line for line in self.lines[place + 1 : place + 4] if line.strip()), "")
        return bool(ITEM.match(following)) or place + 1 < len(self.lines) and not self.lines[place + 1].strip()

    def _open_heading(self, level: int, heading: str) -> None:
        self.groups.clear()
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.headings.append((level, "" if page_parts.is_contents(heading) else heading))
        self.is_aside = page_parts.is_aside(heading)
        names = [name for _level, name in self.headings if name != self.name_of_list]
        self.is_about_tools = any(map(page_parts.lists_other_things, names))

    def _add(self, entry: Entry) -> None:
        if self.is_about_tools and not page_parts.is_publication(entry):
            self.leftovers.append(Leftover(entry.line, self.lines[entry.line - 1].strip()))
            return
        path = tuple(name for _level, name in (*self.headings, *self.groups) if name and name != self.name_of_list)
        self.entries.append(replace(entry, topic_path=path))


def _name_of_list(lines: list[str]) -> str | None:
    found = [(len(match["level"]), words(match["text"])) for line in lines if (match := HEADING.match(line))]
    firsts = [text for level, text in found if level == 1]
    return firsts[0] if len(firsts) == 1 and len(found) > 1 and found[0][0] == 1 else None
