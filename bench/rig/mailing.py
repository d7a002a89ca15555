"""What the outbox says about a mailing: `waiting` prints how many mails are still to be sent, `outcome` the end.

For the outcome the sweep looks at the outbox as it will in eleven minutes: whoever still holds a claim then is dead.
"""

import json
import sys
from datetime import timedelta
from importlib import import_module

import django
from django.apps import apps

from seminar import clock

LATER = timedelta(minutes=11)


def messages(kind: str):
    return apps.get_model("mail.Message").objects.filter(kind=kind)


def waiting(kind: str) -> dict:
    return {"new": messages(kind).filter(state="new").count()}


def outcome(kind: str) -> dict:
    delivery = import_module("seminar.mail.delivery")  # it needs the settings
    delivery.give_up_stale(clock.now() + LATER)
    return {delivery.compose(row).extra_headers["Message-ID"]: row.state for row in messages(kind)}


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"waiting": waiting, "outcome": outcome}[sys.argv[1]](**json.load(sys.stdin))))
