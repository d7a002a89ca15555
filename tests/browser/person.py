"""Somebody at a browser: what they do by the words on the page, and the watch over every page they see."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import resolve
from playwright.sync_api import Locator, expect

from tests.browser import checks

PHONE = {"width": 390, "height": 844}
PATIENCE = 20_000  # ms; a machine that does other things as well is slow, not wrong
expect.set_options(timeout=PATIENCE)
DESKTOP = {"width": 1280, "height": 800}
# The browser's own line about an answer of 400 and above; the answers themselves are watched below.
ANSWER_LINE = "Failed to load resource: the server responded with a status of"


def dark_on_phone(page, view) -> list[str]:
    size = page.viewport_size
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    found = checks.violations(page, (*view, "dark", "phone")) + checks.sideways_scroll(page, (*view, "phone"))
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size)
    return found


def is_refusal(response) -> bool:
    """A page that says no: what somebody went to, or the answer to a form that a script has sent."""
    is_sent = response.request.method == "POST" and response.status in (409, 422)
    return response.status < 500 and (is_sent or response.request.is_navigation_request())


KINDS = "[...document.querySelectorAll('body *')].map(element => `${element.tagName}.${element.className}`)"


def named(name: str) -> re.Pattern:
    """Exactly this name; what is only for screen readers is joined to the rest with or without a blank."""
    words = re.escape(name).replace(r"\ ", " ").replace(": ", r"\s*: ")
    return re.compile(rf"^\s*{words}( \(optional\))?\s*$")


class Person:
    """One person with cookies of their own. What they come to is checked by axe-core, see `check_page`."""

    def __init__(self, name: str, context, site: str, seen: dict | None, has_scripts: bool):
        self.name, self.site, self.problems = name, site, []
        self.seen, self.has_scripts = seen, has_scripts
        self.status, self.copy = 200, None
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", self._asked)
        context.on("response", self._answered)
        self.context = context
        context.set_default_timeout(PATIENCE)
        self.page = context.new_page()

    # ---- the watch ----------------------------------------------------------------------------------------------

    def _heard(self, message):
        if message.type in ("error", "warning") and not message.text.startswith(ANSWER_LINE):
            self.problems.append(f"console on {message.page.url if message.page else '?'}: {message.text}")

    def _asked(self, request):
        if not request.url.startswith((f"{self.site}/", "data:", "blob:")):
            self.problems.append(f"asked another host: {request.url}")

    def _answered(self, response):
        if response.status >= 400 and not is_refusal(response):
            self.problems.append(f"answer {response.status}: {response.url}")

    # ---- going somewhere ----------------------------------------------------------------------------------------

    def open(self, address: str):
        """Open a page by its address, whole or from the root."""
        return self._arrived(self.page.goto(address))

    def press(self, name: str, within: Locator | None = None):
        """Press the one button of this name and wait for the page it leads to."""
        return self._go(self.button(name, within).click)

    def press_in_place(self, name: str, within: Locator | None = None):
        """Press a button that a script answers for, without a page to arrive at."""
        with self.page.expect_response(lambda response: response.request.method == "POST") as answer:
            self.button(name, within).click()
        self.status = answer.value.status
        answer.value.finished()

    def follow(self, name: str, within: Locator | None = None):
        """Follow the first link of this name."""
        return self._go((within or self.page).get_by_role("link", name=name).first.click)

    def choose(self, label: str, option: str):
        """Choose from a list that acts at once, and wait for the page that follows."""
        return self._go(lambda: self.field(label).select_option(label=option))

    def _go(self, act):
        with self.page.expect_navigation() as arrival:
            act()
        return self._arrived(arrival.value)

    def _arrived(self, response):
        self.page.wait_for_load_state("load")
        if response is not None:
            self.status = response.status
        self.check_page()
        return response

    def check_page(self):
        """Check the page when its view shows a kind of element that it has not shown in this test yet.

        The first time in dark and on a phone, too.
        """
        assert not self.problems, "\n".join(self.problems)
        if self.seen is None:
            return
        view = (resolve(self.path).view_name, self.status)
        kinds = set(self.page.evaluate(KINDS))
        known = self.seen.get(view, set())
        if not kinds <= known:
            page = self.seen_with_scripts()
            self.problems += checks.violations(page, view) + ([] if known else dark_on_phone(page, view))
        self.seen[view] = known | kinds
        assert not self.problems, "\n".join(self.problems)

    def seen_with_scripts(self):
        """The page for axe-core, which is a script: of somebody without scripts a copy in a browser that has them."""
        if self.has_scripts:
            return self.page
        if self.copy is None:
            self.copy = self.context.browser.new_context(reduced_motion="reduce").new_page()
        self.copy.set_viewport_size(self.page.viewport_size)
        self.copy.context.add_cookies(self.context.cookies())
        self.copy.goto(self.page.url)
        return self.copy

    def leave(self):
        """Close what this person has open."""
        if self.copy:
            self.copy.context.close()
        self.context.close()

    def sign_in(self, email: str, password: str):
        """By password, on the page of signing in."""
        self.fill({"Email": email, "Password": password})
        self.press("Sign in")

    # ---- the page -----------------------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def fragment(self) -> str:
        return urlsplit(self.page.url).fragment

    def button(self, name: str, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("button", name=named(name))

    def field(self, label: str, within: Locator | None = None) -> Locator:
        """The control of this label, "(optional)" after it or not."""
        return (within or self.page).get_by_label(named(label))

    def choose_file(self, label: str, name: str, content: bytes):
        self.field(label).set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})

    def download(self, name: str, within: Locator | None = None) -> bytes:
        """Follow a link, or press a button, that hands out a file."""
        controls = within or self.page
        control = controls.get_by_role("link", name=name).or_(controls.get_by_role("button", name=name)).first
        with self.page.expect_download() as handed_out:
            control.click()
        return Path(handed_out.value.path()).read_bytes()

    def fill(self, fields: dict, within: Locator | None = None):
        """Fill fields by their labels: a text, True or False for a tick, a choice of a list by its words."""
        for label, value in fields.items():
            control = self.field(label, within)
            if isinstance(value, bool):
                control.set_checked(value)
            elif control.evaluate("element => element.tagName") == "SELECT":
                control.select_option(label=value)
            else:
                control.fill(value)

    def sees(self, *texts: str, within: Locator | None = None):
        for text in texts:
            expect(within or self.page.locator("body"), self.name).to_contain_text(text)

    def sees_heading(self, name: str):
        expect(self.page.get_by_role("heading", name=name).first).to_be_visible()

    def focused_id(self) -> str:
        return self.page.evaluate("document.activeElement.id")
