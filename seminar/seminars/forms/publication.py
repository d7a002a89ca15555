"""The fields of a publication, as every form has them that asks for one."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from papers.identifiers import read_arxiv_id, read_doi
from papers.models import YEARS, Paper


def year_field() -> forms.IntegerField:
    limits = [MinValueValidator(YEARS[0]), MaxValueValidator(YEARS[-1])]
    return forms.IntegerField(label=_("Year"), required=False, validators=limits)


class WebAddressField(forms.URLField):
    """An address a browser opens as a page; ftp and the like would be dropped later without a word."""

    default_validators = [URLValidator(schemes=["http", "https"])]


def url_field() -> forms.URLField:
    return WebAddressField(
        label=_("Link to the conference version"), max_length=500, required=False, assume_scheme="https"
    )


def arxiv_id_in(text: str) -> str | None:
    """The id out of an id or a link. Raises ValidationError."""
    message = _("“%(text)s” is no arXiv id. An id looks like 1906.05271.")
    return _identifier(read_arxiv_id, text, Paper.arxiv_id.field.max_length, message)


def doi_in(text: str) -> str | None:
    """The DOI out of a DOI or a link. Raises ValidationError."""
    message = _("“%(text)s” is no DOI. A DOI looks like 10.1145/3357713.3384290.")
    return _identifier(read_doi, text, Paper.doi.field.max_length, message)


def _identifier(reader, text: str, limit: int, message) -> str | None:
    try:
        found = reader(text)
    except ValueError:
        found = None
    if found is None or len(found) > limit:
        raise ValidationError(message, params={"text": text})
    return found
