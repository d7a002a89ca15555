"""The library: publications, whatever seminar they were read in."""

import re
import unicodedata

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

ARXIV_ID = re.compile(r"^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})$")


def folded(text: str) -> str:
    """Text as search compares it: no case, no accents, single spaces. The same on every database."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


class PaperQuerySet(models.QuerySet):
    def search(self, words: str) -> "PaperQuerySet":
        """Papers whose title, authors, venue, year or id contain every word; all papers for no words."""
        found = self
        for word in folded(words).split():
            found = found.filter(search_text__contains=word)
        return found


class Paper(models.Model):
    """One publication: the conference version with its address, and the longer version on arXiv where there is one."""

    title = models.CharField(_("title"), max_length=300)
    authors = models.TextField(_("authors"), help_text=_("One per line, in the order of the publication."))
    venue = models.CharField(_("venue"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1800), MaxValueValidator(2100)]
    )
    url = models.URLField(_("conference version"), max_length=500, blank=True)
    arxiv_id = models.CharField(_("arXiv"), max_length=40, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    abstract = models.TextField(_("abstract"), blank=True)
    search_text = models.TextField(editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint("arxiv_id", condition=~models.Q(arxiv_id=""), name="paper_arxiv_id_once"),
            models.CheckConstraint(condition=~models.Q(title=""), name="paper_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, **kwargs):
        parts = (self.title, self.authors, self.venue, str(self.year or ""), self.arxiv_id, self.doi)
        self.search_text = folded(" ".join(parts))
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_text"}
        super().save(**kwargs)

    @property
    def author_list(self) -> list[str]:
        return [line.strip() for line in self.authors.splitlines() if line.strip()]

    @property
    def authors_short(self) -> str:
        """Up to three names in full, of more the first two: "Mohammad Pezeshki, Sékou-Oumar Kaba and 4 more"."""
        names = self.author_list
        if len(names) <= 3:
            return ", ".join(names)
        more = len(names) - 2
        return ngettext("%(names)s and %(n)d more", "%(names)s and %(n)d more", more) % {
            "names": ", ".join(names[:2]),
            "n": more,
        }

    @property
    def published(self) -> str:
        """Venue and year as they stand in the margin of a list: "NeurIPS 2019"."""
        return " ".join(part for part in (self.venue, str(self.year or "")) if part)

    @property
    def arxiv_url(self) -> str:
        return f"https://arxiv.org/abs/{self.arxiv_id}" if self.arxiv_id else ""

    @property
    def doi_url(self) -> str:
        return f"https://doi.org/{self.doi}" if self.doi else ""
