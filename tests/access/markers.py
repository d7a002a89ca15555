"""Words that occur nowhere else, one for every personal field: whoever reads one has read that field."""

import re

WORD = re.compile(r"zq\d{3}w")


class Markers:
    """Hands out words and remembers whose field each one is: "student's name"."""

    def __init__(self):
        self.meaning: dict[str, str] = {}

    def new(self, whose: str, field: str) -> str:
        word = f"zq{len(self.meaning):03}w"
        self.meaning[word] = f"{whose}: {field}"
        return word

    def in_text(self, text: str) -> set[str]:
        """The fields whose words stand in this text, in small letters or large ones."""
        return {self.meaning[word] for word in WORD.findall(text.lower()) if word in self.meaning}
