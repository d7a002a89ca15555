"""An organiser gives a reading list, looks at the preview and adds it; input that is none is refused."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from papers.models import Paper
from papers.reading_lists import detect
from seminar.log.models import Entry
from seminar.seminars.models import OfferedPaper, ReadingListDraft
from tests.builders import (
    make_participation,
    make_seminar,
    make_topic,
    make_user,
)
from tests.seminars.importing import LIST, Import, text_of

pytestmark = pytest.mark.django_db


# ---- from the list to the seminar ------------------------------------------------------------------------------------


def test_a_list_is_pasted_looked_at_and_added(imports, seminar):
    make_topic(seminar, "generalisation")
    assert "Import a reading list" in text_of(imports.client.get(imports.url("papers")))
    assert imports.client.get(imports.url("import_list")).status_code == 200
    assert imports.give(LIST).url == imports.url("import_preview")
    text = text_of(imports.preview())
    assert "3 entries were understood" in text and "semicolons" in text
    assert "Add 3 papers to 2 topics" in text and "New topics: Optimisation" in text
    assert not Paper.objects.exists() and not Entry.objects.exists()

    answer = imports.save("import_papers")
    assert answer.url == imports.url("papers")
    assert "3 papers are on the list now." in text_of(imports.client.get(answer.url))
    assert imports.offered() == [
        ("generalisation", "Margins and norms"),
        ("Optimisation", "Wide networks are linear"),
        ("Optimisation", "Noise helps"),
    ]
    paper = Paper.objects.get(title="Wide networks are linear")
    assert (paper.author_list, paper.published) == (["Ada Lovelace", "Charles Babbage"], "ICML 2019")
    assert paper.arxiv_id == "1902.00001"
    assert imports.preview().url == imports.url("import_list")


def test_the_record_has_one_line(imports, seminar):
    imports.give(LIST)
    imports.save("import_papers")
    (entry,) = Entry.objects.all()
    assert (entry.what, entry.by, entry.seminar) == ("list.imported", seminar.created_by, seminar)
    assert entry.after == {
        "papers": 3,
        "from_library": 0,
        "topics": ["Optimisation", "Generalisation"],
        "new_topics": ["Optimisation", "Generalisation"],
        "titles": ["Wide networks are linear", "Noise helps", "Margins and norms"],
    }


def test_the_same_list_twice_changes_nothing(imports):
    for name in ("import_list", "import_papers"):
        imports.give(LIST) if name == "import_list" else imports.save(name)
    before = (list(Paper.objects.values()), list(OfferedPaper.objects.values()), Entry.objects.count())
    imports.give(LIST)
    assert imports.fates() == ["here", "here", "here"]
    assert "Nothing to add." in text_of(imports.preview())
    assert imports.save("import_papers").status_code == 409
    assert (list(Paper.objects.values()), list(OfferedPaper.objects.values()), Entry.objects.count()) == before


def test_a_file_and_a_text_are_read_as_one_list(imports):
    """Each in its own form; the lines of the text follow those of the file."""
    file = SimpleUploadedFile("last year.csv", LIST.encode())
    assert imports.give("A line\n\n- 1706.00001\n- 1706.00002\n", file=file).status_code == 302
    text = text_of(imports.preview())
    assert "5 entries were understood" in text and "last year.csv" in text and "semicolons" in text
    assert "The pasted text, from line 6 on: <b>Links and ids, one per line</b>" in text
    assert "Line 6" in text and "A line" in text
    assert [row.entry.line for row in imports.page().list.rows] == [2, 3, 4, 8, 9]


def test_of_a_file_and_a_text_each_is_refused_where_it_stands(imports):
    file = SimpleUploadedFile("list.csv", b"\x00\x01\x02" * 50)
    answer = imports.give("1706.00001", file=file)
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {"file"}
    answer = imports.give("§§§ ...", file=SimpleUploadedFile("list.csv", LIST.encode()))
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {"text"}


def test_a_spreadsheet_and_a_text(imports):
    book = Workbook()
    for row in (("title", "authors", "topic"), ("Noise helps", "Mary Somerville", "Noise")):
        book.active.append(row)
    data = BytesIO()
    book.save(data)
    imports.give("1706.00001", file=SimpleUploadedFile("list.xlsx", data.getvalue()))
    shown = imports.page()
    assert [row.entry.title for row in shown.list.rows] == ["Noise helps", None] and not shown.how.forms


def test_a_file_and_a_text_have_entries_for_one_list(imports, monkeypatch):
    monkeypatch.setattr(detect, "MOST_ENTRIES", 4)
    answer = imports.give("1706.00001\n1706.00002", file=SimpleUploadedFile("list.csv", LIST.encode()))
    assert answer.status_code == 422 and "The list has 5 entries. At most 4" in text_of(answer)


def test_only_organisers_and_each_their_own_draft(imports, seminar):
    imports.give(LIST)
    draft = ReadingListDraft.objects.get()
    names = [("import_row", 1)] + [(f"import_{name}",) for name in ("list", "preview", "form", "papers", "removal")]
    strangers = [make_participation(seminar, role).user for role in ("supervisor", "student")]
    for user in (*strangers, make_seminar().created_by, make_user()):
        imports.client.force_login(user)
        for name, *args in names:
            assert imports.client.get(imports.url(name, *args)).status_code == 404
            assert imports.client.post(imports.url(name, *args), {"draft": draft.pk}).status_code == 404
    colleague = make_participation(seminar, "organiser").user
    imports.client.force_login(colleague)
    assert imports.preview().url == imports.url("import_list")
    assert imports.client.get(imports.url("import_row", 1)).url == imports.url("import_list")
    assert imports.client.post(imports.url("import_removal"), {"draft": draft.pk}).status_code == 409
    assert ReadingListDraft.objects.get() == draft
    imports.client.logout()
    assert "/login/" in imports.preview().url


def test_a_forged_request_is_refused(seminar, client):
    client.handler.enforce_csrf_checks = True
    imports = Import(client, seminar)
    assert imports.give(LIST).status_code == 403
    assert not ReadingListDraft.objects.exists()


# ---- input that is none ----------------------------------------------------------------------------------------------

BAD = {
    "nothing": (" \n ", None, "Nothing was given"),
    "an empty file": ("", b"", "empty"),
    "blanks": ("", b"  \n \n", "The file is empty, or there are only blanks in it."),
    "a picture": ("", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0" + bytes(range(256)) * 9, "neither text nor a spreadsheet"),
    "no spreadsheet": ("", b"PK\x03\x04 something else" * 50, ""),
    "a large file": ("", b"@article{x, title={A}}\n" * 440_000, "The file has 10.2 MB. At most 5 MB"),
    "a large text": ("x" * 5_400_000, None, "The text has 5.4 MB. At most 5 MB"),
    "10 MB of text": ("word " * 2_000_000, None, "At most 5 MB are read at once. Go back"),
    "100,000 lines": (
        "".join(f"https://arxiv.org/abs/{1000 + n // 9999}.{n % 9999:05}\n" for n in range(100_000)),
        None,
        "The list has 100000 entries. At most 5000 are read at once",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_a_sentence_and_stores_nothing(imports, case):
    text, content, sentence = BAD[case]
    fields = {} if content is None else {"file": SimpleUploadedFile("list.txt", content)}
    answer = imports.give(text, **fields)
    assert answer.status_code == 422
    page = text_of(answer)
    assert sentence in page and "<title>Error:" in page
    assert not ReadingListDraft.objects.exists()


def test_a_text_in_which_no_paper_is_recognised_is_not_taken_away(imports):
    answer = imports.give("asdf qwer\nlorem ipsum\n")
    assert answer.status_code == 422 and "No paper was recognised." in text_of(answer)
    assert "lorem ipsum" in text_of(answer) and not ReadingListDraft.objects.exists()


def test_a_column_that_is_not_read_is_told(imports):
    imports.give("Titel;Autoren;Farbe\nWide networks are linear;Ada Lovelace, Kurt Gödel;blau\n")
    assert "<dt>Columns not read</dt> <dd> Farbe </dd>" in text_of(imports.preview())


def test_what_was_typed_stays(imports):
    answer = imports.give("Kept, Ada Lovelace", file=SimpleUploadedFile("a.bin", b"\0\1\2" * 99), form="bibtex")
    assert answer.status_code == 422
    assert "Kept, Ada Lovelace" in text_of(answer) and '<option value="bibtex" selected>' in text_of(answer)


def test_an_encoding_of_old_is_named(imports):
    imports.give(file=SimpleUploadedFile("old.csv", LIST.replace("Emmy Noether", "Jürgen Süß").encode("cp1252")))
    text = text_of(imports.preview())
    assert "Windows-1252, not UTF-8" in text and "Jürgen Süß" in text


def test_one_line_of_two_megabytes_is_cut_and_said(imports):
    answer = imports.give("x" * 2_000_000 + "\nNoise helps, Mary Somerville\n")
    assert answer.status_code == 302
    text = text_of(imports.preview())
    assert "Line 1 is longer than 20000 characters." in text
    assert len(text) < 200_000


def test_good_entries_around_a_broken_one_are_kept(imports):
    imports.give("@article{a, title={First}, author={A. B}}\n@article{broken, title={oh\n@misc{c, title={Third}}\n")
    assert {"First", "Third"} <= {row.entry.title for row in imports.page().list.rows}


def test_characters_no_database_stores_are_dropped(imports):
    imports.give('[{"type": "book", "title": "A\\u0000 \\ud800 title", "author": [{"family": "Somerville"}]}]')
    assert imports.page().list.rows[0].entry.title.split()[0] == "A"


def test_numbers_that_are_none_break_nothing(imports):
    imports.give(LIST)
    for page in ("0", "99", "x", "²"):
        assert imports.client.get(imports.url("import_preview") + f"?page={page}").status_code == 200
    assert imports.client.get(imports.url("import_row", 99)).status_code == 404
    odd = imports.fields(take=["1", "x", "99999999999"], **{"answer-x": "same", "answer-1": "perhaps"})
    assert imports.save(fields=odd).status_code == 302
    assert imports.save("import_form", form="cuneiform").status_code == 400
