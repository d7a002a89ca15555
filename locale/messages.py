"""Bring the German catalogue up to date: collect what is marked in code and templates, merge, compile.

Run by `make messages`; needs no gettext tools. Afterwards locale/de/LC_MESSAGES/django.po holds exactly the marked
strings: known ones with their translation, new ones empty, others gone, nothing fuzzy; django.mo is compiled from it.
The same sources always give the same bytes: sorted by file, no line numbers, no date.

`--check` writes nothing and answers 1 when a file would change or a translation is missing.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.template.base import Lexer, TokenType
from django.utils.translation import trim_whitespace

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "de" / "LC_MESSAGES" / "django.po"
PYTHON_FOLDERS = ["accounts", "papers", "seminar"]
HEADER = {
    "Project-Id-Version": "seminar",
    "Language": "de",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
# What stands at which place of a call: the name without "_lazy" and "_noop".
PLACES = {
    "gettext": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
}
QUOTED = r""""[^"]*"|'[^']*'"""
TRANSLATE = re.compile(rf"^trans(?:late)?\s+({QUOTED})")
BLOCK = re.compile(r"^blocktrans(?:late)?\b")
END_BLOCK = re.compile(r"^endblocktrans(?:late)?$")
CONTEXT = re.compile(rf"\bcontext\s+({QUOTED})")
CONSTANT = re.compile(rf"_\(({QUOTED})\)")


@dataclass(frozen=True)
class Mark:
    """One marked string, exactly as it is looked up at run time."""

    msgid: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.msgid


# What the libraries say on our sign-in pages in German of another tone, or not in German at all: our words win.
OVERRULED = [
    Mark("Be patient, you are sending too many requests."),
    Mark("Invalid login."),
    Mark("Please select only one."),
    Mark("Please type your current password."),
    Mark("Remember Me"),
    Mark("The email address and/or password you specified are not correct."),
    Mark("The new value must be different from the current one."),
    Mark("This account is currently inactive."),
    Mark("This password is too common."),
    Mark(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    Mark("Too many failed login attempts. Try again later."),
    Mark("Username can not be used. Please use other username."),
    Mark("You cannot add more than %d email addresses."),
    Mark("You cannot remove your primary email address."),
    Mark("You must type the same email each time."),
    Mark("You must type the same password each time."),
    Mark("Your password can’t be a commonly used password."),
    Mark(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
    Mark("Your primary email address must be verified."),
]


def marks_in_python(source: str) -> Iterator[Mark]:
    """The marked literals of a module, under whatever name the functions were imported."""
    tree = ast.parse(source)
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {alias.asname or alias.name: re.sub("_(lazy|noop)$", "", alias.name) for alias in node.names}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        places = PLACES.get(names.get(call.func.id), ())
        literals = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
        if places and len(literals) >= len(places):
            yield Mark(**dict(zip(places, literals, strict=False)))
        elif places and not isinstance(call.args[0], ast.Name | ast.Attribute | ast.Subscript):
            raise ValueError(f"line {call.lineno}: a marked string has to be one literal")


def marks_in_template(source: str) -> Iterator[Mark]:
    """The marked strings of a template, with the names, doubled per cents and trimmed spaces Django looks up."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.contents == "comment":
            while (token := next(tokens)).contents != "endcomment":
                pass
        elif token.token_type == TokenType.BLOCK and (found := TRANSLATE.match(token.contents)):
            yield Mark(_unquoted(found[1]), context=_context(token))
            yield from _constants(token.contents[found.end() :])
        elif token.token_type == TokenType.BLOCK and BLOCK.match(token.contents):
            yield from _constants(token.contents)
            yield _block(token, tokens)
        elif token.token_type in (TokenType.BLOCK, TokenType.VAR):
            yield from _constants(token.contents)


def _block(opening, tokens) -> Mark:
    parts = [""]
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            parts[-1] += token.contents.replace("%", "%%")
        elif token.token_type == TokenType.VAR:
            parts[-1] += f"%({token.contents})s"
        elif token.contents == "plural":
            parts.append("")
        elif END_BLOCK.match(token.contents):
            break
    if "trimmed" in opening.split_contents():
        parts = [trim_whitespace(part) for part in parts]
    return Mark(*parts, context=_context(opening))


def _constants(text: str) -> Iterator[Mark]:
    return (Mark(_unquoted(constant)) for constant in CONSTANT.findall(text))


def _context(token) -> str:
    found = CONTEXT.search(token.contents)
    return found[1][1:-1] if found else ""


def _unquoted(literal: str) -> str:
    return literal[1:-1].replace("%", "%%")


def sources() -> Iterator[tuple[str, Iterator[Mark]]]:
    """Path inside the project and marks of every file that may hold some, in the order of the paths."""
    templates = [path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt")]
    modules = [path for folder in PYTHON_FOLDERS for path in (ROOT / folder).rglob("*.py")]
    for path in sorted(modules + templates):
        if "migrations" not in path.parts:
            read = marks_in_python if path.suffix == ".py" else marks_in_template
            yield path.relative_to(ROOT).as_posix(), read(path.read_text(encoding="utf-8"))


def collect() -> dict[tuple[str, str], polib.POEntry]:
    """One empty entry for each marked string, in the order of files, with every file it stands in."""
    entries: dict[tuple[str, str], polib.POEntry] = {}
    for path, marks in sources():
        for mark in marks:
            entry = entries.setdefault(mark.key, _empty(mark))
            if mark.plural and entry.msgid_plural not in ("", mark.plural):
                raise ValueError(f"{path}: two plurals for {mark.msgid!r}")
            if mark.plural and not entry.msgid_plural:
                entries[mark.key] = entry = _empty(mark, entry.occurrences)
            if (path, "") not in entry.occurrences:
                entry.occurrences.append((path, ""))
    for mark in OVERRULED:
        entries.setdefault(mark.key, _empty(mark)).comment = "overrules a library"
    return entries


def _empty(mark: Mark, occurrences=()) -> polib.POEntry:
    entry = polib.POEntry(msgid=mark.msgid, msgctxt=mark.context or None, occurrences=list(occurrences))
    if mark.plural:
        entry.msgid_plural, entry.msgstr_plural = mark.plural, {0: "", 1: ""}
    if re.search(r"%[(%sd]", mark.msgid + mark.plural):
        entry.flags.append("python-format")
    return entry


def merged(old: polib.POFile) -> polib.POFile:
    """The collected strings with the translations that `old` has for the very same string."""
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in old}
    new = polib.POFile(wrapwidth=120)
    new.metadata = HEADER
    for key, entry in collect().items():
        found = known.get(key)
        if found and found.msgid_plural == entry.msgid_plural and not found.fuzzy:
            entry.msgstr = found.msgstr
            entry.msgstr_plural = found.msgstr_plural
            entry.tcomment = found.tcomment
        new.append(entry)
    return new


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; answer 1 when something is to be done")
    is_check = parser.parse_args().check
    compiled = CATALOGUE.with_suffix(".mo")
    catalogue = merged(polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile())
    gaps = catalogue.untranslated_entries()
    for entry in gaps:
        print(f"no German: {entry.msgid!r} ({', '.join(path for path, _ in entry.occurrences)})")
    wanted = {CATALOGUE: f"{catalogue}\n".encode(), compiled: catalogue.to_binary()}
    stale = [path for path, content in wanted.items() if not path.exists() or path.read_bytes() != content]
    for path in stale:
        if not is_check:
            path.write_bytes(wanted[path])
        print(f"{'to be written' if is_check else 'written'}: {path.relative_to(ROOT)}")
    print(f"{len(catalogue)} strings, {len(gaps)} without German")
    return int(is_check and bool(stale or gaps))


if __name__ == "__main__":
    sys.exit(main())
