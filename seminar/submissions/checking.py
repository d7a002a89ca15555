"""Has a file looked at by `inspection.py`, a process of its own that may fail."""

import json
import logging
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import BoundedSemaphore

from django.conf import settings

SCRIPT = Path(__file__).with_name("inspection.py")
SECONDS = 10
LONGEST_ANSWER = 100_000
# Each check may take half a gigabyte; in the minutes before a deadline this many run at once in one web process.
TURNS = BoundedSemaphore(2)
PNG = b"\x89PNG\r\n\x1a\n"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """What is known about a file. With a `refusal` it is not taken; without `is_complete` it is not checked."""

    refusal: dict | None = None
    is_complete: bool = False
    pages: int | None = None
    sizes: list = field(default_factory=list)
    has_text: bool = True
    loose_fonts: int = 0
    has_picture: bool = False


def check(path: Path, picture: Path) -> Finding:
    """Look at the file at `path` and draw its first page to `picture`. A check that fails says nothing: no refusal."""
    with TURNS:
        answer = _answer(path, picture)
    try:
        finding = Finding(**json.loads(answer))
    except (ValueError, TypeError):
        return Finding()
    return finding if _is_picture(picture) else replace(finding, has_picture=False)


def _answer(path, picture) -> bytes:
    # Into a file, because a child that runs wild can write more than anybody wants to keep in memory.
    with tempfile.TemporaryFile(dir=settings.INCOMING_DIR) as output:
        try:
            done = subprocess.run(
                [sys.executable, "-I", str(SCRIPT), str(path), str(picture)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.DEVNULL,
                env={},  # neither keys nor addresses of ours
                cwd="/",
                timeout=SECONDS,
                check=False,
            )
        except (subprocess.TimeoutExpired, OSError) as failure:
            logger.warning("The check of %s did not end: %s", path.name, type(failure).__name__)
            return b""
        if done.returncode:
            logger.warning("The check of %s ended with %s", path.name, done.returncode)
            return b""
        output.seek(0)
        return output.read(LONGEST_ANSWER)


def _is_picture(picture) -> bool:
    try:
        with picture.open("rb") as file:
            return file.read(len(PNG)) == PNG
    except OSError:
        return False
