"""Pictures of outcomes as SVG in the page: bars, lines, the matrix. Each stands beside the same numbers in a table.

Colours come from classes in assignment.css. Widths are shares of the page, so a picture needs no script to fit.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from seminar.assignment.models import Run
from seminar.assignment.presentation import BUCKETS, LATE, NOT_LISTED, NOW, WITHOUT, Outcome, bucket_words

LINES = {
    NOW: "published",
    Run.Objective.FAIR: "fair",
    Run.Objective.FIRST_CHOICES: "first",
    Run.Objective.AVERAGE: "avg",
    Run.Objective.LOTTERY: "draw",
}
BAR = 34  # pixels high
NARROW = 3  # a digit needs that share of the bar, in percent, on a phone


# ---- profile bars ---------------------------------------------------------------------------------------------------


def profile_bar(one: Outcome) -> SafeString:
    """One stacked bar over all people: first, second, third choice, later, not listed, without a paper."""
    words, total = bucket_words(), max(len(one.papers), 1)
    said, drawn, left = [], [], 0.0
    for bucket in BUCKETS:
        if count := one.counts[bucket]:
            width = 100 * count / total
            said.append(f"{words[bucket]} {count}")
            drawn.append(_segment(bucket, count, left, width, f"hatch-{one.key}"))
            left += width
    label = escape(f"{one.label}: {', '.join(said)}")
    return mark_safe(
        f'<svg role="img" aria-label="{label}"><defs><pattern id="hatch-{one.key}" width="7" height="7"'
        ' patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line class="hatch-line" x1="0" y1="0" x2="0" y2="7"/></pattern></defs>' + "".join(drawn) + "</svg>"
    )


def _segment(bucket, count, left, width, hatch) -> str:
    box = f'x="{left:.2f}%" width="{width:.2f}%" height="{BAR}"'
    middle = f"{left + width / 2:.2f}%"
    has_room = width >= NARROW * len(str(count))
    if bucket == WITHOUT:
        text = f'<text class="on-none" x="{middle}" y="17.5">× {count}</text>' if width >= NARROW * 4 else ""
        return f'<rect class="seg-none" {box}/>{text}'
    name = "x" if bucket == NOT_LISTED else bucket
    drawn = f'<rect class="seg seg-{name}" {box}/>'
    if bucket == NOT_LISTED:
        drawn += f'<rect fill="url(#{hatch})" opacity=".55" {box}/>'
        drawn += f'<circle class="seg-x" cx="{middle}" cy="17" r="10"/>' if has_room else ""
    return drawn + (f'<text class="on-{name}" x="{middle}" y="17.5">{count}</text>' if has_room else "")


# ---- cumulative lines -----------------------------------------------------------------------------------------------

LEFT, RIGHT, TOP, BOTTOM = 10.0, 96.0, 8.0, 92.0  # of the picture, in percent


def line_class(one: Outcome) -> str:
    return LINES[NOW if one.key == NOW else one.run.objective]


def lines(ranks: list[str], rows: list[tuple[Outcome, list[int]]]) -> SafeString:
    """One rising line per outcome: the share of people who have this choice or a better one."""
    shares = [(one, [100 * count / max(len(one.papers), 1) for count in counts]) for one, counts in rows]
    low, high, step = _scale([share for _one, row in shares for share in row])
    x = [LEFT + (RIGHT - LEFT) * place / max(len(ranks) - 1, 1) for place in range(len(ranks))]

    def y(share):
        return BOTTOM - (BOTTOM - TOP) * (share - low) / (high - low)

    drawn = []
    for share in range(low, high + 1, step):
        drawn.append(f'<line class="grid" x1="48" x2="99%" y1="{y(share):.1f}%" y2="{y(share):.1f}%"/>')
        drawn.append(f'<text x="0" y="{y(share) + 1.4:.1f}%">{share} %</text>')
    for place, word in zip(x, ranks, strict=True):
        drawn.append(f'<text x="{place:.1f}%" y="99.5%" text-anchor="middle">{escape(word)}</text>')
    drawn.append(f'<line class="axis" x1="48" x2="99%" y1="{BOTTOM}%" y2="{BOTTOM}%"/>')
    for one, row in sorted(
        shares, key=lambda pair: pair[0].key == NOW
    ):  # dashes lie on the full line, so both are seen
        for here, there, first, second in zip(x, x[1:], row, row[1:], strict=False):
            drawn.append(
                f'<line class="line l-{line_class(one)}" x1="{here:.1f}%" y1="{y(first):.2f}%"'
                f' x2="{there:.1f}%" y2="{y(second):.2f}%"/>'
            )
    label = escape(_("Rising lines, one for each run. The numbers are in the table beside it."))
    return mark_safe(f'<svg class="plot" role="img" aria-label="{label}">{"".join(drawn)}</svg>')


def _scale(shares: list[float]) -> tuple[int, int, int]:
    """Lowest and highest percent on the axis, and the distance of its lines."""
    low, high = min(shares, default=0), max(shares, default=100)
    step = 20 if high - low > 40 else 10
    low, high = int(low // step) * step, int(-(-high // step)) * step
    if low == high:
        low, high = (low - step, high) if high >= 100 else (low, high + step)
    return low, high, step


# ---- the matrix -----------------------------------------------------------------------------------------------------

CELL, ROW, HEAD, LETTER, LONGEST_NAME = 42, 26, 34, 7.2, 26


def matrix_names(names: list[str]) -> SafeString:
    """The fixed first column of the matrix, and the words of its two last lines."""
    foot = [_("places"), _("in the first three of")]
    width = round(LETTER * max(map(len, [*(_short(name) for name in names), *foot])) + 8)
    height = HEAD + ROW * len(names) + 38
    drawn = []
    for place, name in enumerate(names):
        top = HEAD + ROW * place
        title = f"<title>{escape(name)}</title>" if len(name) > LONGEST_NAME else ""
        drawn.append(f'<line class="row-line" x1="0" x2="{width}" y1="{top}" y2="{top}"/>')
        drawn.append(f'<text class="name" x="0" y="{top + 17.5}">{title}{escape(_short(name))}</text>')
    bottom = HEAD + ROW * len(names)
    drawn.append(f'<line class="axis" x1="0" x2="{width}" y1="{bottom}" y2="{bottom}"/>')
    drawn += [
        f'<text class="foot" x="0" y="{bottom + 16 * at}">{escape(word)}</text>' for at, word in enumerate(foot, 1)
    ]
    size = f'width="{width}" height="{height}"'
    return mark_safe(f'<svg class="matrix" {size} aria-hidden="true">{"".join(drawn)}</svg>')


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def matrix(one: Outcome, people: list[tuple[int, str]], papers: list, fixed: dict, label: str) -> SafeString:
    """People in rows, papers in columns; the number is the rank given, a filled box is what the person has.

    `papers` are the rows of `demand`; only cells with something in them are drawn, so an empty one costs nothing.
    """
    columns = {row.pk: number for number, row in enumerate(papers)}
    width, bottom = CELL * len(papers) + 4, HEAD + ROW * len(people)
    drawn = [_head(number, row) for number, row in enumerate(papers)]
    for place, (person, name) in enumerate(people):
        top = HEAD + ROW * place
        drawn.append(f'<line class="row-line" x1="0" x2="{width}" y1="{top}" y2="{top}"/>')
        drawn += _cells(one, person, name, columns, top, person in fixed)
    drawn.append(f'<line class="axis" x1="0" x2="{width}" y1="{bottom}" y2="{bottom}"/>')
    for number, row in enumerate(papers):
        middle = CELL * number + CELL / 2
        drawn.append(f'<text class="mid foot" x="{middle}" y="{bottom + 16}">{row.places}</text>')
        drawn.append(f'<text class="mid foot" x="{middle}" y="{bottom + 32}">{row.top}</text>')
    size = f'width="{width}" height="{bottom + 38}"'
    return mark_safe(f'<svg class="matrix" {size} role="img" aria-label="{escape(label)}">{"".join(drawn)}</svg>')


def _head(number: int, row) -> str:
    title = f"<title>{escape(row.title)}</title>"
    return f'<text class="head mid" x="{CELL * number + CELL / 2}" y="22">{title}{row.code}</text>'


def _cells(one: Outcome, person: int, name: str, columns: dict[int, int], top: int, is_fixed: bool) -> list[str]:
    has, drawn = one.papers.get(person), []
    for paper, rank in one.ranks.get(person, {}).items():
        if paper != has and paper in columns:
            middle = CELL * columns[paper] + CELL / 2
            drawn.append(f'<text class="mid" x="{middle}" y="{top + 17.5}">{rank}</text>')
    if has in columns:
        left, rank = CELL * columns[has] + 2, one.ranks.get(person, {}).get(has)
        box = f'x="{left}" y="{top + 2}" width="{CELL - 4}" height="{ROW - 4}"'
        colour = f"c{min(rank, LATE)}" if rank else "boxed-x"
        text = f"t{min(rank, LATE)}" if rank else "on-x"
        mark = "*" if is_fixed else ""
        drawn.append(f'<rect class="{colour}" {box}/>' + (f'<rect class="box" {box}/>' if rank else ""))
        drawn.append(
            f'<text class="mid boxed {text}" x="{left + CELL / 2 - 2}" y="{top + 17.5}">'
            f"<title>{escape(name)}</title>{rank or '–'}{mark}</text>"
        )
    return drawn


# ---- demand ---------------------------------------------------------------------------------------------------------


def demand_bar(row, most: int) -> SafeString:
    """First, second and third choices of one paper on a scale up to `most`, and a line at its places."""
    drawn, left = [], 0.0
    for rank, count in enumerate((row.first, row.second, row.third), 1):
        width = 100 * count / max(most, 1)
        if count:
            drawn.append(f'<rect class="seg-{rank}" x="{left:.1f}%" width="{width:.1f}%" y="3" height="12"/>')
        left += width
    places = min(100 * row.places / max(most, 1), 100)
    drawn.append(f'<line class="places-line" x1="{places:.1f}%" x2="{places:.1f}%" y1="0" y2="18"/>')
    return mark_safe(f'<svg class="demand-bar" aria-hidden="true">{"".join(drawn)}</svg>')
