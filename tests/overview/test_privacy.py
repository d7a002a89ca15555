"""The page about privacy tells of everything that is kept about people: a new table about them needs a line there."""

import pytest
from django.apps import apps

from tests.overview.pages import page, text

RECORD = "who changed what and when"
# Table: words of the page about it. What somebody did as staff is in the record of the seminar as well.
KEPT = {
    "accounts.User": "matriculation number",
    "mail.Message": "The mails this site wrote to you.",
    "log.Entry": RECORD,
    "seminars.Seminar": RECORD,
    "seminars.Participation": "Your part in a seminar",
    "seminars.OfferedPaper": "the names of organisers and supervisors",
    "seminars.ReadingListDraft": "A reading list you import",
    "preferences.PreferenceList": "the papers in your order",
    "preferences.PaperOpened": "Which papers of a list you have opened",
    "assignment.Pin": RECORD,
    "assignment.Run": RECORD,
    "assignment.Placement": "which paper you hold",
    "assignment.Publication": RECORD,
    "assignment.HandPlacement": "which paper you hold",
    "assignment.MeetingAttendance": "whether you attended",
    "submissions.Extension": "more time that was given to you",
    "submissions.Submission": "every version of each file",
    "programme.Session": "Your talk",
    "programme.Talk": "Your talk",
    "programme.Version": RECORD,
    "programme.Consent": "what you allow on the public page",
    "programme.Attendance": "whether you attended the sessions",
    "programme.QuestionCredit": "the good questions you were credited with",
    "grading.Appointment": "Your graders",
    "grading.Sheet": "The marks and remarks of your graders",
    "grading.Agreement": "what was agreed or decided about them",
    "grading.AbsenceDecision": "what was agreed or decided about them",
    "grading.Grade": "your grade",
    "overview.CalendarAddress": "The secret address of your calendar",
}
OURS = {label.partition(".")[0] for label in KEPT} | {"papers"}
PEOPLE = ("accounts.User", "seminars.Participation")


def tables_about_people() -> set[str]:
    """Every table of ours with a person in it."""
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    return {
        model._meta.label
        for model in models
        if model._meta.label in PEOPLE
        or any(
            field.related_model and field.related_model._meta.label in PEOPLE for field in model._meta.concrete_fields
        )
    }


def test_every_table_with_a_person_in_it_stands_in_the_list():
    assert tables_about_people() == set(KEPT)


@pytest.mark.django_db
def test_the_page_tells_of_each(client):
    shown = text(page(client, "overview:privacy"))
    assert {table: words for table, words in KEPT.items() if words not in shown} == {}


@pytest.mark.django_db
def test_the_page_tells_who_reads_what_in_the_library(client):
    """As `tests/access/test_library.py` shows."""
    shown = text(page(client, "overview:privacy"))
    assert "Staff of other seminars read there how many people held a paper, and no names." in shown
    assert "You alone: which papers you have opened, and a reading list as you import it." in shown
