"""The list of papers to take away: for a bibliography, a spreadsheet, a citation program, a page of one's own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from papers.reading_lists import writing
from papers.reading_lists.entry import Entry
from seminar.preferences import reading
from seminar.seminars.guard import guarded


@dataclass(frozen=True)
class Export:
    """One form: what a person calls it, what writes it, and as what it is sent."""

    name: str
    write: Callable[[Iterable[Entry]], str]
    media_type: str
    ending: str
    encoding: str = "utf-8"


# A spreadsheet takes a table for UTF-8 only if it begins with a byte order mark.
EXPORTS = {
    "bibtex": Export("BibTeX", writing.bibtex, "application/x-bibtex", "bib"),
    "csv": Export("CSV", writing.csv_text, "text/csv", "csv", "utf-8-sig"),
    "csl-json": Export("CSL-JSON", writing.csl_json, "application/vnd.citationstyles.csl+json", "json"),
    "markdown": Export("Markdown", writing.markdown, "text/markdown", "md"),
}


@guarded()
@require_GET
def export(request, seminar, form):
    """Every paper of the catalogue that is not withdrawn, in one of the forms."""
    chosen = EXPORTS.get(form)
    if chosen is None:
        raise Http404
    return sent(chosen, reading.entries(reading.catalogue(seminar)), f"{seminar.slug}-papers")


@guarded()
@require_GET
def bibtex(request, seminar, offered_id):
    """One paper for a bibliography, as plain text."""
    offered = seminar.offered_papers.in_full().filter(pk=offered_id).first()
    if offered is None:
        raise Http404
    plain = Export("BibTeX", writing.bibtex, "text/plain", "bib")
    return sent(plain, [reading.entry_of(offered)], f"{seminar.slug}-paper-{offered.pk}")


def sent(form: Export, entries: list[Entry], name: str) -> HttpResponse:
    """The entries as a file to keep."""
    answer = HttpResponse(form.write(entries).encode(form.encoding), content_type=f"{form.media_type}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form.ending}"'
    return answer
