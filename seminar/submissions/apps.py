from django.apps import AppConfig
from django.db.models.signals import post_save


class SubmissionsConfig(AppConfig):
    name = "seminar.submissions"
    label = "submissions"

    def ready(self):
        # `seminars` lies below and must not know of files; so a new seminar gets its deliverables from here.
        post_save.connect(self.make_deliverables, sender="seminars.Seminar", dispatch_uid="deliverables")

    def make_deliverables(self, instance, created, raw=False, **kwargs):
        if created and not raw:
            model = self.get_model("Deliverable")
            kinds = enumerate(model.Kind.values, 1)
            model.objects.bulk_create(model(seminar=instance, kind=kind, position=place) for place, kind in kinds)
