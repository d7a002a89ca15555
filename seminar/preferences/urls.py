from django.urls import path

from seminar.preferences import views

app_name = "preferences"
urlpatterns = [
    path("<slug:slug>/papers/", views.catalogue, name="catalogue"),
    path("<slug:slug>/papers/<int:offered_id>/", views.paper, name="paper"),
    path("<slug:slug>/papers/<int:offered_id>/addition/", views.addition, name="addition"),
    path("<slug:slug>/preferences/", views.mine, name="mine"),
    path("<slug:slug>/preferences/receipt/", views.receipt, name="receipt"),
    path("<slug:slug>/preferences/all/", views.monitor, name="monitor"),
]
