"""From where somebody can look at a seminar, and every address there is to look at."""

from django.urls import URLPattern, URLResolver, get_resolver

VIEWPOINTS = (
    "anonymous",
    "student",
    "second student",
    "waiting applicant",
    "left",
    "student elsewhere",
    "supervisor",
    "other supervisor",
    "organiser",
    "organiser elsewhere",
    "operator",
)
STUDENTS = ("student", "second student", "waiting applicant")
HOLDERS = ("student", "second student")
STAFF = ("supervisor", "other supervisor", "organiser")
PRESENT = (*STUDENTS, *STAFF)
OUTSIDERS = ("anonymous", "left", "student elsewhere", "organiser elsewhere", "operator")
ORGANISER = ("organiser",)
SUPERVISORS = ("supervisor", "other supervisor")
FOUNDERS = ("organiser", "organiser elsewhere", "operator")
# Whoever is staff of any seminar, or may set one up.
LIBRARIANS = (*SUPERVISORS, *FOUNDERS)


def everybody(status):
    return dict.fromkeys(VIEWPOINTS, status)


def only(people, status, **others):
    """`status` for these people, the sign-in page for anonymous visitors, 404 for everybody else."""
    return {**everybody(404), "anonymous": 302, **dict.fromkeys(people, status), **others}


def addresses(patterns, namespace=""):
    """Every named address with its pattern; allauth's pages are checked by their prefix."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) == "accounts/":
                continue
            yield from addresses(pattern.url_patterns, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}", pattern


ADDRESSES = dict(addresses(get_resolver().url_patterns))


def parts_of(name) -> list[str]:
    """What an address is made of besides the seminar."""
    return [key for key in ADDRESSES[name].pattern.converters if key != "slug"]
