"""One person with a browser's cookies and one kept connection: what they ask for is timed until the last byte."""

import re
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    size: int
    seconds: float


class Visitor:
    def __init__(self, port: int):
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        token = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        return self.ask("POST", path, urlencode({**fields, **token}).encode())

    def ask(self, method: str, path: str, body: bytes | None = None, media_type: str = FORM) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = media_type
        start = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - start
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.update({key: morsel.value for key, morsel in SimpleCookie(value).items()})
        return Answer(response.status, content.decode(errors="replace"), len(content), seconds)

    def enter(self, name: str) -> int:
        """Sign in by the door of the demonstration; answers with the number of the person."""
        page = self.get("/accounts/login/").body
        person = re.search(rf"<h4>[^<]*{name}</h4>.*?name=\"person\"\s+value=\"(\d+)\"", page, re.DOTALL)
        if person is None:
            raise SystemExit(f"The sign-in page does not offer {name}.")
        answer = self.post("/demo/enter/", {"person": person[1]})
        if answer.status != 302:
            raise SystemExit(f"{name} was not let in: {answer.status}.")
        return int(person[1])
