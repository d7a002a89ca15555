from django.urls import path

from seminar.preferences import views

app_name = "preferences"
urlpatterns = [
    path("papers/", views.catalogue, name="catalogue"),
    path("papers/<int:offered_id>/", views.paper, name="paper"),
    path("papers/<int:offered_id>/addition/", views.addition, name="addition"),
    path("preferences/", views.mine, name="mine"),
    path("preferences/receipt/", views.receipt, name="receipt"),
    path("preferences/all/", views.monitor, name="monitor"),
]
