"""Every row of the database, to see what a request has changed."""

import re
from datetime import datetime

from django.apps import apps

# Random in every new row: receipts, paths of files, tokens of addresses.
RANDOM = re.compile(r"\b[RU]-[A-Z0-9]{7}\b|submissions/[0-9a-f]{32}|(?<![\w-])[\w-]{43}(?![\w-])")
NUMBER = re.compile(r"\d+")
OURS = ("accounts", "papers", "mail", "log", "seminars", "preferences", "assignment", "submissions", "programme",
        "grading", "overview")  # fmt: skip
MODELS = {
    model._meta.label: model
    for label in OURS
    for model in apps.get_app_config(label).get_models(include_auto_created=True)
}
Rows = dict[str, dict[int, dict]]


def rows() -> Rows:
    """Model -> key -> column -> value."""
    return {
        label: {row["pk"]: row for row in model._base_manager.order_by("pk").values("pk", *columns(model))}
        for label, model in MODELS.items()
    }


def columns(model) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if not field.primary_key]


def changes(before: Rows, after: Rows) -> list[tuple]:
    """What is new, gone or otherwise, told without what depends on chance."""
    found = []
    for label, was in before.items():
        now = after[label]
        found += [(label, "gone", pk) for pk in was.keys() - now.keys()]
        for pk, row in now.items():
            old = was.get(pk, {})
            told = {
                name: told_as(label, name, value, before) for name, value in row.items() if old.get(name, "") != value
            }
            told.pop("pk", None)
            if told:
                found.append((label, pk if old else "new", tuple(sorted(told.items()))))
    return sorted(found, key=repr)


def told_as(label, name, value, before: Rows) -> str:
    """The value as text. Which number a new row gets is left to the database."""
    if name == "pk":
        return ""
    target = MODELS[label]._meta.get_field(name).related_model
    if target is not None and target._meta.label in before and value not in before[target._meta.label]:
        return "" if value is None else "new"
    if name in ("key", "added"):  # of a mail, of a reading list: they name rows by their number
        return NUMBER.sub("…", without_chance(str(value)))
    return without_chance(value.isoformat() if isinstance(value, datetime) else str(value))


def without_chance(text: str) -> str:
    return RANDOM.sub("…", text)
