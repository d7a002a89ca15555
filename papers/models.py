"""The library: publications, whatever seminar they were read in."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from papers.search import holding, search, words_in

YEARS = range(1800, 2101)
# What a publication says of itself, whoever offers it.
PUBLICATION = ("title", "authors", "venue", "year", "url", "arxiv_id", "doi", "abstract", "keywords")


def lines(text: str) -> list[str]:
    """The lines of a text somebody typed, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class PaperQuerySet(models.QuerySet):
    def search(self, words: str) -> "PaperQuerySet":
        """Papers with every word in title, authors, venue, year, key words or ids; all papers without any."""
        return search(self, words)

    def holding(self, *groups: list[str]) -> "PaperQuerySet":
        """Papers that hold one of these groups of words, whole; the words as `words_in` gives them."""
        return holding(self, *groups)

    def bulk_create(self, papers, **kwargs):
        papers = list(papers)
        for paper in papers:
            paper.search_text = paper.searched
        return super().bulk_create(papers, **kwargs)


class Paper(models.Model):
    """One publication: the conference version with its address, and the longer version on arXiv where there is one."""

    title = models.CharField(_("title"), max_length=300)
    authors = models.TextField(_("authors"), help_text=_("One per line, in the order of the publication."))
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(YEARS[0]), MaxValueValidator(YEARS[-1])]
    )
    url = models.URLField(_("conference version"), max_length=500, blank=True)
    arxiv_id = models.CharField(_("arXiv"), max_length=40, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    abstract = models.TextField(_("abstract"), blank=True)
    keywords = models.TextField(_("key words"), blank=True, help_text=_("One per line."))
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
        self.search_text = self.searched
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_text"}
        super().save(**kwargs)

    @property
    def searched(self) -> str:
        """The words a search looks at, as `search_text` holds them."""
        parts = (self.title, self.authors, self.venue, str(self.year or ""), self.keywords, self.arxiv_id, self.doi)
        return " ".join(words_in(" ".join(parts)))

    @property
    def author_list(self) -> list[str]:
        return lines(self.authors)

    @property
    def keyword_list(self) -> list[str]:
        return lines(self.keywords)

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
