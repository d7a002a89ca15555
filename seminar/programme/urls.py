from django.urls import path

from seminar.programme.views import draft, mine, public, publication, sessions

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
]
