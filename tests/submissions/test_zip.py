"""Every file that counts in one ZIP, under plain names."""

import io
import zipfile

import pytest
from django.conf import settings as configured
from django.urls import reverse

from seminar import clock
from seminar.submissions.archive import LOST
from tests.builders import local, make_seminar, make_user
from tests.overview.pages import stranger, text
from tests.second_half import WRITING, make_holder, make_submission
from tests.submissions.hand_in import make_house, pdf, visit

pytestmark = pytest.mark.django_db

DESCENT = "Deep Double Descent: Where Bigger Models and More Data Hurt"


@pytest.fixture
def house(settings, tmp_path):
    settings.FILES_DIR, settings.INCOMING_DIR = tmp_path, tmp_path / "incoming"
    for folder in ("submissions", "incoming"):
        (tmp_path / folder).mkdir()
    return make_house(0)


def hands_in(house, name, title, content=b"", **fields):
    """A new person with a paper and a stored file."""
    person = make_holder(house.seminar, title, user=make_user(name))
    return store(person, content, **fields)


def store(person, content=b"", **fields):
    row = make_submission(person, **fields)
    (configured.FILES_DIR / row.path).write_bytes(content or pdf(row.receipt))
    return row


def unpacked(answer) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def test_what_counts_is_inside_under_the_last_name_and_the_paper(client, house):
    hands_in(house, "Jörg Groß", "On Ω")
    hands_in(house, "Hana Květoslavová", DESCENT)
    answer = visit(client, house, "files", "report")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert answer["Content-Disposition"] == f'attachment; filename="{house.seminar.slug}_report.zip"'
    assert answer["Cache-Control"] == "private, no-store" and answer["X-Content-Type-Options"] == "nosniff"
    inside = unpacked(answer)
    assert list(inside) == [
        "kvetoslavova_hana_deep-double-descent-where-bigger-models-and-more-data-hurt.pdf",
        "gross_joerg_on.pdf",
    ]
    assert all(content.startswith(b"%PDF-") for content in inside.values())
    assert not list(configured.INCOMING_DIR.iterdir())


def test_only_the_version_that_counts_and_only_of_this_kind(client, house):
    counts = hands_in(house, "Hana Květoslavová", "A", b"counts")
    store(counts.participation, b"late", at=local(2021, 7, 2, 3))
    store(counts.participation, b"slides", kind="first-slides")
    late = hands_in(house, "Kaito Fujinomori", "B", b"late", at=local(2021, 7, 2, 3))
    assert unpacked(visit(client, house, "files", "report")) == {"kvetoslavova_hana_a.pdf": b"counts"}
    late.allowed_at, late.allowed_by, late.allowed_reason = WRITING, house.organiser.user, "r"
    late.save()
    assert set(unpacked(visit(client, house, "files", "report")).values()) == {b"counts", b"late"}


def test_equal_and_odd_names_stay_apart(client, house):
    for name in ("Kim Berger", "Kim Berger", "Ω", ""):
        hands_in(house, name, "Same / ..\\paper", name.encode() or b"nameless")
    inside = unpacked(visit(client, house, "files", "report"))
    assert len(inside) == 4 and {"berger_kim_same-paper-1.pdf", "berger_kim_same-paper-2.pdf"} <= set(inside)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.") for name in inside)


def test_a_file_that_is_lost_is_named_and_the_others_are_there(client, house):
    kept = hands_in(house, "Hana Květoslavová", "A", b"kept")
    gone = make_submission(make_holder(house.seminar, "B", user=make_user("Kim Berger")))
    inside = unpacked(visit(client, house, "files", "report"))
    assert inside == {
        "kvetoslavova_hana_a.pdf": b"kept",
        LOST: f"berger_kim_b.pdf: {gone.receipt}\n".encode(),
    }
    assert kept.receipt not in inside[LOST].decode()


def test_while_nothing_counts_there_is_no_archive(client, house):
    make_holder(house.seminar)
    assert visit(client, house, "files", "report").status_code == 302
    shown = text(visit(client, house, "matrix"))
    assert "Report: no file counts yet." in shown and "(ZIP)" not in shown


def test_only_organisers(client, house):
    row = hands_in(house, "Hana Květoslavová", "A")
    for user in (row.participation.user, house.supervisor.user, make_seminar().created_by, stranger()):
        assert visit(client, house, "files", "report", user=user).status_code == 404
    assert visit(client, house, "files", "odd").status_code == 404
    assert visit(client, house, "files", "report", data={}).status_code == 405


@pytest.mark.parametrize("people", [1, 3])
def test_the_archive_costs_the_same_for_any_number(client, house, django_assert_num_queries, people):
    for number in range(people):
        hands_in(house, f"Student {number}", f"Paper {number}")
    client.force_login(house.organiser.user)
    with clock.override(WRITING), django_assert_num_queries(11):
        client.get(reverse("submissions:files", args=[house.seminar.slug, "report"]))
