"""The pages of an import, as one organiser sees them."""

from django.urls import reverse

LIST = """title;authors;venue;year;arxiv;topic
Wide networks are linear;Ada Lovelace, Charles Babbage;ICML;2019;1902.00001;Optimisation
Noise helps;Mary Somerville;;;;Optimisation
Margins and norms;Emmy Noether;COLT;2018;;Generalisation
"""
COLUMNS = "title;authors;venue;year;arxiv;topic\n"


class Import:
    """The pages of one import, as one organiser sees them."""

    def __init__(self, client, seminar):
        self.client, self.seminar = client, seminar
        client.force_login(seminar.created_by)

    def url(self, name, *args):
        return reverse(f"seminars:{name}", args=[self.seminar.slug, *args])

    def give(self, text="", **fields):
        return self.client.post(self.url("import_list"), {"text": text, "form": "auto", **fields})

    def preview(self, page=1):
        return self.client.get(self.url("import_preview") + f"?page={page}")

    def page(self, page=1):
        return self.preview(page).context["page"]

    def fields(self, page=1, **changes):
        """The form of the preview as a browser would send it, and what somebody changed there."""
        shown = self.page(page)
        form = {"draft": shown.draft.pk, "page": page, "seen": shown.seen, "plan": shown.plan.key}
        form["take"] = [row.number for row in shown.rows if row.is_takable and row.row.take]
        form |= {f"all-{name}": value for name, value in shown.list.for_all.items() if name != "topics"}
        form |= {f"answer-{row.number}": row.row.answered for row in shown.rows if row.row.answered}
        return form | changes

    def save(self, name="import_preview", fields=None, **changes):
        return self.client.post(self.url(name), fields or self.fields(**changes))

    def correct(self, number, **changes):
        answer = self.client.get(self.url("import_row", number))
        form = answer.context["form"]
        values = {name: form.initial[name] if form.initial[name] is not None else "" for name in form.fields}
        values |= {"draft": answer.context["draft"].pk, "seen": answer.context["form"].row_seen, **changes}
        return self.client.post(self.url("import_row", number), values)

    def fates(self):
        return [row.fate for row in self.page().list.rows]

    def offered(self):
        rows = self.seminar.offered_papers.in_full()
        return [(row.topic.title, row.paper.title) for row in rows]


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())
