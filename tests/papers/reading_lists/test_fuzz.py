"""Whatever the bytes are: an answer or one of the two named refusals, within a bounded time."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers.reading_lists import detect
from papers.reading_lists.detect import FORMS, NoText, TooLarge, read
from tests.papers.reading_lists.miniatures import MINIATURES

LONGEST_SECONDS = 5  # generous: the machine may be busy, and what is looked for is time that explodes


def answer(data, form="auto"):
    started = time.perf_counter()
    try:
        reading = read(data, form)
    except (NoText, TooLarge):
        reading = None
    assert time.perf_counter() - started < LONGEST_SECONDS
    return reading


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=2000))
@pytest.mark.parametrize("form", [form for form in FORMS if form != "xlsx"])
def test_any_text_through_every_form(form, text):
    answer(text, form)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=4000))
def test_any_bytes(data):
    answer(data)
    answer(b"PK\x03\x04" + data)


@pytest.mark.parametrize("name", sorted(MINIATURES))
def test_mutated_miniatures(name):
    draw = random.Random(name)
    text = MINIATURES[name]
    for _round in range(60):
        signs = list(text)
        for _change in range(draw.randint(1, 12)):
            place = draw.randrange(len(signs))
            signs[place] = draw.choice(
                ["", "{", "}", '"', "\n", "|", "[", "](", "\\", "@", ",", "\t", "é", "$", signs[place] * 50]
            )
        mutated = "".join(signs)
        answer(mutated)
        for form in draw.sample([form for form in FORMS if form != "xlsx"], 3):
            answer(mutated, form)


@pytest.mark.parametrize("form", ["auto", *(form for form in FORMS if form != "xlsx")])
@pytest.mark.parametrize(
    "line",
    ["a, " * 60_000, "[x](" * 40_000, "{" * 100_000, "Ada Lovelace and " * 12_000, "(2019) " * 30_000, '"' * 100_000,
     "1." * 80_000, "https://" * 20_000, "| - " * 50_000, "A. " * 60_000, "10.1000/" * 25_000],
)  # fmt: skip
def test_one_line_of_200_kb_takes_no_longer(form, line):
    answer(line, form)


def test_the_form_of_a_long_text_is_told_by_slices_of_it(monkeypatch):
    seen = []
    monkeypatch.setattr(detect.session_page, "looks_like", lambda lines: seen.append(sum(map(len, lines))) or 0)
    detect.form_of("The engine is described, and so are its wheels. " * 20_000)
    detect.form_of("The engine is described, and so are its wheels.\n" * 20_000)
    assert max(seen) < 200_000
