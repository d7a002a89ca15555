"""What the tests of the organisers' pages share: people with papers, pages read as a person, a small real PDF."""

from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from fpdf import FPDF

from seminar import clock
from tests.builders import make_milestones, make_participation, make_seminar, make_user
from tests.second_half import BLOCK, WRITING, make_holder, organiser_of

NAMES = ("Hana Květoslavová", "Kaito Fujinomori", "Tamsin O’Quillane")


def make_house(people=3, *, block=True):
    """A seminar in the weeks of writing; everybody holds a paper of the same supervisor."""
    seminar = make_seminar(milestones=False)
    make_milestones(seminar, **({"block": BLOCK} if block else {}))
    supervisor = make_participation(seminar, "supervisor", make_user("Nerea Ibarluzea"))
    names = [NAMES[n] if n < len(NAMES) else f"Student {n:02}" for n in range(people)]
    holders = [make_holder(seminar, supervisor=supervisor, user=make_user(name)) for name in names]
    return SimpleNamespace(seminar=seminar, people=holders, supervisor=supervisor, organiser=organiser_of(seminar))


def visit(client, house, name, *args, data=None, user=None, at=WRITING, query=""):
    client.force_login(user or house.organiser.user)
    address = reverse(f"submissions:{name}", args=[house.seminar.slug, *args])
    with clock.override(at):
        return client.get(address + query) if data is None else client.post(address, data)


def pdf(text="A short report.", pages=1) -> bytes:
    document = FPDF(format="A4")
    document.set_font("helvetica", size=12)
    for number in range(pages):
        document.add_page()
        document.cell(text=f"{text} Page {number + 1}")
    return bytes(document.output())


def pdf_file(name="report.pdf", **parts) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(**parts), content_type="application/pdf")
