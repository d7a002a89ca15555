"""What an invented student hands in about a paper: a report of some pages, or slides. Each is another file."""

import json
from functools import cache
from math import exp, sin
from random import Random

from seminar.overview.demonstration import FOLDER
from seminar.overview.play.pdf import BLACK, Colour, Page, width, wrapped, written

A4, WIDE = (595.28, 841.89), (960, 540)
MARGIN, TEXT, LEADING = 76, 12, 18.5
GREY: Colour = (0.42, 0.42, 0.45)
INKS: list[Colour] = [(0.13, 0.33, 0.55), (0.5, 0.16, 0.22), (0.12, 0.42, 0.34), (0.36, 0.26, 0.5), (0.55, 0.36, 0.1)]
WHITE: Colour = (1, 1, 1)


@cache
def texts() -> dict:
    return json.loads((FOLDER / "texts.json").read_text(encoding="utf-8"))


def report(name: str, paper: dict, seminar: str, version: int = 1) -> bytes:
    """Title block, a section for each heading with its sentences in another order, a picture, a reference."""
    sheet = _Sheet(name, Random(f"{name} {paper['title']} {version}"))
    sheet.title(paper["title"], [f"Report by {name}", seminar])
    for heading, sentences in texts()["sections"].items():
        sheet.section(heading, sentences)
    sheet.section("Reference", [reference(paper)])
    return written(sheet.pages, f"Report: {paper['title']}", name)


def reference(paper: dict) -> str:
    authors = ", ".join(paper["authors"][:3]) + (" et al." if len(paper["authors"]) > 3 else "")
    return f"{authors}: {paper['title']}. {paper['venue']} {paper['year']}."


class _Sheet:
    """Pages that are filled from top to bottom."""

    def __init__(self, name: str, chance: Random):
        self.name, self.chance = name, chance
        self.ink, self.length = chance.choice(INKS), chance.random()
        self.pages: list[Page] = []
        self.turn()

    def turn(self) -> None:
        page = Page(*A4)
        self.pages.append(page)
        page.text(MARGIN, 46, self.name, 8.5, GREY)
        page.text(A4[0] - MARGIN - 12, 46, str(len(self.pages)), 8.5, GREY)
        self.y = A4[1] - MARGIN - 12

    def need(self, room: float) -> None:
        if self.y - room < MARGIN:
            self.turn()

    def title(self, title: str, lines: list[str]) -> None:
        for line in wrapped(title, 21, A4[0] - 2 * MARGIN):
            self.pages[-1].text(MARGIN, self.y, line, 21)
            self.y -= 27
        for line in lines:
            self.pages[-1].text(MARGIN, self.y, line, 11, GREY)
            self.y -= 17
        self.pages[-1].line([(MARGIN, self.y), (A4[0] - MARGIN, self.y)], self.ink, 1.4)
        self.y -= 28

    def section(self, heading: str, sentences: list[str]) -> None:
        self.need(90)
        self.y -= 8
        self.pages[-1].text(MARGIN, self.y, heading, 14, self.ink)
        self.y -= 22
        chosen = self.chance.sample(sentences, max(1, len(sentences) - self.chance.randint(0, 1)))
        self.paragraph(" ".join(chosen))
        if heading in ("Main result", "What is left open"):
            self.picture()
        if len(sentences) > 1 and self.chance.random() < self.length:
            self.paragraph(" ".join(self.chance.sample(sentences, self.chance.randint(1, 3))))

    def paragraph(self, text: str) -> None:
        for line in wrapped(text, TEXT, A4[0] - 2 * MARGIN):
            self.need(LEADING)
            self.pages[-1].text(MARGIN, self.y, line, TEXT)
            self.y -= LEADING
        self.y -= 9

    def picture(self) -> None:
        self.need(190)
        plot(self.pages[-1], MARGIN + 60, self.y - 150, 330, 140, self.chance)
        self.y -= 172
        self.pages[-1].text(MARGIN + 60, self.y, "Error over the steps of the descent: bound and experiment.", 9, GREY)
        self.y -= 24


def plot(page: Page, x: float, y: float, wide: float, high: float, chance: Random) -> None:
    """Axes and two falling curves, no two alike."""
    page.line([(x, y + high), (x, y), (x + wide, y)], GREY, 0.8)
    rate, swing = chance.uniform(1.5, 5), chance.uniform(0.02, 0.09)
    for ink, base in ((INKS[0], 0.06), (INKS[1], 0.3)):
        steps = [place / 60 for place in range(61)]
        heights = [base + (0.92 - base) * exp(-rate * t) + swing * sin(9 * t + base) * exp(-2 * t) for t in steps]
        points = [(x + wide * t, y + high * max(0.02, h)) for t, h in zip(steps, heights, strict=True)]
        page.line(points, ink, 1.6)
        rate *= 0.7


def slides(name: str, paper: dict, seminar: str, version: int = 1) -> bytes:
    """A title slide and one for each heading, 16:9; later versions have one more."""
    chance = Random(f"slides {name} {paper['title']} {version}")
    ink = INKS[Random(name).randrange(len(INKS))]
    pages = [_title_slide(name, paper, seminar, ink)]
    known = texts()["slides"]
    kept = sorted(chance.sample(range(len(known)), min(len(known), Random(name).randint(3, 5) + version)))
    for place, heading in enumerate(list(known)):
        if place in kept:
            pages.append(_slide(heading, known[heading], name, len(pages) + 1, ink, chance))
    return written(pages, paper["title"], name)


def _title_slide(name: str, paper: dict, seminar: str, ink: Colour) -> Page:
    page = Page(*WIDE)
    page.box(0, 0, *WIDE, ink)
    y = 360
    for line in wrapped(paper["title"], 38, WIDE[0] - 160):
        page.text(80, y, line, 38, WHITE)
        y -= 48
    page.text(80, y - 12, name, 20, WHITE)
    page.text(
        80, y - 42, f"{seminar}. Paper: {paper['authors'][0]} et al., {paper['venue']} {paper['year']}", 14, WHITE
    )
    return page


def _slide(heading: str, points: list[str], name: str, number: int, ink: Colour, chance: Random) -> Page:
    page = Page(*WIDE)
    page.box(0, WIDE[1] - 12, WIDE[0], 12, ink)
    has_plot = heading in ("Experiments", "Main result")
    page.text(60, 448, heading, 32, ink)
    y = 370
    for point in points:
        page.box(62, y + 5, 9, 9, ink)
        for line in wrapped(point, 21, 440 if has_plot else 820):
            page.text(86, y, line, 21, BLACK)
            y -= 30
        y -= 14
    if has_plot:
        plot(page, 560, 110, 330, 190, chance)
    page.text(60, 24, name, 11, GREY)
    page.text(WIDE[0] - 60 - width(str(number), 11), 24, str(number), 11, GREY)
    return page
