"""The reading list that an organiser gives: pasted, as a file or both, read at once."""

from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from papers.reading_lists import detect

MEGABYTE = 1_000_000
AUTO = "auto"
XLSX = "xlsx"  # nobody chooses it: the bytes of a spreadsheet are no text
NOTHING_FOUND = gettext_noop(
    "No paper was recognised. Choose the form of the list, or write a paper per line: Title, Author, Author."
)
NAMES = {
    "bibtex": _("BibTeX"),
    "ris": _("RIS"),
    "csl-json": _("CSL-JSON"),
    "csv": _("Table as text (CSV, TSV)"),
    "xlsx": _("Spreadsheet (XLSX)"),
    "markdown-table": _("Table in Markdown"),
    "html-table": _("Table in HTML"),
    "markdown": _("List in Markdown"),
    "citations": _("Bibliography"),
    "links": _("Links and ids, one per line"),
    "session-page": _("Session page of a conference"),
    "talk-listing": _("Programme with talks"),
    "rendered-list": _("List copied from a web page"),
    "outline": _("Notes with indents"),
    "plain-lines": _("One paper per line"),
}


def form_choices() -> list[tuple[str, str]]:
    return [(key, NAMES.get(key, key)) for key in detect.FORMS if key != XLSX]


class SourceForm(forms.Form):
    """The list itself. It is read here; `cleaned_data` then has what `understood` answers."""

    marks_optional = False
    text = forms.CharField(
        label=_("Paste the list"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off", "spellcheck": "false", "class": "paste"}),
        help_text=_("As it stands in the mail, on the web page or in the file. Headings become topics."),
    )
    file = forms.FileField(
        label=_("Choose a file"),
        required=False,
        help_text=_("Text, BibTeX, RIS, JSON, CSV, XLSX, Markdown or HTML. A file and a text are read as one list."),
    )
    form = forms.ChoiceField(label=_("Form of the list"), required=False)
    replace = forms.BooleanField(label=_("Put this list in place of the one that waits in the preview"), required=False)

    def __init__(self, *args, has_draft: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [(AUTO, _("Recognise it")), *form_choices()]
        if not has_draft:
            del self.fields["replace"]

    def clean(self) -> dict:
        """A file and a text are one list: first the file, then the text."""
        cleaned = super().clean()
        given = [(name, cleaned.get(name)) for name in ("file", "text")]
        given = [(name, data) for name, data in given if data and (name == "file" or data.strip())]
        if not given and not self.errors:
            self.add_error("text", _("Nothing was given. Paste a list, or choose a file."))
        read = [self._read(name, data, cleaned.get("form") or AUTO) for name, data in given]
        if read and not self.errors:
            try:
                cleaned |= read[0] if len(read) == 1 else together(*read)
            except ValidationError as problem:
                self.add_error(None, problem)
        return cleaned

    def refuse_to_replace(self) -> None:
        text = _(
            "A list waits in the preview. Tick this if the new one may take its place, or go on with the other one."
        )
        self.add_error("replace" if "replace" in self.fields else None, text)

    def _read(self, name: str, data, form: str) -> dict:
        try:
            _refuse_size(name, data.size if name == "file" else len(data.encode("utf-8", "replace")))
            content = data.read() if name == "file" else data
            return understood(content, form, data.name if name == "file" else "")
        except ValidationError as problem:
            self.add_error(name, problem)
        return {}


def _refuse_size(name: str, size: int) -> None:
    if size > detect.MOST_BYTES:
        raise ValidationError(too_large_text(name, size))


def too_large_text(name: str, size: int) -> str:
    text = (
        gettext("The file has %(size)s MB. At most %(most)d MB are read at once.")
        if name == "file"
        else gettext("The text has %(size)s MB. At most %(most)d MB are read at once.")
    )
    size = -(-size * 10 // MEGABYTE) / 10
    return text % {"size": number_format(size, 1), "most": detect.MOST_BYTES // MEGABYTE}


def understood(data: bytes | str, form: str, source: str = "") -> dict:
    """What a draft keeps: `reading`, `content` (the text; empty for a spreadsheet), `source`, `facts`; or refuses."""
    try:
        reading = detect.read(data, form)
    except detect.TooLarge as problem:
        raise ValidationError(too_many_text(problem.value)) from problem
    except detect.NoText as problem:
        text = gettext("This is neither text nor a spreadsheet. Save the list as text, or copy and paste it.")
        empty = gettext("The file is empty, or there are only blanks in it.")
        raise ValidationError(text if data.strip() else empty) from problem
    is_spreadsheet = isinstance(data, bytes) and detect.is_spreadsheet(data)
    if is_spreadsheet and not reading.entries:
        raise ValidationError(gettext("In this file no sheet with a list of papers was found."))
    if not reading.entries:
        raise ValidationError(gettext(NOTHING_FOUND))
    content = "" if is_spreadsheet else detect.decoded(data)[0] if isinstance(data, bytes) else data
    content = content.replace("\r\n", "\n")
    long = [number for number, line in enumerate(content.split("\n"), 1) if len(line) > detect.LONGEST_LINE]
    facts = {"encoding": reading.encoding, "long_lines": long[:20]}
    return {"reading": reading, "content": content, "source": source, "facts": facts}


def too_many_text(number: int) -> str:
    text = gettext("The list has %(value)d entries. At most %(limit)d are read at once: give it in parts.")
    return text % {"value": number, "limit": detect.MOST_ENTRIES}


def together(file: dict, text: dict) -> dict:
    """What was understood of a file and of a text beside it, as one list: the lines of the text follow the file's."""
    first, second = file["reading"], text["reading"]
    number = len(first.entries) + len(second.entries)
    if number > detect.MOST_ENTRIES:
        raise ValidationError(too_many_text(number))
    rows = file["content"].count("\n") + 1 if file["content"] else 0  # a spreadsheet is kept as its rows only
    before = max([rows, *(row.line or 0 for row in (*first.entries, *first.not_understood))])
    reading = replace(
        first,
        entries=first.entries + tuple(replace(row, line=before + (row.line or 1)) for row in second.entries),
        not_understood=first.not_understood
        + tuple(replace(row, line=before + row.line) for row in second.not_understood),
    )
    content = f"{file['content']}\n{text['content']}" if file["content"] else ""
    long = file["facts"]["long_lines"] + [before + line for line in text["facts"]["long_lines"]]
    pasted = {"line": before + 1, "form": second.format, "reason": second.reason, "facts": second.facts}
    facts = {**file["facts"], "long_lines": long, "pasted": pasted}
    return {"reading": reading, "content": content, "source": file["source"], "facts": facts}
