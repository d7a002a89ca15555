from django.urls import path

from seminar.overview import health, views

app_name = "overview"
urlpatterns = [
    path("", views.front, name="start"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("healthz", health.healthz, name="healthz"),
    path("seminars/<slug:slug>/mine/", views.mine, name="mine"),
    path("seminars/<slug:slug>/overview/", views.cockpit, name="cockpit"),
    path("seminars/<slug:slug>/record/", views.record, name="record"),
]
