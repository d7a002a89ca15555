"""Who may read which personal field: the written table.

"student", "second student", "waiting applicant" and "left" are viewpoints themselves; nobody looks as the third
student, whose paper has the same supervisor as the first one's.
"""

from tests.access.viewpoints import HOLDERS, PRESENT, STAFF, VIEWPOINTS

ORGANISER, SUPERVISOR, OTHER = "organiser", "supervisor", "other supervisor"
STUDENT, SECOND, THIRD, WAITING, LEFT = "student", "second student", "third student", "waiting applicant", "left"
SUPERVISED_BY = {STUDENT: SUPERVISOR, SECOND: OTHER, THIRD: SUPERVISOR, LEFT: None}

NAMES = {
    # Speakers are named to whoever takes part, and to everybody with consent.
    STUDENT: (*HOLDERS, *STAFF),
    SECOND: VIEWPOINTS,
    THIRD: (*HOLDERS, *STAFF),
    # The cancelled talk is on the list of the block seminar.
    LEFT: (LEFT, *STAFF),
    WAITING: (WAITING, ORGANISER),
    **dict.fromkeys(STAFF, VIEWPOINTS),
}
ADDRESSES = {
    **{name: (name, ORGANISER) for name in (STUDENT, SECOND, THIRD, WAITING, LEFT)},
    # Students write to their supervisor; the list of papers tells whom to write to. Who has left keeps the mails.
    SUPERVISOR: (*PRESENT, LEFT),
    OTHER: PRESENT,
    # The seminar has an address of its own.
    ORGANISER: (ORGANISER,),
}
# In people's accounts: the organisers of their seminar ask for it.
ACCOUNT = {name: (name, ORGANISER) for name in NAMES} | {LEFT: (LEFT,)}


def files_of(name, *kinds):
    """What belongs to one person's files, and who may know it."""
    circle = (name, ORGANISER, SUPERVISED_BY[name]) if name != LEFT else (ORGANISER,)
    told = ("receipt", "file name", "picture", "content")
    return {(name, f"{what} of {kind}"): circle for what in told for kind in kinds}


def texts(name, grader, part, *readers):
    return {(name, f"{text} of {grader} on {part}"): readers for text in ("remark", "note")}


READERS = {
    **{(name, "name"): readers for name, readers in NAMES.items()},
    **{(name, "email"): readers for name, readers in ADDRESSES.items()},
    **{(name, field): readers for field in ("matriculation_number", "programme") for name, readers in ACCOUNT.items()},
    **{(name, "receipt of preferences"): (name,) for name in (STUDENT, SECOND, WAITING)},
    (LEFT, "receipt of preferences"): (),
    # What organisers decide about people is theirs.
    ("everybody", "reason of the publication"): (ORGANISER,),
    (WAITING, "pin"): (ORGANISER,),
    (THIRD, "placement"): (ORGANISER,),
    (LEFT, "reason of leaving"): (ORGANISER,),
    # Files: the student, the supervisor of the paper, organisers. Nobody but organisers reads those of who has left.
    **files_of(STUDENT, "report", "final-slides"),
    **files_of(SECOND, "report"),
    **files_of(THIRD, "report", "final-slides"),
    **files_of(LEFT, "report", "final-slides"),
    # Final slides of a published talk: the staff; with consent everybody.
    (STUDENT, "content of final-slides"): (STUDENT, *STAFF),
    (THIRD, "content of final-slides"): VIEWPOINTS,
    (SECOND, "upload reason"): (SECOND, ORGANISER, OTHER),
    (SECOND, "late version"): (SECOND, ORGANISER),
    (SECOND, "extension"): (SECOND, ORGANISER),
    # The day of the talks is shared by all of the staff, and by nobody else.
    **{(name, "note of attendance"): STAFF for name in (STUDENT, SECOND, THIRD)},
    **{(name, "question"): STAFF for name in (STUDENT, LEFT)},
    # Sheets: a grader reads the own one; when all of a part are final, its graders and organisers read all of them.
    **texts(STUDENT, SUPERVISOR, "report", SUPERVISOR, ORGANISER),
    **texts(STUDENT, SUPERVISOR, "presentation", SUPERVISOR, ORGANISER),
    **texts(SECOND, OTHER, "report", OTHER, ORGANISER),
    **texts(SECOND, ORGANISER, "report", OTHER, ORGANISER),
    **texts(SECOND, OTHER, "presentation", OTHER),
    **texts(THIRD, SUPERVISOR, "report", SUPERVISOR),
    **texts(LEFT, SUPERVISOR, "report"),
    # A reading list in the preview is its organiser's, whatever else stands in it.
    **{(ORGANISER, f"{what} of a draft"): (ORGANISER,) for what in ("source", "title", "line")},
    (SECOND, "agreement"): (OTHER, ORGANISER),
    (SECOND, "absence"): (ORGANISER,),
}
# What the first student learns with the grade.
AFTER_THE_RELEASE = READERS | {
    **{
        (STUDENT, f"remark of {SUPERVISOR} on {part}"): (STUDENT, SUPERVISOR, ORGANISER)
        for part in ("report", "presentation")
    },  # fmt: skip
    (STUDENT, "reason of a change"): (STUDENT, ORGANISER),
    (STUDENT, "reason of an early release"): (ORGANISER,),
}


def readers_elsewhere(readers) -> set[str]:
    """The same for the other seminar, of which two people look: an organiser and the first student."""
    if set(readers) == set(VIEWPOINTS):
        return set(VIEWPOINTS)
    return {f"{name} elsewhere" for name in (ORGANISER, STUDENT) if name in readers}


def expected(viewpoint, table) -> set[str]:
    """The fields that somebody at this viewpoint reads, of both seminars."""
    here = {f"here {whose}: {field}" for (whose, field), readers in table.items() if viewpoint in readers}
    there = {
        f"elsewhere {whose}: {field}"
        for (whose, field), readers in READERS.items()
        if viewpoint in readers_elsewhere(readers)
    }
    return here | there
