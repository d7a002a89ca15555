"""Compares confirmed saves with the database: reads {"slug", "confirmed": [[user, order]]} and prints numbers as JSON.

A save is complete when the list holds this order, exactly one line of the record names its receipt, person and titles,
and exactly one mail with this receipt is in the outbox. Of "unanswered" saves, [[user, order]] too, those are counted
that are stored in part.
"""

import json
import sys

import django
from django.apps import apps


def check(slug: str, confirmed: list, unanswered: list = ()) -> dict:
    preference_lists = apps.get_model("preferences.PreferenceList").objects.filter(participation__seminar__slug=slug)
    lists = {row.participation.user_id: row for row in preference_lists.select_related("participation")}
    lines = list(apps.get_model("log.Entry").objects.filter(seminar__slug=slug, what="preferences.stored"))
    titles = dict(apps.get_model("seminars.OfferedPaper").objects.values_list("pk", "paper__title"))
    mails = list(apps.get_model("mail.Message").objects.filter(seminar__slug=slug, kind="receipt"))

    def is_complete(user: int, order: list[int]) -> bool:
        stored = lists.get(user)
        if stored is None or list(stored.preferences.values_list("offered_id", flat=True)) != order:
            return False
        on_record = [(line.by_id, line.after) for line in lines if line.subject == stored.receipt]
        mailed = [mail.recipient_id for mail in mails if mail.key == f"receipt:{stored.receipt}"]
        return on_record == [(user, [titles[pk] for pk in order])] and mailed == [user]

    def is_half(user: int, order: list[int]) -> bool:
        traces = [
            user in lists,
            any(line.by_id == user for line in lines),
            any(row.recipient_id == user for row in mails),
        ]
        return any(traces) and not is_complete(user, order)

    return {
        "halves": sum(is_half(user, order) for user, order in unanswered),
        "asked": len(confirmed),
        "complete": sum(is_complete(user, order) for user, order in confirmed),
        "mails": len(mails),
        "sent": sum(mail.state == "sent" for mail in mails),
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(check(**json.load(sys.stdin))))
