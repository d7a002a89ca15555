"""The file a back-up is: a tar of the database, the uploaded files, and last a list of both with their hashes.

The list comes last, so that a back-up that was cut off has none and is refused as a whole.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

FORMAT = 1
MANIFEST = "manifest.json"
FILES = "files"
BLOCK = 1024 * 1024


class Damaged(Exception):
    """The back-up is not what was once written; the text names what is wrong."""


class Hashed:
    """A file that is read once and remembers what went through."""

    def __init__(self, file):
        self.file, self.digest, self.size = file, hashlib.sha256(), 0

    def read(self, number: int = -1) -> bytes:
        block = self.file.read(number)
        self.digest.update(block)
        self.size += len(block)
        return block

    @property
    def facts(self) -> dict:
        return {"size": self.size, "sha256": self.digest.hexdigest()}


class Flow:
    """A stream that may be a pipe, as far as a tar wants to know of it."""

    def __init__(self, stream):
        self.stream, self.position = stream, 0

    def write(self, block: bytes) -> int:
        self.position += len(block)
        return self.stream.write(block)

    def tell(self) -> int:
        return self.position


class Writer:
    """Writes members one after the other into `stream`, and at the end what it wrote."""

    def __init__(self, stream):
        self.tar = tarfile.open(fileobj=Flow(stream), mode="w")  # noqa: SIM115 - `finish` closes it
        self.written: dict[str, dict] = {}

    def add(self, path: Path, name: str) -> None:
        """The file as it is now; it must not grow or shrink meanwhile."""
        with path.open("rb") as file:
            hashed = Hashed(file)
            entry = self.tar.gettarinfo(arcname=name, fileobj=file)
            # Who owned it and who may read it is the matter of the place it is restored to.
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = ""
            entry.mode = 0o600
            self.tar.addfile(entry, hashed)
        self.written[name] = hashed.facts

    def finish(self, **known) -> None:
        content = json.dumps({"format": FORMAT, **known, "members": self.written}, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mode = len(content), 0o600
        self.tar.addfile(entry, io.BytesIO(content))
        self.tar.close()


def unpack(stream, folder: Path) -> dict:
    """Writes every member below `folder` and answers with the manifest; raises Damaged unless all is as it was."""
    found, manifest = {}, None
    try:
        with tarfile.open(fileobj=stream, mode="r|") as tar:
            for entry, content in _members(tar):
                if entry.name == MANIFEST:
                    manifest = json.loads(content.read())
                else:
                    found[entry.name] = _keep(content, folder / entry.name)
    except (tarfile.TarError, EOFError, ValueError) as problem:
        raise Damaged(f"The file cannot be read to its end: {problem}") from problem
    if manifest is None:
        raise Damaged("The list of its content is missing: it was cut off, or it is no back-up.")
    if manifest.get("format") != FORMAT:
        raise Damaged(f"It has format {manifest.get('format')}; this program reads format {FORMAT}.")
    _compare(manifest["members"], found)
    return manifest


def _members(tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, io.BufferedReader]]:
    for entry in tar:
        name = PurePosixPath(entry.name)
        if not entry.isreg() or name.is_absolute() or ".." in name.parts:
            raise Damaged(f"{entry.name} does not belong into a back-up.")
        yield entry, tar.extractfile(entry)


def _keep(content, path: Path) -> dict:
    path.parent.mkdir(parents=True, exist_ok=True)
    hashed = Hashed(content)
    with path.open("wb") as file:
        while block := hashed.read(BLOCK):
            file.write(block)
    return hashed.facts


def _compare(promised: dict[str, dict], found: dict[str, dict]) -> None:
    wrong = sorted(name for name in promised.keys() | found.keys() if promised.get(name) != found.get(name))
    if wrong:
        more = f" and {len(wrong) - 3} more" if len(wrong) > 3 else ""
        raise Damaged(f"Not as it was written: {', '.join(wrong[:3])}{more}.")
