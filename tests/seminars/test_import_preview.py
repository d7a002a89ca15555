"""The preview of a reading list: every decision an organiser takes there."""

import pytest

from papers.models import Paper
from papers.reading_lists import detect
from seminar.seminars.actions import reading_list as actions
from seminar.seminars.models import OfferedPaper, ReadingListDraft
from tests.builders import make_offered, make_paper, make_participation, make_topic, make_user
from tests.seminars.importing import COLUMNS, LIST, text_of

pytestmark = pytest.mark.django_db


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


# ---- what holds in a row --------------------------------------------------------------------------------------------


def test_rows_that_were_corrected_in_their_place_are_taken(imports):
    """They had no box to tick while they had no title."""
    imports.give("https://arxiv.org/abs/1706.00001\nhttps://arxiv.org/abs/1706.00002")
    imports.save(**{"all-topic": "Optimisation"})
    typed = {}
    for row in imports.page().rows:
        typed |= {f"row-{row.number}-seen": row.form.row_seen, f"row-{row.number}-title": f"Title {'i' * row.number}"}
        typed[f"row-{row.number}-authors"] = "Ada Lovelace"
    imports.save(**typed)
    assert "Add 2 papers to 1 topic" in text_of(imports.preview())


def test_what_is_typed_into_a_row_holds_against_what_is_said_of_all(imports):
    person = make_participation(imports.seminar, "supervisor")
    imports.give(LIST)
    imports.save(**{"all-venue": "NeurIPS", "all-replace": "on", "all-supervisor": person.pk})
    form = imports.client.get(imports.url("import_row", 2)).context["form"]
    assert (form["venue"].value(), form["supervisor"].value()) == ("NeurIPS", person.pk)
    imports.correct(1, venue="ICML", supervisor="")
    imports.correct(2, venue="")
    first, second, third = imports.page().list.rows
    assert [row.value("venue") or "" for row in (first, second, third)] == ["ICML", "", "NeurIPS"]
    assert [row.value("supervisor") for row in (first, second, third)] == [None, person.pk, person.pk]


def test_a_row_opened_before_the_list_was_read_again_is_another_row(imports):
    imports.give(LIST)
    seen = imports.client.get(imports.url("import_row", 1)).context["form"].row_seen
    imports.save("import_form", form="plain-lines")
    draft = ReadingListDraft.objects.get()
    form = {"draft": draft.pk, "seen": seen, "title": "Wide networks are linear", "topic": "Optimisation"}
    assert imports.client.post(imports.url("import_row", 1), form).status_code == 409
    assert not imports.page().list.rows[0].changed


def test_ticks_of_a_page_from_before_the_list_was_read_again_are_not_stored_unseen(imports):
    imports.give(LIST)
    imports.save(**{"all-topic": "Optimisation"})
    form = imports.fields(take=["2"])
    imports.save("import_form", form="plain-lines")
    assert imports.save(fields=form).status_code == 409


def test_a_row_that_another_reading_does_not_have_is_gone(imports, monkeypatch):
    """The list is read again between the look at it and the lock."""
    imports.give(LIST)
    answer = imports.client.get(imports.url("import_row", 3))
    form = {"draft": answer.context["draft"].pk, "seen": answer.context["form"].row_seen, "title": "Other"}
    change_row = actions.change_row

    def meanwhile(**known):
        draft = ReadingListDraft.objects.get()
        draft.rows = draft.rows[:1]
        draft.save()
        return change_row(**known)

    monkeypatch.setattr(actions, "change_row", meanwhile)
    assert imports.client.post(imports.url("import_row", 3), form).status_code == 409


def test_a_paper_of_the_library_keeps_what_it_says_itself(imports):
    """So it is not asked for in vain; what the library lacks can be typed."""
    make_paper("Noise helps", authors="Mary Somerville", arxiv_id="1902.00002", venue="ICML", year=2020)
    imports.give(COLUMNS + "Noise helps;Mary Somerville;COLT;2019;1902.00002;T\n")
    answer = imports.client.get(imports.url("import_row", 1))
    assert not {"authors", "venue", "year"} & set(answer.context["form"].fields)
    assert "keeps what it says itself: Authors, Venue, Year." in text_of(answer)
    imports.correct(1, topic="Other topic", keywords="noise")
    imports.save("import_papers")
    paper = Paper.objects.get()
    assert (paper.published, paper.keyword_list) == ("ICML 2020", ["noise"])
    assert imports.offered() == [("Other topic", "Noise helps")]


@pytest.mark.parametrize("url", ["ftp://example.org/paper.pdf", "javascript:alert(1)"])
def test_an_address_that_is_no_page_is_refused(imports, url):
    imports.give(LIST)
    answer = imports.correct(1, url=url)
    assert answer.status_code == 422 and "url" in answer.context["form"].errors


def test_an_address_of_a_row_that_was_swept_up_leads_to_the_import(imports):
    answer = imports.client.get(imports.url("import_row", 1), follow=True)
    assert answer.redirect_chain[0][0] == imports.url("import_list")
    assert "No list waits in the preview." in text_of(answer)


def test_a_row_on_another_page_is_reached_by_storing_this_one(imports):
    lines = "".join(f"Paper number {n};Ada N;ICML;2019;;T\n" for n in range(101))
    imports.give(COLUMNS + lines + "Paper number 0;Ada N;ICML;2019;;T\n")
    text = text_of(imports.preview(page=2))
    assert 'name="at" value="1"' in text and 'href="#row-1"' not in text
    answer = imports.save(fields=imports.fields(page=2, at="1"))
    assert answer.url == imports.url("import_preview") + "#row-1"


@pytest.mark.parametrize("act", ["decide", "read_again"])
def test_a_list_that_is_discarded_in_this_moment_is_gone(imports, monkeypatch, act):
    imports.give(LIST)
    found = getattr(actions, act)

    def meanwhile(**known):
        ReadingListDraft.objects.all().delete()
        return found(**known)

    form = imports.fields(form="plain-lines")
    monkeypatch.setattr(actions, act, meanwhile)
    answer = imports.save("import_form", fields=form)
    assert answer.status_code == 409 and "not there any more" in text_of(answer)


# ---- headings -------------------------------------------------------------------------------------------------------


def heading(imports, title) -> str:
    fields = imports.page().for_all.heading_fields
    return next(field.html_name for field in fields if field.label == title)


def test_a_heading_stands_for_a_topic_of_the_seminar(imports, seminar):
    make_topic(seminar, "Training")
    imports.give(LIST)
    imports.save(**{heading(imports, "Optimisation"): "Training"})
    text = text_of(imports.preview())
    assert "Add 3 papers to 2 topics" in text and "New topics: Generalisation" in text
    imports.save()  # what is not sent stays
    imports.save("import_papers")
    assert imports.offered() == [
        ("Training", "Wide networks are linear"),
        ("Training", "Noise helps"),
        ("Generalisation", "Margins and norms"),
    ]


def test_a_heading_that_is_nearly_a_topic_is_pointed_at(imports, seminar):
    make_topic(seminar, "Optimization")
    imports.give(LIST)
    text = text_of(imports.preview())
    assert "2 entries. The seminar has “Optimization”." in text and '<details class="import-headings" open>' in text
    imports.save(**{heading(imports, "Optimisation"): "Optimization"})
    assert "New topics: Generalisation" in text_of(imports.preview())
    imports.save(**{heading(imports, "Optimisation"): "Optimisation"})
    assert "New topics: Optimisation · Generalisation" in text_of(imports.preview())


def test_a_heading_that_is_too_long_is_renamed_once(imports):
    imports.give(COLUMNS + f"Noise helps;Mary Somerville;;;;{'Topic ' * 30}\n")
    assert imports.fates() == ["refused"]
    field = imports.page().for_all.heading_fields[0].html_name
    answer = imports.save(**{field: "T" * 121})
    assert answer.status_code == 422 and "at most 120 characters" in text_of(answer)
    imports.save(**{field: "Topic"})
    assert imports.fates() == ["new"]


# ---- supervisors a table names --------------------------------------------------------------------------------------


def test_a_column_of_supervisors_is_taken_where_the_seminar_has_them(imports, seminar):
    nerea, other = (
        make_participation(seminar, "supervisor", make_user(name, email=email))
        for name, email in (("Dr. Nerea Ibarluzea", "nerea@example.org"), ("Öner Ibarra", "o@example.org"))
    )
    names = ("Ibarluzea", "Prof. Dr. Nerea Ibarluzea", "nerea@example.org", "Oner", "Somebody Else", "")
    titles = ("Wide networks", "Noise helps", "Margins and norms", "Deep sets", "Kernels", "Lottery tickets")
    lines = "".join(f"{title};Ada N;T;{name}\n" for title, name in zip(titles, names, strict=True))
    imports.give("title;authors;topic;Betreuung\n" + lines)
    found = [row.value("supervisor") for row in imports.page().list.rows]
    assert found == [nerea.pk, nerea.pk, nerea.pk, other.pk, None, None]
    text = text_of(imports.preview())
    assert "Somebody Else: not among the supervisors of the seminar" in text and "Columns not read" not in text
    assert text.count("Supervisor: Dr. Nerea Ibarluzea") == 3
    imports.save("import_papers")
    assert [row.supervisor for row in seminar.offered_papers.in_full()] == [nerea, nerea, nerea, other, None, None]


def test_a_name_that_two_supervisors_share_is_asked(imports, seminar):
    for name in ("Ada Noether", "Emmy Noether"):
        make_participation(seminar, "supervisor", make_user(name))
    imports.give("title;authors;topic;Betreuer\nNoise helps;Ada N;T;Noether\n")
    assert imports.page().list.rows[0].value("supervisor") is None
    assert imports.page().how.strangers == ["Noether"]
