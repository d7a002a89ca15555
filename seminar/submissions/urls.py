from django.urls import path

from seminar.submissions.views import files, organisers, receipts, student

app_name = "submissions"
urlpatterns = [
    path("<slug:slug>/hand-in/", organisers.matrix, name="matrix"),
    path("<slug:slug>/hand-in/settings/", organisers.settings, name="settings"),
    path("<slug:slug>/hand-in/receipts/<slug:receipt>/", receipts.receipt, name="receipt"),
    path("<slug:slug>/hand-in/receipts/<slug:receipt>/file/", files.file, name="file"),
    path("<slug:slug>/hand-in/receipts/<slug:receipt>/page/", files.page, name="page"),
    path("<slug:slug>/hand-in/receipts/<slug:receipt>/counting/", organisers.counting, name="counting"),
    # Last: a kind could be any word.
    path("<slug:slug>/hand-in/<slug:kind>/", student.deliverable, name="deliverable"),
    path("<slug:slug>/hand-in/<slug:kind>/files/", organisers.files, name="files"),
    path("<slug:slug>/hand-in/<slug:kind>/reminder/", organisers.remind, name="reminder"),
    path("<slug:slug>/hand-in/<slug:kind>/missing/", organisers.missing, name="missing"),
    path("<slug:slug>/hand-in/<slug:kind>/people/<int:participation_id>/", organisers.person, name="person"),
    path(
        "<slug:slug>/hand-in/<slug:kind>/people/<int:participation_id>/extension/",
        organisers.extension,
        name="extension",
    ),
    path("<slug:slug>/hand-in/<slug:kind>/people/<int:participation_id>/upload/", organisers.upload, name="upload"),
]
