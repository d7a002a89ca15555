"""The files that count as one ZIP: no folders, plain names by person and paper."""

import shutil
import tempfile
import zipfile
from collections import Counter
from typing import IO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.text import slugify

from seminar.seminars.models import Participation, Seminar
from seminar.submissions.models import Submission

LOST = "not-found.txt"
LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ø": "o", "ł": "l"}
)


def packed(seminar: Seminar, submissions: list[Submission], titles: dict[int, str]) -> IO[bytes]:
    """The archive as an open temporary file, which is gone when it is closed.

    `titles`: participation -> title of the paper. PDF is packed already, so nothing is packed again. A file that is not
    on the disk is named in a text inside, and the others are there.
    """
    file = tempfile.TemporaryFile(dir=settings.INCOMING_DIR)  # noqa: SIM115 - the answer closes it
    lost = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, row in named(submissions, titles):
            moment = row.received_at.astimezone(ZoneInfo(seminar.zone))
            entry = zipfile.ZipInfo(name, date_time=moment.timetuple()[:6])
            try:
                with open(settings.FILES_DIR / row.path, "rb") as source, archive.open(entry, "w") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
            except FileNotFoundError:
                lost.append(f"{name}: {row.receipt}\n")
        if lost:
            archive.writestr(LOST, "".join(lost))
    file.seek(0)
    return file


def named(submissions: list[Submission], titles: dict[int, str]) -> list[tuple[str, Submission]]:
    """Each with its name in the archive; where two would have the same one, they are numbered."""
    stems = [stem(row.participation, titles.get(row.participation_id, "")) for row in submissions]
    total, seen, found = Counter(stems), Counter(), []
    for name, row in zip(stems, submissions, strict=True):
        seen[name] += 1
        number = f"-{seen[name]}" if total[name] > 1 else ""
        found.append((f"{name}{number}.pdf", row))
    return found


def stem(person: Participation, title: str) -> str:
    """ "kvetoslavova_hana_deep-double-descent": last name first, so that a folder is in the order of a class list."""
    *first, last = person.user.display_name.split("@")[0].split() or ["-"]
    parts = [plain(last, 40), plain(" ".join(first), 40), plain(title, 60)]
    return "_".join(part for part in parts if part) or f"file-{person.pk}"


def plain(text: str, length: int) -> str:
    """Small plain letters, digits and hyphens, cut between words."""
    slug = slugify(text.translate(LETTERS))
    return slug if len(slug) <= length else slug[: length + 1].rpartition("-")[0][:length] or slug[:length]
