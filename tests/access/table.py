"""Who gets what at which address: the written table.

Each row says what GET answers, what POST of an empty form answers, and, from the second half on, what POST of a filled
form answers (`acts.py`), which nothing but the door refuses. An authorised empty POST is refused by its form (422) or
does what it says (302); a method that is not there is 405, also for those who may not. A page that is not for somebody
answers exactly as an address that does not exist. Anonymous visitors are sent to the sign-in page first, so that an
address does not tell them anything either.
"""

from tests.access.viewpoints import (
    FOUNDERS,
    HOLDERS,
    LIBRARIANS,
    ORGANISER,
    OUTSIDERS,
    PRESENT,
    STAFF,
    STUDENTS,
    SUPERVISORS,
    everybody,
    only,
)

# ---- while preferences are open -------------------------------------------------------------------------------------

FIRST_HALF = {
    "overview:start": (everybody(200), everybody(405)),
    "overview:privacy": (everybody(200), everybody(405)),
    "overview:accessibility": (everybody(200), everybody(405)),
    "overview:healthz": (everybody(200), everybody(405)),
    "overview:mine": (only(STUDENTS, 200), only(STUDENTS, 405)),
    "overview:cockpit": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "overview:record": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "overview:outbox": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "overview:send_held": (only(ORGANISER, 405), only(ORGANISER, 400)),
    "overview:message": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "overview:decision": (only(ORGANISER, 405), only(ORGANISER, 400)),
    "accounts:profile": ({**everybody(200), "anonymous": 302}, {**everybody(422), "anonymous": 302}),
    "accounts:language": (everybody(405), everybody(302)),
    "accounts:theme": (everybody(405), everybody(302)),
    "seminars:new": (only(FOUNDERS, 200), only(FOUNDERS, 422)),
    "seminars:public": (everybody(200), everybody(405)),
    "seminars:edit": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "seminars:dates": (only(ORGANISER, 200), only(ORGANISER, 302)),
    "seminars:announcement": (only(ORGANISER, 200), only(ORGANISER, 302)),
    "seminars:papers": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "seminars:new_paper": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "seminars:edit_paper": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "seminars:paper_position": (only(ORGANISER, 405), only(ORGANISER, 400)),
    "seminars:withdrawal": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "seminars:return_paper": (only(ORGANISER, 405), only(ORGANISER, 302)),
    "seminars:new_topic": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "seminars:edit_topic": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "seminars:topic_position": (only(ORGANISER, 405), only(ORGANISER, 400)),
    "seminars:topic_removal": (only(ORGANISER, 405), only(ORGANISER, 302)),
    "seminars:people": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "seminars:invitations": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "seminars:invitation_preview": (only(ORGANISER, 302), only(ORGANISER, 422)),
    "seminars:join_link": (only(ORGANISER, 405), only(ORGANISER, 400)),
    "seminars:removal": (only(ORGANISER, 200), only(ORGANISER, 422)),
    # Whoever has left is told on the page to write to the organisers; the link does not let them in again.
    "seminars:join": ({**everybody(302), **dict.fromkeys(OUTSIDERS, 200)}, {**everybody(302), "left": 404}),
    "preferences:catalogue": (everybody(200), everybody(405)),
    "preferences:paper": (everybody(200), everybody(405)),
    "preferences:addition": (only(STUDENTS, 405), only(STUDENTS, 302)),
    # An empty order from a page that had not seen the stored one: 409, the person is asked.
    "preferences:mine": (only(STUDENTS, 200), {**only(STUDENTS, 302), "student": 409}),
    "preferences:receipt": ({**only(STUDENTS, 302), "student": 200}, only(STUDENTS, 405)),
    "preferences:monitor": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "assignment:workbench": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "assignment:compute": (only(ORGANISER, 405), only(ORGANISER, 302)),
    "assignment:run": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "assignment:run_receipt": (only(ORGANISER, 200), only(ORGANISER, 405)),
    "assignment:differences": (only(ORGANISER, 200), only(ORGANISER, 405)),
    # The run of the table is a trial: the page says why it cannot be published.
    "assignment:publication": (only(ORGANISER, 200), only(ORGANISER, 409)),
    "assignment:pins": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "assignment:lifting": (only(ORGANISER, 405), only(ORGANISER, 302)),
    "assignment:priority": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "assignment:refill": (only(ORGANISER, 200), only(ORGANISER, 409)),
    "assignment:placement": (only(ORGANISER, 200), only(ORGANISER, 422)),
    "assignment:meeting": (only(ORGANISER, 200), only(ORGANISER, 302)),
    "assignment:deregister_other": (only(ORGANISER, 200), only(ORGANISER, 422)),
    # Whoever has left is led to their receipt.
    "assignment:deregistration": ({**only(STUDENTS, 200), "left": 302}, only((*STUDENTS, "left"), 405)),
    "assignment:deregistration_check": ({**only(STUDENTS, 200), "left": 302}, only((*STUDENTS, "left"), 302)),
    "assignment:deregistration_receipt": ({**only(STUDENTS, 302), "left": 200}, only((*STUDENTS, "left"), 405)),
    "assignment:my_paper": (only(STUDENTS, 200), only(STUDENTS, 405)),
    "assignment:rule": (everybody(200), everybody(405)),
}
# The assignment's addresses after the close, when a run is published.
PUBLISHED = {name: row for name, row in FIRST_HALF.items() if name.startswith("assignment:")} | {
    "assignment:publication": (only(ORGANISER, 200), only(ORGANISER, 302)),
    "assignment:refill": (only(ORGANISER, 200), only(ORGANISER, 302)),
}

# ---- from the publication of the assignment on ----------------------------------------------------------------------

READ = (only(ORGANISER, 200), only(ORGANISER, 405))
FORM = (only(ORGANISER, 200), only(ORGANISER, 422), only(ORGANISER, 302))
BUTTON = (only(ORGANISER, 405), only(ORGANISER, 302), only(ORGANISER, 302))
STAFF_READ = (only(STAFF, 200), only(STAFF, 405))
STAFF_BUTTON = (only(STAFF, 405), only(STAFF, 302), only(STAFF, 302))
PUBLIC = (everybody(200), everybody(405))
# A file of the first student: theirs, its supervisor's and the organisers'.
FILE = (only(("student", "supervisor", "organiser"), 200), only(PRESENT, 405))
# The supervisor's sheet about that student. Organisers read who is done, and write on no sheet that is not theirs.
WRITERS = ("supervisor",)

# The list of papers: the same at any time, asked in the first weeks as well.
LISTS = {
    # ---- what everybody sees of the list, to take away
    "preferences:export": PUBLIC,
    "preferences:bibtex": PUBLIC,
    # ---- the library: whoever is staff of any seminar, or may set one up. Founders answer
    # for all records and may merge any two; `test_library.py` tells of organisers who are none.
    "overview:library": (only(LIBRARIANS, 200), only(LIBRARIANS, 405)),
    "overview:library_paper": (only(LIBRARIANS, 200), only(LIBRARIANS, 405)),
    "overview:merge": (only(FOUNDERS, 200), only(FOUNDERS, 422), only(FOUNDERS, 302)),
    "seminars:library": READ,
    "seminars:offer": FORM,
    # ---- a reading list: an empty form comes from no draft, so its page is out of date
    "seminars:import_list": FORM,
    "seminars:import_preview": (only(ORGANISER, 200), only(ORGANISER, 409), only(ORGANISER, 302)),
    "seminars:import_form": (only(ORGANISER, 405), only(ORGANISER, 409), only(ORGANISER, 302)),
    "seminars:import_row": (only(ORGANISER, 200), only(ORGANISER, 409), only(ORGANISER, 302)),
    "seminars:import_papers": (only(ORGANISER, 405), only(ORGANISER, 409), only(ORGANISER, 302)),
    "seminars:import_return": (only(ORGANISER, 405), only(ORGANISER, 409), only(ORGANISER, 409)),
    "seminars:import_removal": (only(ORGANISER, 405), only(ORGANISER, 409), only(ORGANISER, 302)),
    # ---- who supervises what: the staff reads it, organisers assign. Supervisors are told that they do not: they know
    # the page. An empty form changes nothing.
    "overview:supervision": (
        only(STAFF, 200),
        only(ORGANISER, 302, **dict.fromkeys(SUPERVISORS, 403)),
        only(ORGANISER, 302, **dict.fromkeys(SUPERVISORS, 403)),
    ),
    "overview:claiming": (only(ORGANISER, 405), only(ORGANISER, 400), only(ORGANISER, 302)),
    # Papers are not taken and given back any more when the reports were due; CLAIMING has the time before.
    "overview:claim": (only(SUPERVISORS, 405), only(SUPERVISORS, 409), only(SUPERVISORS, 409)),
    "overview:give_back": (only(SUPERVISORS, 405), only(SUPERVISORS, 409), only(SUPERVISORS, 409)),
}

SECOND_HALF = {
    **LISTS,
    # ---- calendars: of the seminar for everybody, of a person for whoever knows the secret address
    "overview:calendar": PUBLIC,
    "overview:my_calendar": PUBLIC,
    "overview:calendar_address": (
        {**everybody(200), "anonymous": 302},
        {**everybody(400), "anonymous": 302},
        everybody(302),
    ),
    "overview:duties": STAFF_READ,
    # ---- files
    "submissions:matrix": READ,
    "submissions:settings": FORM,
    "submissions:receipt": FILE,
    "submissions:file": FILE,
    "submissions:page": FILE,
    "submissions:counting": (only(ORGANISER, 405), only(ORGANISER, 422), only(ORGANISER, 302)),
    # Whoever waits for a paper reads what will be asked; a file of theirs is not taken.
    "submissions:deliverable": (
        only(STUDENTS, 200),
        only(STUDENTS, 422),
        only(HOLDERS, 302, **{"waiting applicant": 409}),
    ),
    "submissions:files": READ,
    "submissions:reminder": (only(ORGANISER, 200), only(ORGANISER, 302), only(ORGANISER, 302)),
    "submissions:missing": READ,
    "submissions:person": READ,
    "submissions:extension": FORM,
    "submissions:upload": FORM,
    # ---- the programme
    "programme:public": PUBLIC,
    # Published, without consent: the speaker and the staff.
    "programme:slides": ({**everybody(404), **dict.fromkeys(("student", *STAFF), 200)}, everybody(405)),
    "programme:draft": READ,
    "programme:fill": BUTTON,
    "programme:new_session": FORM,
    "programme:session": FORM,
    "programme:remove_session": BUTTON,
    "programme:place": (only(ORGANISER, 405), only(ORGANISER, 422), only(ORGANISER, 302)),
    "programme:up": BUTTON,
    "programme:down": BUTTON,
    "programme:swap": (only(ORGANISER, 405), only(ORGANISER, 422), only(ORGANISER, 302)),
    "programme:publication": FORM,
    # No ticks are an answer, too: nothing is allowed. Whoever gives no talk allows nothing.
    "programme:my_talk": (only(STUDENTS, 200), only(HOLDERS, 302), only(HOLDERS, 302)),
    # ---- the block seminar
    "programme:now": STAFF_READ,
    "programme:talk": STAFF_READ,
    # A credit is for a person; without one there is no such address.
    "programme:credit": (only(STAFF, 405), only((), 404), only(STAFF, 302)),
    "programme:undo_credit": STAFF_BUTTON,
    "programme:note_credit": STAFF_BUTTON,
    "programme:attendance": STAFF_READ,
    # An empty list changes nothing.
    "programme:session_attendance": (only(STAFF, 200), only(STAFF, 302), only(STAFF, 302)),
    "programme:attendance_list": STAFF_READ,
    "programme:questions": STAFF_READ,
    # ---- grades
    "grading:overview": READ,
    "grading:rules": FORM,
    # No field arrived, so nothing is changed.
    "grading:graders": (only(ORGANISER, 200), only(ORGANISER, 302), only(ORGANISER, 302)),
    "grading:sheet": (only((*WRITERS, "organiser"), 200), only(WRITERS, 422), only(WRITERS, 302)),
    "grading:finalise": (only(STAFF, 405), only(WRITERS, 422), only(WRITERS, 302)),
    "grading:reopen": (only(STAFF, 405), only(WRITERS, 302), only(WRITERS, 302)),
    "grading:sheet_file": (only((*WRITERS, "organiser"), 200), only(STAFF, 405)),
    "grading:sheet_page": (only((*WRITERS, "organiser"), 200), only(STAFF, 405)),
    # The other student has two graders who differ: the supervisor of that paper and the organiser.
    "grading:agreement": (
        only(("other supervisor", "organiser"), 200),
        only(("other supervisor", "organiser"), 422),
        only(("other supervisor", "organiser"), 302),
    ),
    "grading:absence": FORM,
    "grading:release": FORM,
    # Nothing is released, so there is nothing to change.
    "grading:change": (only((), 404), only((), 404), only((), 404)),
    "grading:export": READ,
    "grading:mine": (only(STUDENTS, 200), only(STUDENTS, 405)),
    "grading:rule": PUBLIC,
}

TABLE = {**FIRST_HALF, **SECOND_HALF}

# Supervisors take papers, and give them back, while the organisers allow it and until the reports are due: here a paper
# that nobody has, and one that is the supervisor's.
CLAIMING = {
    "overview:claim": only(SUPERVISORS, 302),
    "overview:give_back": only(("supervisor",), 302, **{"other supervisor": 409}),
}
NOT_CLAIMING = dict.fromkeys(("overview:claim", "overview:give_back"), only(SUPERVISORS, 409))

# ---- what time changes: filled forms --------------------------------------------------------------------------------

MARKING = ("programme:credit", "programme:undo_credit", "programme:note_credit", "programme:session_attendance")
# Read at any time; recorded from the first day until grades are released.
BEFORE_THE_BLOCK = dict.fromkeys(MARKING, only(STAFF, 409))
ON_THE_DAY = dict.fromkeys(MARKING, only(STAFF, 302))
# The first student's grade is out. Nothing below it changes any more, nor do the rules; it is changed by itself.
RELEASED = {
    **BEFORE_THE_BLOCK,
    "grading:sheet": only(WRITERS, 409),
    "grading:finalise": only(WRITERS, 409),
    "grading:reopen": only(WRITERS, 409),
    "grading:rules": only(ORGANISER, 409),
    # Everybody who is ready has got theirs.
    "grading:release": only(ORGANISER, 409),
    "grading:change": only(ORGANISER, 302),
    # The other student's grade is not out.
    "grading:agreement": only(("other supervisor", "organiser"), 302),
    "grading:absence": only(ORGANISER, 302),
}
# Pages that exist from the release on, or go on existing.
RELEASED_PAGES = {
    "grading:change": only(ORGANISER, 200),
    "grading:sheet": only((*WRITERS, "organiser"), 200),
    "grading:sheet_file": only((*WRITERS, "organiser"), 200),
    "grading:rules": only(ORGANISER, 200),
    "grading:release": only(ORGANISER, 200),
    "grading:export": only(ORGANISER, 200),
    "grading:mine": only(STUDENTS, 200),
}
