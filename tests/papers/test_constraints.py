"""What the database refuses of the library."""

import pytest
from django.db import IntegrityError, transaction

from tests.builders import make_paper

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def refused(**facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_paper(**facts)


def test_one_arxiv_id_for_two_papers():
    make_paper(arxiv_id="1906.05271")
    refused(arxiv_id="1906.05271")


def test_papers_without_arxiv_id_are_many():
    assert make_paper().pk != make_paper().pk


def test_a_paper_without_a_title():
    with pytest.raises(IntegrityError), transaction.atomic():
        paper = make_paper("x")
        paper.title = ""
        paper.save()
