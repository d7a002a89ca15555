from django.urls import path

from seminar.overview import demo_views

app_name = "demo"
urlpatterns = [
    path("enter/", demo_views.enter, name="enter"),
    path("outbox/", demo_views.outbox, name="outbox"),
]
