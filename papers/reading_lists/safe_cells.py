"""Cells that a spreadsheet must not run as a formula."""

import re

# What spreadsheets take for the beginning of a formula, full-width forms and leading white space included.
_FORMULA = re.compile(r"^'*[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n|%]")


def safe(text: str) -> str:
    """The text with an apostrophe in front where it would be a formula; `bare` takes it away again. Numbers stay."""
    is_number = re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?", text)
    return f"'{text}" if _FORMULA.match(text) and not is_number else text


def bare(text: str) -> str:
    """What `safe` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
