"""Everything the server tells one person: every address of the resolver, every link in what it answers, every mail.

`everything` is a picture of one moment that can be compared byte by byte with another one: only what is new in every
answer (form tokens, nonces, the id of an act) is masked.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from seminar import clock
from seminar.mail.models import Message

HOST = "http://testserver"
MOST_ADDRESSES = 2000
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
NEW_EVERY_TIME = re.compile(rf'(csrfmiddlewaretoken" value="|nonce="|nonce-)[\w+/=-]+|{UUID}')
# Not about people; and leaving a session would end the walk.
LEFT_OUT = ("/static/", "/accounts/logout/", "/admin/", "/demo/")


def masked(text: str) -> str:
    return NEW_EVERY_TIME.sub(lambda found: f"{found[1] or ''}…", text)


# ---- addresses ------------------------------------------------------------------------------------------------------


def named_addresses(patterns=None, namespace="") -> Iterator[tuple[str, URLPattern]]:
    """Every named address of the site with its pattern."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from named_addresses(pattern.url_patterns, pattern.namespace or namespace)
        else:
            yield f"{namespace}:{pattern.name}" if namespace else pattern.name, pattern


def addresses(values: dict[str, list]) -> Iterator[tuple[str, str]]:
    """Each name with each address that can be made of `values`, the ids that fit each part of an address.

    Account pages whose address holds a secret key are not made: nobody has such a key here.
    """
    for name, pattern in named_addresses():
        wanted = pattern.pattern.converters
        if missing := set(wanted) - set(values):
            raise LookupError(f"{name} has a part that no value is known for: {missing}")
        for chosen in product(*(values[key] for key in wanted)):
            try:
                yield name, reverse(name, kwargs=dict(zip(wanted, chosen, strict=True)))
            except NoReverseMatch:
                if not name.startswith("account_"):
                    raise


class Links(HTMLParser):
    """The addresses a page leads to by a link, a picture, a fragment or a form that asks."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        self.found += [told[name] for name in ("href", "src", "hx-get") if told.get(name)]
        if tag == "form" and told.get("method", "get").lower() == "get":
            self.found.append(told.get("action") or "")


def links_of(address: str, html: str) -> list[str]:
    """Other addresses on this site, in the order of the page."""
    page, own = Links(), []
    page.feed(html)
    for link in page.found:
        target = urlsplit(urldefrag(urljoin(HOST + address, link)).url)
        path = target.path + (f"?{target.query}" if target.query else "")
        if f"{target.scheme}://{target.netloc}" == HOST and not path.startswith(LEFT_OUT):
            own.append(path)
    return own


# ---- answers --------------------------------------------------------------------------------------------------------


def everything(user, starts: list[str], at, *, follows=True) -> dict[str, tuple]:
    """What this person (None: anybody) gets at that moment: these addresses, all that they lead to, and every mail.

    HTML pages are asked for a second time as htmx asks. The key is the address, with "htmx" or "mail" before it.
    """
    client, found, waiting = Client(), {}, [address for address in starts if not address.startswith(LEFT_OUT)]
    cache.clear()
    if user is not None:
        client.force_login(user)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = user.language
    with clock.override(at):
        while waiting:
            address = waiting.pop(0)
            if address in found:
                continue
            found[address] = status, headers, body = answer_of(client.get(address))
            if status == 200 and headers["Content-Type"].startswith("text/html"):
                found[f"htmx {address}"] = answer_of(client.get(address, headers={"HX-Request": "true"}))
                waiting += links_of(address, body) if follows else []
            assert len(found) < MOST_ADDRESSES, "The links do not come to an end."
    return found | mails_to(user)


def answer_of(answer) -> tuple[int, dict, str]:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = {key: masked(value) for key, value in answer.headers.items() if key != "Expires"}
    # What a cookie says; a sentence for the next page is signed with the time of day.
    cookies = {key: row.value for key, row in answer.cookies.items() if key not in ("csrftoken", "sessionid")}
    if "messages" in cookies:
        cookies["messages"] = cookies["messages"].partition(":")[0]
    return answer.status_code, headers | cookies, masked(body.decode("utf-8", "backslashreplace"))


def mails_to(user) -> dict[str, tuple]:
    if user is None:
        return {}
    rows = Message.objects.filter(recipient=user).order_by("created_at", "kind", "key", "body")
    return {
        f"mail {place}": (row.kind, row.state, row.created_at, row.subject, masked(row.body))
        for place, row in enumerate(rows, 1)
    }


def differences(one: dict, other: dict) -> list[str]:
    """The addresses whose answers are not the same, and those that only one of the two has."""
    return sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
