from django.urls import path

from seminar.programme.views import attendance, day, draft, mine, public, publication, sessions

app_name = "programme"
urlpatterns = [
    path("<slug:slug>/programme/", public.public, name="public"),
    path("<slug:slug>/programme/slides/<int:talk_id>/", public.slides, name="slides"),
    path("<slug:slug>/programme/draft/", draft.draft, name="draft"),
    path("<slug:slug>/programme/draft/filling/", draft.fill, name="fill"),
    path("<slug:slug>/programme/sessions/new/", sessions.new, name="new_session"),
    path("<slug:slug>/programme/sessions/<int:session_id>/", sessions.session, name="session"),
    path("<slug:slug>/programme/sessions/<int:session_id>/removal/", sessions.remove, name="remove_session"),
    path("<slug:slug>/programme/talks/<int:participation_id>/place/", draft.place, name="place"),
    path("<slug:slug>/programme/talks/<int:participation_id>/up/", draft.up, name="up"),
    path("<slug:slug>/programme/talks/<int:participation_id>/down/", draft.down, name="down"),
    path("<slug:slug>/programme/talks/<int:participation_id>/swap/", draft.swap, name="swap"),
    path("<slug:slug>/programme/publication/", publication.publication, name="publication"),
    path("<slug:slug>/talk/", mine.my_talk, name="my_talk"),
    path("<slug:slug>/block/", day.now, name="now"),
    path("<slug:slug>/block/talks/<int:talk_id>/", day.talk, name="talk"),
    path("<slug:slug>/block/talks/<int:talk_id>/credits/", day.credit, name="credit"),
    path("<slug:slug>/block/credits/<int:credit_id>/removal/", day.undo_credit, name="undo_credit"),
    path("<slug:slug>/block/credits/<int:credit_id>/note/", day.note_credit, name="note_credit"),
    path("<slug:slug>/block/attendance/", attendance.overview, name="attendance"),
    path("<slug:slug>/block/sessions/<int:session_id>/attendance/", attendance.session, name="session_attendance"),
    path("<slug:slug>/block/sessions/<int:session_id>/list/", attendance.paper_list, name="attendance_list"),
    path("<slug:slug>/block/questions/", day.questions, name="questions"),
]
