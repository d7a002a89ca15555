"""How a reading list was read, in words: its form and the reason for it, and what was left over."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from papers.reading_lists import detect
from seminar.seminars.forms.reading_list import NAMES, XLSX, form_choices
from seminar.seminars.models import ReadingListDraft

LINES_SHOWN = 200
REASONS = {
    "bibtex": ngettext_lazy("%(n)d entry begins as in BibTeX.", "%(n)d entries begin as in BibTeX.", "n"),
    "ris": ngettext_lazy("%(n)d entry begins as in RIS.", "%(n)d entries begin as in RIS.", "n"),
    "csl-json": ngettext_lazy("%(n)d item is written as in CSL-JSON.", "%(n)d items are written as in CSL-JSON.", "n"),
    "html-table": ngettext_lazy("A table with %(n)d row was found.", "A table with %(n)d rows was found.", "n"),
    "markdown": ngettext_lazy("%(n)d item of a list was found.", "%(n)d items of a list were found.", "n"),
    "links": ngettext_lazy("%(n)d line is only a link or an id.", "%(n)d lines are only a link or an id.", "n"),
    "citations": ngettext_lazy("%(n)d paragraph is a reference.", "%(n)d paragraphs are references.", "n"),
    "session-page": ngettext_lazy("%(n)d paper of a session was found.", "%(n)d papers of sessions were found.", "n"),
    "talk-listing": ngettext_lazy("%(n)d talk was found.", "%(n)d talks were found.", "n"),
}


class HowRead:
    """What the preview says about the reading as a whole."""

    longest_line = detect.LONGEST_LINE

    def __init__(self, draft: ReadingListDraft):
        self.draft, self.facts = draft, draft.facts
        self.parts = [Part(draft.form, draft.reason, draft.facts)]
        if pasted := draft.facts.get("pasted"):
            self.parts.append(Part(pasted["form"], pasted["reason"], pasted["facts"], line=pasted["line"]))

    @property
    def forms(self) -> list[tuple[str, str]]:
        """Other forms the same text can be read in; none for a spreadsheet, which is kept as rows only."""
        return [] if self.draft.form == XLSX else form_choices()

    @property
    def encoding(self) -> str:
        """The encoding, where it is not the one everybody expects."""
        name = self.facts.get("encoding") or "UTF-8"
        return "" if name == "UTF-8" else name

    @property
    def unused(self) -> list[str]:
        """Columns of a table that hold something and were not read."""
        return [name for part in self.parts for name in part.facts.get("unused") or []]

    @property
    def strangers(self) -> list[str]:
        """Supervisors that a table names and the seminar does not have."""
        return self.facts.get("strangers") or []

    long_lines = property(lambda self: self.facts.get("long_lines") or [])

    @property
    def left(self) -> list[dict]:
        return self.draft.not_understood[:LINES_SHOWN]

    left_number = property(lambda self: self.facts.get("left") or 0)
    more_left = property(lambda self: self.left_number - len(self.left))


class Part:
    """One text of the list: the file or what was pasted, which begins at `line` where it follows a file."""

    def __init__(self, form: str, reason: str, facts: dict, line: int | None = None):
        self.key, self.facts, self.line = reason, facts, line
        self.name = NAMES.get(form, form)

    @property
    def reason(self) -> str:
        if self.key == "chosen":
            return _("You chose this form.")
        if self.key == "ids":
            return _("Only ids and addresses in it name papers.")
        if self.key == "xlsx":
            return _("The file is a spreadsheet.")
        if sign := self.facts.get("sign"):
            signs = {"\t": _("tabs"), ",": _("commas"), ";": _("semicolons"), "|": _("vertical lines")}
            return _("The columns are parted by %(signs)s.") % {"signs": signs.get(sign, sign)}
        if self.key in REASONS and isinstance(self.facts.get("n"), int):
            return REASONS[self.key] % {"n": self.facts["n"]}
        if self.key == "nothing":
            return _("Nothing tells the form, so each line was taken for one paper.")
        return _("Most lines fit this form.")
