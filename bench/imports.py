"""What a reading list costs: reading it, and importing it through `manage.py up`, hostile input included.

    python bench/imports.py

First every form is read in this process: 400 KB each, beside one pass of a regular expression that only finds the
words of the same text. Then an organiser uploads lists to a running server, among them 10 MB, 100,000 lines, one line
of 2 MB and bytes that are no text; the peak memory of the server is read off afterwards. Only this machine is asked,
one request at a time. Absolute times belong to this machine; the ratios travel. Nothing here fails: it measures.
"""

import io
import random
import re
import tempfile
import time
import zipfile
from pathlib import Path

from openpyxl import Workbook
from rig.processes import environment, free_port, system
from rig.visitor import Answer, Visitor

from papers.reading_lists import writing
from papers.reading_lists.detect import read
from papers.reading_lists.duplicates import marked
from papers.reading_lists.entry import Entry

SIZE = 400_000
MOST_SECONDS, MOST_MEGABYTES = 1.0, 300
LIST = "/seminars/deep-learning-theory/list/"
BORDER = "a-line-of-no-list"
WORDS = re.findall(
    r"\w+",
    """
    gradient kernel network bound margin sparse convex deep random graph attention feature noise descent flow robust
    private causal sample risk minimal width depth spectral tensor operator policy reward curvature
""",
)
NAMES = re.findall(
    r"\w+",
    """
    Ada Berta Carl Dora Emil Frida Gustav Hanna Ivo Jana Karl Lea Mirko Nele Otto Paula Quirin Rosa Stefan Tilda
""",
)
FAMILIES = re.findall(
    r"\w+",
    """
    Lovelacova Babbageson Noethery Somervill Hypatios Gaussler Eulerin Kovalev Ramanuja Turinger Galoisin Abelsen
""",
)


def works(number: int) -> list[Entry]:
    """Invented works of about the length of real ones."""
    draw = random.Random(7)
    made = []
    for count in range(number):
        title = " ".join(draw.choices(WORDS, k=8)).capitalize() + f" {count}"
        people = tuple(f"{draw.choice(NAMES)} {draw.choice(FAMILIES)}" for _person in range(draw.randint(1, 5)))
        topic = f"Topic {count * 6 // number}"
        year, arxiv_id = draw.randint(1990, 2026), f"{2000 + count // 90000}.{10000 + count % 90000:05}"
        made.append(Entry(title, people, "NeurIPS", year, arxiv_id, topic_path=(topic,)))
    return made


def rendered(entries) -> str:
    rows = (f"{row.title}. [paper] [code]\n- {', '.join(row.authors)}. {row.venue} {row.year}\n" for row in entries)
    return "\n".join(rows)


def citations(entries) -> str:
    rows = (f'{", ".join(row.authors)}. "{row.title}." In {row.venue} ({row.year}).' for row in entries)
    return "\n\n".join(rows)


def session(entries) -> str:
    rows = (f"Thu 13 June 11:00 - 11:20 PDT\n\n{row.title}\n\n{' · '.join(row.authors)}\n\n{PROSE}" for row in entries)
    return "Session\n\nDeep Learning Theory\n\n" + "\n\n".join(rows)


def plain_lines(entries) -> str:
    return "Topic\n" + "\n".join(f"• {row.title}, {', '.join(row.authors)}" for row in entries)


def links(entries) -> str:
    return "\n".join(f"https://arxiv.org/abs/{row.arxiv_id}" for row in entries)


PROSE = "A bound on the number of examples is shown. It is met by a simple construction, and experiments agree with it."
FORMS = {
    "bibtex": writing.bibtex,
    "csl-json": writing.csl_json,
    "csv": writing.csv_text,
    "markdown": writing.markdown,
    "rendered-list": rendered,
    "citations": citations,
    "session-page": session,
    "plain-lines": plain_lines,
    "links": links,
    "prose": lambda entries: "\n".join(f"{PROSE} {row.title}." for row in entries),
}


def reading() -> None:
    print(f"{'400 KB of':16} {'read as':14} {'entries':>7} {'ms':>7} {'x words':>8} {'duplicates ms':>14}")
    entries = works(4_800)
    for name, write in FORMS.items():
        text = write(entries[: int(len(entries) * SIZE / len(write(entries).encode()))])
        words, _found = timed(lambda text=text: re.findall(r"\w+", text))
        seconds, found = timed(lambda text=text: read(text.encode()))
        compared, _rows = timed(lambda found=found: marked(found.entries))
        facts = f"{name:16} {found.format:14} {len(found.entries):7} {seconds * 1000:7.0f} {seconds / words:8.0f}"
        print(f"{facts} {compared * 1000:14.0f}  {kept(seconds, MOST_SECONDS, 's')}")


def timed(work) -> tuple[float, object]:
    """The best of three."""
    best, found = float("inf"), None
    for _round in range(3):
        start = time.perf_counter()
        found = work()
        best = min(best, time.perf_counter() - start)
    return best, found


def kept(figure: float, target: float, unit: str) -> str:
    return f"(target {target:g} {unit}, {'kept' if figure <= target else 'missed'})"


# ---- through the server ---------------------------------------------------------------------------------------------


def hostile() -> dict[str, bytes]:
    """Files nobody should upload, each with what is in it."""
    return {
        "nothing": b"",
        "200 KB of random bytes": random.Random(7).randbytes(200_000),
        "10 MB": b"word " * 2_000_000,
        "100,000 lines": "\n".join(f"https://arxiv.org/abs/2001.{n:05}" for n in range(100_000)).encode(),
        "one line of 2 MB": b"x, " * 700_000,
        "4.5 MB of prose": f"{PROSE}\n".encode() * 40_000,
        "a spreadsheet of 400 MB": bomb(),
        "4,000 broken entries": b"@misc{a, title={oh\n" * 4_000 + b"@misc{z, title={Whole}, author={A. B}}\n",
    }


def bomb() -> bytes:
    """A spreadsheet of 1 MB that unpacks to 400 times as much."""
    book = Workbook(write_only=True)
    book.create_sheet().append(["Title", "Authors"])
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as small, zipfile.ZipFile(large := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as file:
        for name in small.namelist():
            content = small.read(name)
            if name.startswith("xl/worksheets/"):
                content = content.replace(
                    b"</sheetData>", b"<row><c t='n'><v>1</v></c></row>" * 13_000_000 + b"</sheetData>"
                )
            file.writestr(name, content)
    return large.getvalue()


def upload(visitor: Visitor, content: bytes) -> Answer:
    fields = {"csrfmiddlewaretoken": visitor.cookies["csrftoken"], "form": "auto", "text": "", "replace": "on"}
    head = "".join(
        f'--{BORDER}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    head += f'--{BORDER}\r\nContent-Disposition: form-data; name="file"; filename="list"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{BORDER}--\r\n".encode()
    return visitor.ask("POST", f"{LIST}import/", body, f"multipart/form-data; boundary={BORDER}")


def importing(var: Path) -> None:
    port = free_port()
    with system(environment(var, port, demo=True), port) as server:
        visitor = Visitor(port)
        visitor.enter("Leonie Achterfeld")
        visitor.get(f"{LIST}import/")
        print(f"\nPeak memory of the server before: {peak(server.pid)} MB")
        for name, content in {**hostile(), "5,000 papers as BibTeX": writing.bibtex(works(5_000)).encode()}.items():
            told(name, upload(visitor, content), server.pid)
        page = visitor.get(f"{LIST}import/preview/")
        told("preview: 100 of 5,000 rows", page, server.pid)
        told("form of row 4,999", visitor.get(f"{LIST}import/rows/4999/"), server.pid)
        fields = {name: hidden(page.body, name) for name in ("draft", "page", "seen")} | {"all-venue": "A venue"}
        told("a venue for all rows", visitor.post(f"{LIST}import/preview/", fields), server.pid)
        fields = {
            name: hidden(visitor.get(f"{LIST}import/preview/").body, name) for name in ("draft", "page", "seen", "plan")
        }
        told("5,000 papers onto the list", visitor.post(f"{LIST}import/papers/", fields), server.pid)
        print(f"peak memory of the server: {peak(server.pid)} MB {kept(peak(server.pid), MOST_MEGABYTES, 'MB')}")


def told(name: str, answer: Answer, server: int) -> None:
    print(f"{name:28} {answer.status} {answer.seconds * 1000:8.0f} ms, peak {peak(server)} MB")


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def peak(process: int) -> int:
    """The most memory the process has held so far, in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024


if __name__ == "__main__":
    reading()
    with tempfile.TemporaryDirectory() as folder:
        importing(Path(folder))
