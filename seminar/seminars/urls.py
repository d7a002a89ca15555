from django.urls import path

from seminar.seminars.views import library, papers, people, preview, reading_list, setup

app_name = "seminars"
urlpatterns = [
    path("new/", setup.new, name="new"),
    path("<slug:slug>/", setup.public, name="public"),
    path("<slug:slug>/edit/", setup.edit, name="edit"),
    path("<slug:slug>/dates/", setup.dates, name="dates"),
    path("<slug:slug>/announcement/", setup.announcement, name="announcement"),
    path("<slug:slug>/list/", papers.work_page, name="papers"),
    path("<slug:slug>/list/new/", papers.new_paper, name="new_paper"),
    path("<slug:slug>/list/<int:offered_id>/", papers.edit_paper, name="edit_paper"),
    path("<slug:slug>/list/<int:offered_id>/position/", papers.paper_position, name="paper_position"),
    path("<slug:slug>/list/<int:offered_id>/withdrawal/", papers.withdrawal, name="withdrawal"),
    path("<slug:slug>/list/<int:offered_id>/return/", papers.return_paper, name="return_paper"),
    path("<slug:slug>/list/topics/new/", papers.new_topic, name="new_topic"),
    path("<slug:slug>/list/topics/<int:topic_id>/", papers.edit_topic, name="edit_topic"),
    path("<slug:slug>/list/topics/<int:topic_id>/position/", papers.topic_position, name="topic_position"),
    path("<slug:slug>/list/topics/<int:topic_id>/removal/", papers.topic_removal, name="topic_removal"),
    path("<slug:slug>/list/library/", library.library, name="library"),
    path("<slug:slug>/list/library/<int:paper_id>/", library.offer, name="offer"),
    path("<slug:slug>/list/import/", reading_list.import_list, name="import_list"),
    path("<slug:slug>/list/import/preview/", preview.import_preview, name="import_preview"),
    path("<slug:slug>/list/import/form/", preview.import_form, name="import_form"),
    path("<slug:slug>/list/import/rows/<int:number>/", preview.import_row, name="import_row"),
    path("<slug:slug>/list/import/papers/", preview.import_papers, name="import_papers"),
    path("<slug:slug>/list/import/<int:draft_id>/return/", preview.import_return, name="import_return"),
    path("<slug:slug>/list/import/removal/", preview.import_removal, name="import_removal"),
    path("<slug:slug>/people/", people.people, name="people"),
    path("<slug:slug>/people/invitations/", people.invitations, name="invitations"),
    path("<slug:slug>/people/invitations/preview/", people.invitation_preview, name="invitation_preview"),
    path("<slug:slug>/people/join-link/", people.join_link, name="join_link"),
    path("<slug:slug>/people/<int:participation_id>/removal/", people.removal, name="removal"),
    path("<slug:slug>/join/<str:code>/", people.join, name="join"),
]
