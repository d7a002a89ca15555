"""An organiser imports a reading list: the list, the preview with its decisions, the act."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from papers.models import Paper
from papers.reading_lists import detect
from seminar import clock
from seminar.assignment.actions import compute
from seminar.log.models import Entry
from seminar.preferences.actions import submit
from seminar.seminars.actions import list_import
from seminar.seminars.models import OfferedPaper, ReadingListDraft
from seminar.seminars.tasks import sweep_drafts
from tests.builders import (
    IN_WINDOW,
    make_offered,
    make_paper,
    make_participation,
    make_seminar,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db

LIST = """title;authors;venue;year;arxiv;topic
Wide networks are linear;Ada Lovelace, Charles Babbage;ICML;2019;1902.00001;Optimisation
Noise helps;Mary Somerville;;;;Optimisation
Margins and norms;Emmy Noether;COLT;2018;;Generalisation
"""
COLUMNS = "title;authors;venue;year;arxiv;topic\n"


class Import:
    """The pages of one import, as one organiser sees them."""

    def __init__(self, client, seminar):
        self.client, self.seminar = client, seminar
        client.force_login(seminar.created_by)

    def url(self, name, *args):
        return reverse(f"seminars:{name}", args=[self.seminar.slug, *args])

    def give(self, text="", **fields):
        return self.client.post(self.url("import_list"), {"text": text, "form": "auto", **fields})

    def preview(self, page=1):
        return self.client.get(self.url("import_preview") + f"?page={page}")

    def page(self, page=1):
        return self.preview(page).context["page"]

    def fields(self, page=1, **changes):
        """The form of the preview as a browser would send it, and what somebody changed there."""
        shown = self.page(page)
        form = {"draft": shown.draft.pk, "page": page, "seen": shown.seen, "plan": shown.plan.key}
        form["take"] = [row.number for row in shown.rows if row.is_takable and row.row.take]
        form |= {f"all-{name}": value for name, value in shown.list.for_all.items()}
        form |= {f"answer-{row.number}": row.row.answered for row in shown.rows if row.row.answered}
        return form | changes

    def save(self, name="import_preview", fields=None, **changes):
        return self.client.post(self.url(name), fields or self.fields(**changes))

    def correct(self, number, **changes):
        answer = self.client.get(self.url("import_row", number))
        form = answer.context["form"]
        values = {name: form.initial[name] if form.initial[name] is not None else "" for name in form.fields}
        values |= {"draft": answer.context["draft"].pk, "seen": answer.context["form"].row_seen, **changes}
        return self.client.post(self.url("import_row", number), values)

    def fates(self):
        return [row.fate for row in self.page().list.rows]

    def offered(self):
        rows = self.seminar.offered_papers.in_full()
        return [(row.topic.title, row.paper.title) for row in rows]


@pytest.fixture
def seminar():
    return make_seminar()


@pytest.fixture
def imports(client, seminar):
    return Import(client, seminar)


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


# ---- from the list to the seminar -----------------------------------------------------------------------------------


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


def test_of_a_file_and_a_text_the_file_is_read(imports):
    file = SimpleUploadedFile("last year.csv", LIST.encode())
    answer = imports.give("Some other paper, Ada Lovelace", file=file)
    text = text_of(imports.client.get(answer.url))
    assert "“last year.csv” was read. The pasted text was left aside." in text
    assert "3 entries were understood" in text


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
    assert imports.client.get(imports.url("import_row", 1)).status_code == 404
    assert imports.client.post(imports.url("import_removal"), {"draft": draft.pk}).status_code == 409
    assert ReadingListDraft.objects.get() == draft
    imports.client.logout()
    assert "/login/" in imports.preview().url


def test_a_forged_request_is_refused(seminar, client):
    client.handler.enforce_csrf_checks = True
    imports = Import(client, seminar)
    assert imports.give(LIST).status_code == 403
    assert not ReadingListDraft.objects.exists()


# ---- input that is none ---------------------------------------------------------------------------------------------

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


# ---- the preview ----------------------------------------------------------------------------------------------------


def test_decisions_survive_a_reload_and_the_end_of_a_session(imports, seminar):
    imports.give(LIST)
    assert imports.save(take=["1", "3"]).url == imports.url("import_preview")
    imports.client.logout()
    imports.client.force_login(seminar.created_by)
    assert [row.row.take for row in imports.page().rows] == [True, False, True]
    text = text_of(imports.preview())
    assert "1 is left out by you" in text and "Add 2 papers to 2 topics" in text
    imports.save("import_papers")
    assert len(imports.offered()) == 2


def test_ticks_that_were_not_saved_change_the_number_before_anything_is_added(imports):
    imports.give(LIST)
    answer = imports.save("import_papers", take=["1"])
    assert answer.url == imports.url("import_preview") and not imports.offered()
    assert "Nothing is added yet: your decisions are stored" in text_of(imports.client.get(answer.url))
    assert "Add 1 paper to 1 topic" in text_of(imports.preview())


def test_an_entry_is_corrected_by_hand(imports):
    imports.give(LIST)
    answer = imports.save(row="1", take=["1", "2"])
    assert answer.url == imports.url("import_row", 1)
    assert imports.correct(1, year="x").status_code == 422
    answer = imports.correct(
        1, authors="Ada King\n\n Charles Babbage ", doi="https://doi.org/10.1145/3357713", question="Why?"
    )
    assert answer.url == imports.url("import_preview") + "#row-1"
    assert "corrected by you" in text_of(imports.preview())
    assert not imports.page().list.rows[2].take
    imports.save("import_papers")
    offered = OfferedPaper.objects.select_related("paper").get(paper__title="Wide networks are linear")
    assert (offered.paper.author_list, offered.question) == (["Ada King", "Charles Babbage"], "Why?")
    assert (offered.paper.doi, offered.paper.arxiv_id) == ("10.1145/3357713", "1902.00001")


class InPlace:
    """A row whose fields are open below it, as the preview shows them with scripts."""

    def __init__(self, imports, number):
        self.imports, self.number = imports, number

    def open(self, query=""):
        return self.imports.client.get(
            self.imports.url("import_row", self.number) + query, headers={"hx-request": "true"}
        )

    def fields(self, **changes):
        form = self.open().context["row"].form
        values = {name: form.initial[name] if form.initial[name] is not None else "" for name in form.fields}
        return {f"row-{self.number}-{name}": value for name, value in {**values, **changes}.items()}


def test_the_fields_of_a_row_open_below_it_and_close_again(imports):
    imports.give(LIST)
    part = text_of(InPlace(imports, 2).open())
    assert "<html" not in part and 'id="edit-2"' in part and 'name="row-2-title"' in part and "Mary Somerville" in part
    closed = text_of(InPlace(imports, 2).open("?closed"))
    assert closed == '<tr id="edit-2" hidden></tr>'


def test_what_is_typed_into_open_rows_is_stored_with_the_page(imports):
    imports.give(LIST)
    typed = InPlace(imports, 1).fields(year="2020") | InPlace(imports, 3).fields(
        title="Margins", authors="E. Noether\nX Y"
    )
    answer = imports.save(take=["1", "3"], at="3", **typed)
    assert answer.url == imports.url("import_preview") + "#row-3"
    rows = imports.page().list.rows
    assert [row.value("year") for row in rows] == [2020, None, 2018]
    assert rows[2].value("title") == "Margins" and rows[2].value("authors") == ["E. Noether", "X Y"]
    assert [row.changed for row in rows] == [{"year": 2020}, {}, rows[2].changed]
    assert [row.take for row in rows] == [True, False, True]


@pytest.mark.parametrize("name", ["import_preview", "import_form", "import_papers"])
def test_a_wrong_value_in_an_open_row_is_said_and_nothing_is_lost(imports, name):
    imports.give(LIST)
    typed = InPlace(imports, 1).fields(year="20200", title="Typed here", arxiv_id="none")
    answer = imports.save(name, take=["1"], form="csv", **typed)
    text = text_of(answer)
    assert answer.status_code == 422 and "<title>Error:" in text
    assert "Row 1, Year: " in text and "Row 1, arXiv: “none” is no arXiv id." in text and 'value="Typed here"' in text
    assert [row.row.take for row in answer.context["page"].rows] == [True, False, False]
    assert not any(row.changed for row in imports.page().list.rows)


def test_an_open_row_overwrites_no_correction_unseen(imports):
    imports.give(LIST)
    typed = InPlace(imports, 1).fields(title="From here")
    imports.correct(1, title="From the other window")
    answer = imports.save(**typed)
    text = text_of(answer)
    assert answer.status_code == 409 and "the other window says otherwise" in text and 'value="From here"' in text
    assert imports.page().list.rows[0].value("title") == "From the other window"
    form = answer.context["page"].rows[0].form
    again = typed | {"row-1-seen": form.row_seen}
    assert imports.save(**again).status_code == 302
    assert imports.page().list.rows[0].value("title") == "From here"


def test_of_more_headings_the_two_lowest_are_topic_and_question(imports):
    headings = "# Papers\n# Reading\n## Theory\n- [Noise](https://example.org/a), Ada Lovelace, 2019\n### Bounds\n"
    imports.give(headings + "- [Margins](https://example.org/b), Emmy Noether, 2020\n")
    rows = imports.page().list.rows
    assert [(row.value("topic"), row.value("question")) for row in rows] == [
        ("Reading", "Theory"),
        ("Theory", "Bounds"),
    ]


def test_values_for_all_rows_fill_what_is_empty(imports, seminar):
    person = make_participation(seminar, "supervisor")
    imports.give(COLUMNS + "One;A B;;;;\nTwo;C D;COLT;2018;;Margins\n")
    assert imports.fates() == ["refused", "new"]
    assert "1 row stands under no topic" in text_of(imports.preview())
    values = {"all-venue": "ICML", "all-year": "2019", "all-topic": "Rest", "all-supervisor": person.pk}
    imports.save(**values)
    shown = imports.page()
    assert [row.paper.published for row in shown.rows] == ["ICML 2019", "COLT 2018"]
    assert [row.place[0] for row in shown.rows] == ["Rest", "Margins"]
    imports.correct(2, venue="NeurIPS")
    imports.save(**values, **{"all-replace": "on"})
    assert [row.paper.published for row in imports.page().rows] == ["ICML 2019", "NeurIPS 2019"]
    imports.save("import_papers")
    assert [row.supervisor for row in seminar.offered_papers.in_full()] == [person, person]


def test_wrong_values_for_all_rows_are_refused_and_nothing_is_lost(imports):
    imports.give(LIST)
    answer = imports.save(take=["2"], **{"all-year": "soon", "all-venue": "ICML"})
    assert answer.status_code == 422
    text = text_of(answer)
    assert "<title>Error:" in text and 'value="soon"' in text and 'value="ICML"' in text
    assert [row.row.take for row in answer.context["page"].rows] == [False, True, False]
    assert [row.row.take for row in imports.page().rows] == [True, True, True]


PROBLEMS = {
    "Too " + "long " * 70 + ";A B;;;;T": "The title has more than 300 characters.",
    "One;A B;" + "ICML " * 50 + ";;;T": "The venue has more than 200 characters.",
    "One;A B;;;;" + "topic " * 30: "The topic has more than 120 characters.",
}


@pytest.mark.parametrize("line", PROBLEMS)
def test_what_cannot_be_stored_is_said_before(imports, line):
    imports.give(COLUMNS + line + "\nTwo;C D;;;;T\n")
    assert imports.fates() == ["refused", "new"]
    text = text_of(imports.preview())
    assert PROBLEMS[line] in text and "Add 1 paper to 1 topic" in text
    imports.save("import_papers", take=["1", "2"])
    assert imports.offered() == [("T", "Two")]


def test_a_row_without_a_title_can_be_taken_once_it_has_one(imports):
    imports.give("https://arxiv.org/abs/1902.00001\nhttps://arxiv.org/abs/1902.00002\n")
    imports.save(**{"all-topic": "T"})
    assert imports.fates() == ["refused", "refused"]
    assert "There is no title." in text_of(imports.preview()) and "Nothing to add." in text_of(imports.preview())
    imports.correct(1, title="Wide networks are linear")
    assert imports.fates() == ["new", "refused"]
    imports.save("import_papers")
    assert imports.offered() == [("T", "Wide networks are linear")]


def test_a_row_without_a_title_asks_for_it_in_its_place(imports):
    imports.give("https://arxiv.org/abs/1902.00001\nhttps://arxiv.org/abs/1902.00002\n")
    shown = imports.preview()
    assert [row.form.is_short for row in shown.context["page"].rows] == [True, True]
    assert 'aria-label="Title, row 2"' in text_of(shown) and 'name="row-2-venue"' not in text_of(shown)
    typed = {
        "row-2-seen": shown.context["page"].rows[1].form.row_seen,
        "row-2-title": "Noise helps",
        "row-2-authors": "A B",
    }
    imports.save(**{"all-topic": "T", "all-venue": "ICML"}, **typed)
    row = imports.page().rows[1].row
    assert row.changed == {"title": "Noise helps", "authors": ["A B"]} and row.fate == "new"
    imports.save(**{"row-1-seen": "", "row-1-title": "x" * 301})
    assert imports.fates() == ["refused", "new"]


def test_an_id_that_is_on_the_list_shows_which_paper_it_is(imports, seminar):
    make_offered(seminar, paper=make_paper("Noise helps", arxiv_id="1902.00002"))
    imports.give("https://arxiv.org/abs/1902.00001\nhttps://arxiv.org/abs/1902.00002\n")
    assert imports.fates() == ["refused", "here"]
    assert '<p class="work-title">Noise helps</p>' in text_of(imports.preview())


def test_doubts_are_said_and_lines_that_were_not_understood_have_their_numbers(imports):
    imports.give("# Topic\n\n- [A title of a paper](https://arxiv.org/abs/1902.00001), Ada Lovelace et al., 2019\n")
    assert "Not all authors are named." in text_of(imports.preview())
    imports.correct(1, authors="Ada Lovelace\nCharles Babbage")
    assert "Not all authors are named." not in text_of(imports.preview())
    imports.give("TY  - JOUR\nTI  - First\nER  - \nwhat is this?\nTY  - JOUR\nTI  - Second\nER  - \n", replace="on")
    draft = ReadingListDraft.objects.get()
    for left in draft.not_understood:
        assert f"Line {left['line']}" in text_of(imports.preview())


def test_another_form_reads_the_same_text_and_keeps_decisions(imports):
    imports.give(LIST)
    imports.correct(1, title="Wide networks are nearly linear")
    imports.save(take=["1", "2"])
    assert imports.save("import_form", form="plain-lines").status_code == 302
    draft = ReadingListDraft.objects.get()
    assert (draft.form, draft.reason) == ("plain-lines", "chosen")
    assert "You chose this form." in text_of(imports.preview())
    draft.rows = []
    imports.save("import_form", form="csv")
    assert [row.entry.title for row in imports.page().list.rows][1:] == ["Noise helps", "Margins and norms"]


def test_a_form_in_which_the_list_is_too_long_changes_nothing(imports, monkeypatch):
    imports.give(LIST)
    monkeypatch.setattr(detect, "MOST_ENTRIES", 1)
    answer = imports.save("import_form", form="csv")
    assert "At most 1 are read at once" in text_of(imports.client.get(answer.url))
    assert len(imports.page().list.rows) == 3


def test_decisions_stay_with_the_lines_that_stay(imports):
    imports.give("TY  - JOUR\nTI  - First\nER  - \nTY  - JOUR\nTI  - Second\nER  - \n")
    imports.correct(1, authors="Ada Lovelace", topic="T")
    imports.save(take=[])
    imports.correct(2, topic="T")
    imports.save(take=["1"])
    imports.save("import_form", form="ris")
    assert [(row.take, row.value("topic")) for row in imports.page().list.rows] == [(True, "T"), (False, "T")]


def test_a_long_list_has_pages_and_each_keeps_its_decisions(imports):
    imports.give(COLUMNS + "".join(f"Paper number {n:03};Ada Lovelace;;2019;;T\n" for n in range(205)))
    assert len(imports.page().rows) == 100 and len(imports.page(3).rows) == 5
    answer = imports.save(take=["1"], go="3")
    assert answer.url == imports.url("import_preview") + "?page=3"
    assert "Add 106 papers to 1 topic" in text_of(imports.preview(3))
    imports.save(fields=imports.fields(3, take=["205"]))
    assert imports.page().plan.number == 102
    imports.save("import_papers")
    assert len(imports.offered()) == 102


# ---- duplicates -----------------------------------------------------------------------------------------------------


def test_a_paper_of_the_library_is_offered_from_there_and_its_gaps_are_filled(imports):
    known = make_paper("Wide Networks Are Linear", authors="Ada Lovelace", venue="", year=None)
    imports.give(LIST)
    assert imports.fates() == ["library", "new", "new"]
    imports.save("import_papers")
    known.refresh_from_db()
    assert (known.title, known.published, known.arxiv_id) == ("Wide Networks Are Linear", "ICML 2019", "1902.00001")
    assert Paper.objects.count() == 3
    assert Entry.objects.get().after["from_library"] == 1


def test_a_gap_that_is_filled_stands_in_the_record_of_every_seminar_that_offers_the_paper(imports):
    known = make_paper("Wide Networks Are Linear", authors="Ada Lovelace", venue="", year=None)
    third = make_paper("Another work", authors="X Y", arxiv_id="1902.00001")
    elsewhere = make_offered(make_seminar(), paper=known).seminar
    imports.give(LIST.replace(";1902.00001;", ";;"))
    imports.save("import_papers")
    entry = Entry.objects.get(seminar=elsewhere)
    assert (entry.what, entry.subject, entry.by) == ("paper.changed", known.title, imports.seminar.created_by)
    assert (entry.before, entry.after) == ({"venue": "", "year": None}, {"venue": "ICML", "year": 2019})
    third.refresh_from_db()
    assert third.arxiv_id == "1902.00001"


def test_a_link_alone_is_enough_for_a_paper_of_the_library(imports):
    make_paper("Wide networks", arxiv_id="1902.00001")
    imports.give("https://arxiv.org/abs/1902.00001v2\n")
    imports.save(**{"all-topic": "T"})
    assert imports.fates() == ["library"]
    imports.save("import_papers")
    assert imports.offered() == [("T", "Wide networks")]


def test_one_work_in_two_rows_is_added_once_with_what_both_know(imports):
    imports.give(
        LIST + "Wide networks are linear;Ada Lovelace;;2019;;Optimisation\nNoise helps;Mary Somerville;JMLR;2020;;\n"
    )
    assert imports.fates() == ["new", "new", "new", "repeated", "repeated"]
    assert "the same work as" in text_of(imports.preview())
    imports.save("import_papers")
    assert Paper.objects.get(title="Noise helps").published == "JMLR 2020"
    assert len(imports.offered()) == 3


def test_two_rows_that_name_one_paper_of_the_library_offer_it_once(imports):
    make_paper("Wide networks", authors="Ada Lovelace", year=2019, arxiv_id="1902.00001")
    imports.give(COLUMNS + "Other words;A B;;;1902.00001;T\nWide networks;Ada Lovelace;;2019;;T\n")
    assert imports.fates() == ["library", "repeated"]
    imports.save("import_papers")
    assert imports.offered() == [("T", "Wide networks")]


@pytest.mark.parametrize(("answer", "number"), [("same", 2), ("other", 3), ("", 2)])
def test_what_may_be_the_same_is_asked(imports, answer, number):
    first, second = (
        "Noise in gradient descent helps;Ada Noether;;",
        "Noise in gradient descents helps;Ada Noether, Bo Carl;JMLR;",
    )
    imports.give(f"{COLUMNS}{first}2019;;T\n{second}2019;;T\nMore;D E;;;;T\n")
    assert imports.fates() == ["new", "waiting", "new"]
    text = text_of(imports.preview())
    assert "Row 2 may be the same work as row 1." in text and "Add 2 papers to 1 topic" in text
    if answer:
        imports.save(**{"answer-2": answer})
    assert f"Add {number} papers to 1 topic" in text_of(imports.preview())
    imports.save("import_papers")
    assert Paper.objects.count() == number
    assert Paper.objects.order_by("pk")[0].venue == ("JMLR" if answer == "same" else "")


def test_a_question_about_a_paper_of_the_library(imports):
    known = make_paper("Noise in gradient descents helps", authors="Emmy Noether", venue="", year=2019)
    imports.give(COLUMNS + "Noise in gradient descent helps;Emmy Noether;JMLR;2019;;T\n")
    assert imports.fates() == ["waiting"]
    assert "may be the same work as a paper of the library" in text_of(imports.preview())
    imports.save(**{"answer-1": "same"})
    assert imports.fates() == ["library"]
    imports.save("import_papers")
    assert imports.offered() == [("T", "Noise in gradient descents helps")]
    known.refresh_from_db()
    assert known.venue == "JMLR"


# ---- two windows, and others at work --------------------------------------------------------------------------------


def test_a_second_window_overwrites_nothing_unseen(imports):
    imports.give(LIST)
    old = imports.fields()
    imports.save(take=["1"])
    answer = imports.save(fields=old | {"take": ["1", "3"]})
    assert answer.status_code == 409
    text = text_of(answer)
    assert "<title>Error:" in text and "the other window says otherwise" in text
    assert [row.row.take for row in answer.context["page"].rows] == [True, False, True]
    assert [row.row.take for row in imports.page().rows] == [True, False, False]
    again = old | {"take": ["1", "3"], "seen": answer.context["page"].seen}
    assert imports.save(fields=again).status_code == 302
    assert [row.row.take for row in imports.page().rows] == [True, False, True]


def test_a_row_corrected_in_another_window_is_not_overwritten_unseen(imports):
    imports.give(LIST)
    old = imports.client.get(imports.url("import_row", 1)).context["form"].row_seen
    imports.correct(1, title="From the other window")
    answer = imports.correct(1, title="From here", seen=old)
    text = text_of(answer)
    assert answer.status_code == 409
    assert "From the other window" in text and 'value="From here"' in text
    assert imports.page().list.rows[0].value("title") == "From the other window"


def test_a_new_list_asks_before_it_takes_the_place_of_the_old_one(imports):
    imports.give(LIST)
    old = imports.fields()
    answer = imports.give("Another paper, Ada Lovelace\nAnd one more, Emmy Noether\n")
    assert answer.status_code == 422
    assert "A list waits in the preview." in text_of(answer) and "Another paper, Ada Lovelace" in text_of(answer)
    assert len(imports.page().list.rows) == 3
    imports.give("Another paper, Ada Lovelace\nAnd one more, Emmy Noether\n", replace="on")
    assert ReadingListDraft.objects.count() == 1
    for name in ("import_preview", "import_papers", "import_form", "import_removal"):
        answer = imports.save(name, fields=old)
        assert answer.status_code == 409 and "is not there any more" in text_of(answer)
    assert not imports.offered()


def test_a_paper_that_came_onto_the_list_meanwhile_stops_the_act(imports, seminar):
    imports.give(LIST)
    form = imports.fields()
    make_offered(seminar, paper=make_paper("Noise helps", authors="Mary Somerville"))
    answer = imports.save("import_papers", fields=form)
    assert answer.status_code == 409
    text = text_of(answer)
    assert "Nothing was added" in text and '<a href="#row-2">' in text and "Add 2 papers to 2 topics" in text
    assert seminar.offered_papers.count() == 1
    imports.save("import_papers")
    assert seminar.offered_papers.count() == 3


def test_a_supervisor_who_left_meanwhile_stops_the_act(imports, seminar):
    person = make_participation(seminar, "supervisor")
    imports.give(LIST)
    imports.save(**{"all-supervisor": person.pk})
    form = imports.fields()
    person.left_at, person.left_by = IN_WINDOW, seminar.created_by
    person.save()
    assert imports.save("import_papers", fields=form).status_code in (409, 422)
    assert not imports.offered()


def test_a_paper_that_came_into_the_library_meanwhile_stops_nothing(imports):
    imports.give(LIST)
    form = imports.fields()
    make_paper("Noise helps", authors="Mary Somerville")
    assert imports.save("import_papers", fields=form).status_code == 302
    assert Paper.objects.count() == 3


def test_a_seminar_that_is_faster_with_a_paper_is_not_overtaken(imports, monkeypatch):
    """Between looking and storing another seminar may add the same arXiv id: both then offer one record."""
    topics_of = list_import._topics

    def meanwhile(*given):
        make_paper("Wide networks are linear", arxiv_id="1902.00001")
        return topics_of(*given)

    imports.give(LIST)
    monkeypatch.setattr(list_import, "_topics", meanwhile)
    assert imports.save("import_papers").status_code == 302
    assert len(imports.offered()) == 3 and Paper.objects.count() == 3
    assert Entry.objects.get(what="list.imported").after["from_library"] == 1


def test_an_organiser_who_was_removed_adds_nothing(imports, seminar):
    imports.give(LIST)
    form = imports.fields()
    row = seminar.participations.organisers().get()
    row.left_at, row.left_by = IN_WINDOW, make_user()
    row.save()
    assert imports.save("import_papers", fields=form).status_code == 404
    assert not Paper.objects.exists()


# ---- the draft ------------------------------------------------------------------------------------------------------


def test_a_list_is_discarded(imports):
    imports.give(LIST)
    answer = imports.client.post(imports.url("import_removal"), {"draft": ReadingListDraft.objects.get().pk})
    assert "Nothing was added." in text_of(imports.client.get(answer.url))
    assert not ReadingListDraft.objects.exists()


def test_after_a_week_without_a_change_a_draft_is_removed(imports):
    with clock.override(IN_WINDOW):
        imports.give(LIST)
    with clock.override(IN_WINDOW + timedelta(days=6)):
        assert sweep_drafts() == 0
        imports.save(take=["1"])
    with clock.override(IN_WINDOW + timedelta(days=13)):
        assert sweep_drafts() == 0
    with clock.override(IN_WINDOW + timedelta(days=13, seconds=1)):
        assert sweep_drafts() == 1


@pytest.mark.postgres_too
def test_a_person_has_one_draft_in_a_seminar(imports):
    """Besides those that were added."""
    imports.give(LIST)
    imports.save("import_papers")
    imports.give(LIST)
    draft = ReadingListDraft.objects.get(added_at=None)
    draft.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save(force_insert=True)


# ---- the way back ---------------------------------------------------------------------------------------------------


def added(imports, text=LIST) -> ReadingListDraft:
    imports.give(text)
    imports.save("import_papers")
    return ReadingListDraft.objects.latest("added_at")


def take_back(imports, draft, **known):
    return imports.client.post(imports.url("import_return", draft.pk), **known)


@pytest.mark.postgres_too
def test_a_list_is_taken_back_and_comes_into_the_preview_with_its_decisions(imports, seminar):
    make_paper("Noise helps", authors="Mary Somerville")
    make_topic(seminar, "Generalisation")
    imports.give(LIST)
    imports.correct(3, title="Margins, norms and depth")
    imports.save(take=["2", "3"])
    imports.save("import_papers")
    draft = ReadingListDraft.objects.get()
    assert "2 papers" in text_of(imports.client.get(imports.url("import_list")))
    answer = take_back(imports, draft)
    assert answer.url == imports.url("import_preview")
    text = text_of(imports.client.get(answer.url))
    assert "2 papers are off the list again." in text and "stay" not in text.split("</ul>")[0]
    assert "Margins, norms and depth" in text and "Add 2 papers to 2 topics" in text
    assert imports.offered() == [] and [topic.title for topic in seminar.topics.all()] == ["Generalisation"]
    assert [paper.title for paper in Paper.objects.all()] == ["Noise helps"]
    entry = Entry.objects.latest("pk")
    assert (entry.what, entry.after) == ("list.taken_back", {"number": 2, "stay": 0})
    assert entry.before == {"titles": ["Margins, norms and depth", "Noise helps"]}
    imports.save("import_papers")
    assert len(imports.offered()) == 2


def change_it(imports, offered):
    OfferedPaper.objects.filter(pk=offered.pk).update(why="The proof is short.")


def change_the_publication(imports, offered):
    Paper.objects.filter(pk=offered.paper_id).update(venue="NeurIPS")


def withdraw_it(imports, offered):
    form = {"withdrawn_reason": "Nobody can supervise it now."}
    assert imports.client.post(imports.url("withdrawal", offered.pk), form).status_code == 302


def rank_it(imports, offered):
    others = [make_offered(imports.seminar, title) for title in ("Paper A", "Paper B")]
    student = make_participation(imports.seminar, "student")
    with clock.override(IN_WINDOW):
        submit(participation=student, order=[offered.pk, *(row.pk for row in others)], passed=[])


@pytest.mark.postgres_too
@pytest.mark.parametrize("happens", [change_it, change_the_publication, withdraw_it, rank_it])
def test_what_was_changed_or_ranked_since_stays(imports, seminar, happens):
    draft = added(imports)
    offered = seminar.offered_papers.get(paper__title="Noise helps")
    happens(imports, offered)
    answer = take_back(imports, draft, follow=True)
    assert "2 papers are off the list again." in text_of(answer)
    assert "1 paper stays: somebody changed or ranked it since." in text_of(answer)
    assert {"Noise helps"} == {title for _topic, title in imports.offered()} - {"Paper A", "Paper B"}
    assert "Optimisation" in {topic.title for topic in seminar.topics.all()}
    assert imports.fates() == ["new", "here", "new"]


@pytest.mark.postgres_too
def test_a_paper_that_another_seminar_offers_stays_in_the_library(imports):
    draft = added(imports)
    make_offered(make_seminar(slug="another"), paper=Paper.objects.get(title="Noise helps"))
    take_back(imports, draft)
    assert [paper.title for paper in Paper.objects.all()] == ["Noise helps"]


def test_once_an_assignment_is_computed_a_list_stays(imports, seminar):
    draft = added(imports)
    compute(participation=seminar.participations.get())
    assert "Assignments were computed with it since." in text_of(imports.client.get(imports.url("import_list")))
    answer = take_back(imports, draft)
    assert answer.status_code == 409 and "Withdraw single papers instead." in text_of(answer)
    assert len(imports.offered()) == 3


def test_a_list_that_waits_is_not_lost_for_one_that_is_taken_back(imports):
    draft = added(imports)
    imports.give("Another paper, Ada Lovelace")
    answer = take_back(imports, draft)
    assert answer.status_code == 409 and "Add or discard that one first." in text_of(answer)
    assert len(imports.offered()) == 3 and ReadingListDraft.objects.count() == 2


def test_a_second_press_changes_nothing(imports):
    draft = added(imports)
    take_back(imports, draft)
    before = Entry.objects.count()
    assert take_back(imports, draft).status_code == 409
    assert Entry.objects.count() == before


def test_after_a_week_a_list_is_there_to_stay(imports):
    with clock.override(IN_WINDOW):
        draft = added(imports)
    with clock.override(IN_WINDOW + timedelta(days=7, seconds=1)):
        assert sweep_drafts() == 1
        assert take_back(imports, draft).status_code == 409
    assert len(imports.offered()) == 3


def test_only_who_added_a_list_takes_it_back(imports, seminar, client):
    draft = added(imports)
    for role in ("organiser", "supervisor", "student"):
        client.force_login(make_participation(seminar, role).user)
        answer = take_back(imports, draft)
        assert answer.status_code == (409 if role == "organiser" else 404)
    assert len(imports.offered()) == 3


@pytest.mark.parametrize("lists", [1, 3])
def test_lists_that_were_added_cost_the_same_for_any_number(imports, django_assert_num_queries, lists):
    for number in range(lists):
        added(imports, f"Paper number {'i' * (number + 1)}, Ada Lovelace")
    with django_assert_num_queries(7):
        assert imports.client.get(imports.url("import_list")).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_cost_the_same_for_any_number(imports, seminar, django_assert_num_queries, rows):
    make_participation(seminar, "supervisor")
    lines = "".join(
        f"Noise number in gradients {'i' * (n + 1)}t helps;Ada N;;2019;190{n}.00001;T\n" for n in range(rows)
    )
    for n in range(rows):
        make_paper(f"Other {n}", arxiv_id=f"190{n}.00001")
    imports.give(COLUMNS + lines)
    assert imports.fates() == ["library"] * rows
    pages = [("import_list", 7), ("import_preview", 11), ("import_row", 8)]
    for name, number in pages:
        address = imports.url(name, 1) if name == "import_row" else imports.url(name)
        with django_assert_num_queries(number):
            assert imports.client.get(address).status_code == 200
