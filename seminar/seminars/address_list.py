"""People as an organiser pastes them: addresses in any writing, or a small table.

A text is a table when its first line is a header with a column for the e-mail address; columns are separated by tab,
semicolon or comma. Any other text is read line by line as addresses, `Name <address>` included, separated by whatever
stands between them. Nothing is dropped silently: what is not understood comes back with its line.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

COLUMNS = {
    "email": "email mail emailaddress mailaddress emailadresse mailadresse",
    "name": "name fullname vollername displayname",
    "first": "firstname first givenname forename vorname",
    "last": "lastname last surname familyname nachname familienname",
    "matriculation_number": "matriculationnumber matriculationno matriculation matrikelnummer matrikelnr matrnr",
    "programme": "programme program studyprogramme studyprogram programmeofstudy degreeprogramme studiengang studium",
}
COLUMN_OF = {word: column for column, words in COLUMNS.items() for word in words.split()}
# As wide as the table of accounts.
LONGEST = {"email": 254, "name": 150, "matriculation_number": 20, "programme": 120}
NO_ADDRESS, BAD_ADDRESS = _("no e-mail address"), _("not a valid e-mail address")
TOO_LONG, NO_NAME_FOR = _("a value is too long"), _("text without an address")
BROKEN = _("not readable as a table")


@dataclass(frozen=True)
class Person:
    """One understood entry; the address is in lower case."""

    email: str
    name: str = ""
    matriculation_number: str = ""
    programme: str = ""


@dataclass(frozen=True)
class Unclear:
    """Something that was not understood: its line, counted from 1, the text and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True)
class AddressList:
    """What was read. Each address is in `people` once; `repeated` counts the further times it stood there."""

    people: tuple[Person, ...]
    unclear: tuple[Unclear, ...]
    repeated: int


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, else Windows-1252 as spreadsheets write it. Never fails."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read(text: str) -> AddressList:
    """Everybody named in a table or a loose list of addresses."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    people: dict[str, Person] = {}
    unclear, repeated = [], 0
    for found in _from_table(text) or _from_lines(text):
        found = _checked(found) if isinstance(found, _Found) else found
        if isinstance(found, Unclear):
            unclear.append(found)
        elif found.email in people:
            repeated += 1
        else:
            people[found.email] = found
    return AddressList(tuple(people.values()), tuple(unclear), repeated)


def written(people: Iterable[Person]) -> str:
    """The same people as a table that `read` understands."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(field.name for field in fields(Person))
    writer.writerows(astuple(person) for person in people)
    return out.getvalue()


@dataclass(frozen=True)
class _Found:
    line: int
    text: str
    email: str
    values: dict


def _checked(found: _Found) -> Person | Unclear:
    email = found.email.strip().removeprefix("mailto:").lower()
    values = {key: " ".join(value.split()) for key, value in found.values.items()}
    values["name"] = _natural(values["name"])
    try:
        validate_email(email)
    except ValidationError:
        return Unclear(found.line, found.text, BAD_ADDRESS if email else NO_ADDRESS)
    if any(len(value) > LONGEST[key] for key, value in [*values.items(), ("email", email)]):
        return Unclear(found.line, found.text, TOO_LONG)
    return Person(email, **values)


def _natural(name: str) -> str:
    """ "Last, First" the way people say it, without quotation marks and bullets."""
    last, _comma, first = name.strip(" -*•'\"").partition(",")
    return f"{first.strip()} {last.strip()}" if first.strip() and "," not in first else last + _comma + first


# ---- tables ---------------------------------------------------------------------------------------------------------


def _from_table(text: str) -> list[_Found | Unclear] | None:
    """The rows of a table, or None when the first line with text is no header."""
    first, header = next(((n, line) for n, line in enumerate(text.split("\n")) if line.strip()), (0, ""))
    for delimiter in "\t;,":
        columns = [COLUMN_OF.get(re.sub(r"[\W_]", "", cell).casefold()) for cell in header.split(delimiter)]
        if "email" in columns:
            break
    else:
        return None
    body = "\n".join(text.split("\n")[first + 1 :])
    return list(_rows(body, delimiter, columns, first + 1))


def _rows(body: str, delimiter: str, columns: list, above: int) -> Iterator[_Found | Unclear]:
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _row(cells, columns, above + reader.line_num, delimiter)
    except csv.Error as problem:
        yield Unclear(above + reader.line_num, str(problem), BROKEN)


def _row(cells: list[str], columns: list, line: int, delimiter: str) -> _Found:
    row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column}
    if "first" in row:
        # Beside a first name the column "Name" holds the last name.
        name = f"{row['first']} {row.get('last') or row.get('name', '')}"
    else:
        name = row.get("name") or row.get("last", "")
    values = {key: row.get(key, "") for key in ("matriculation_number", "programme")}
    return _Found(line, " ".join(delimiter.join(cells).split()), row.get("email", ""), {"name": name, **values})


# ---- loose addresses ------------------------------------------------------------------------------------------------

# A separator outside quotation marks, angle brackets and round brackets.
_PIECE = re.compile(r'(?:"[^"]*"|<[^<>]*>|\([^()]*\)|[^,;\t])+')


def _from_lines(text: str) -> Iterator[_Found | Unclear]:
    for line, content in enumerate(text.split("\n"), start=1):
        yield from _line(line, content)


def _line(line: int, content: str) -> Iterator[_Found | Unclear]:
    # "Last, First <address>": what stands before a comma waits for its address.
    waiting: list[str] = []
    for piece in filter(None, map(str.strip, _PIECE.findall(content))):
        if "@" not in piece:
            waiting.append(piece)
            continue
        found = list(_piece(line, piece))
        # A number among them is no name; it is shown as not understood instead.
        if waiting and not any(character.isdigit() for character in "".join(waiting)):
            name = " ".join([found[0].values["name"], *waiting])
            found[0] = _Found(line, ", ".join([*waiting, found[0].text]), found[0].email, {"name": name})
            waiting = []
        yield from found
    if waiting:
        yield Unclear(line, ", ".join(waiting), NO_NAME_FOR)


def _piece(line: int, piece: str) -> Iterator[_Found | Unclear]:
    """The addresses of one piece, an address first: `Name <address>`, or addresses and words with blanks between."""
    if piece.count("@") == 1 and ("<" in piece or "(" in piece):
        name, address = parseaddr(piece)
        yield _Found(line, piece, address, {"name": name})
        return
    words: list[str] = []
    for word in piece.replace("<", " <").split():
        if "@" not in word:
            words.append(word)
            continue
        yield _Found(line, word, word.strip("<>()[]\"'.:"), {"name": " ".join(words).strip("\"' ")})
        words = []
    if words:
        yield Unclear(line, " ".join(words), NO_NAME_FOR)
