from django.urls import path

from seminar.submissions.views import files, receipts, student

app_name = "submissions"
urlpatterns = [
    path("<slug:slug>/hand-in/receipts/<slug:receipt>/", receipts.receipt, name="receipt"),
    path("<slug:slug>/hand-in/receipts/<slug:receipt>/file/", files.file, name="file"),
    path("<slug:slug>/hand-in/receipts/<slug:receipt>/page/", files.page, name="page"),
    # Last: a kind could be any word.
    path("<slug:slug>/hand-in/<slug:kind>/", student.deliverable, name="deliverable"),
]
