from django.urls import path

from seminar.preferences.views import catalogue, exports, mine, monitor

app_name = "preferences"
urlpatterns = [
    path("<slug:slug>/papers/", catalogue.catalogue, name="catalogue"),
    path("<slug:slug>/papers/<int:offered_id>/", catalogue.paper, name="paper"),
    path("<slug:slug>/papers/<int:offered_id>/addition/", catalogue.addition, name="addition"),
    path("<slug:slug>/papers/<int:offered_id>/bibtex/", exports.bibtex, name="bibtex"),
    path("<slug:slug>/papers/export/<slug:form>/", exports.export, name="export"),
    path("<slug:slug>/preferences/", mine.mine, name="mine"),
    path("<slug:slug>/preferences/receipt/", mine.receipt, name="receipt"),
    path("<slug:slug>/preferences/all/", monitor.monitor, name="monitor"),
]
