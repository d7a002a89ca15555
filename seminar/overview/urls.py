from django.urls import path

from seminar.overview import calendar_views, health, outbox_views, supervision_views, views
from seminar.overview.library import views as library_views

app_name = "overview"
urlpatterns = [
    path("", views.front, name="start"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("healthz", health.healthz, name="healthz"),
    path("calendar/", calendar_views.address, name="calendar_address"),
    path("calendar/<slug:token>.ics", calendar_views.of_person, name="my_calendar"),
    path("library/", library_views.library, name="library"),
    path("library/<int:paper_id>/", library_views.paper, name="library_paper"),
    path("library/<int:paper_id>/merging/<int:other_id>/", library_views.merge, name="merge"),
    path("seminars/<slug:slug>/calendar.ics", calendar_views.of_seminar, name="calendar"),
    path("seminars/<slug:slug>/mine/", views.mine, name="mine"),
    path("seminars/<slug:slug>/duties/", views.duties, name="duties"),
    path("seminars/<slug:slug>/supervision/", supervision_views.supervision, name="supervision"),
    path("seminars/<slug:slug>/supervision/claiming/", supervision_views.claiming, name="claiming"),
    path("seminars/<slug:slug>/supervision/<int:offered_id>/claim/", supervision_views.claim, name="claim"),
    path("seminars/<slug:slug>/supervision/<int:offered_id>/return/", supervision_views.give_back, name="give_back"),
    path("seminars/<slug:slug>/overview/", views.cockpit, name="cockpit"),
    path("seminars/<slug:slug>/record/", views.record, name="record"),
    path("seminars/<slug:slug>/outbox/", outbox_views.outbox, name="outbox"),
    path("seminars/<slug:slug>/outbox/sending/", outbox_views.send_held, name="send_held"),
    path("seminars/<slug:slug>/outbox/<int:message_id>/", outbox_views.message, name="message"),
    path("seminars/<slug:slug>/outbox/<int:message_id>/decision/", outbox_views.decision, name="decision"),
]
