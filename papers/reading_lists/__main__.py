"""`python -m papers.reading_lists FILE`: a reading list in any form as JSON Lines, and a summary on standard error."""

import argparse
import json
import sys
from pathlib import Path

from papers.reading_lists.csl_json import read as read_known
from papers.reading_lists.detect import FORMS, NoText, TooLarge, read
from papers.reading_lists.duplicates import Index, marked


def main(arguments=None) -> int:
    """0 when entries were found, 1 when none were, 2 for a file that cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m papers.reading_lists", description=__doc__)
    parser.add_argument("file", help="the list; - is standard input")
    parser.add_argument("--format", choices=["auto", *FORMS], default="auto")
    parser.add_argument("--known", help="JSON Lines of works that are known already")
    chosen = parser.parse_args(arguments)
    try:
        data = sys.stdin.buffer.read() if chosen.file == "-" else Path(chosen.file).read_bytes()
        reading = read(data, chosen.format)
        known = known_works(chosen.known)
    except (OSError, TooLarge, NoText) as problem:
        print(f"{chosen.file}: {str(problem) or 'no text'}", file=sys.stderr)
        return 2
    entries = marked(reading.entries, known)
    for entry in entries:
        print(json.dumps(entry.as_json(), ensure_ascii=False))
    repeated = sum(entry.duplicate_of is not None for entry in entries)
    left = len(reading.not_understood)
    print(
        f"{reading.format}: {len(entries)} entries, {repeated} of them known, {left} lines not understood",
        file=sys.stderr,
    )
    return 0 if entries else 1


def known_works(path: str | None) -> Index | None:
    if path is None:
        return None
    index = Index()
    for number, entry in enumerate(read_known(Path(path).read_text(encoding="utf-8")).entries, 1):
        index.add(entry, f"known:{number}")
    return index


if __name__ == "__main__":
    sys.exit(main())
