"""Every address of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("seminar.overview.urls")),
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("seminars/", include("seminar.seminars.urls")),
    path("seminars/", include("seminar.preferences.urls")),
    path("seminars/", include("seminar.assignment.urls")),
    path("seminars/", include("seminar.submissions.urls")),
    path("seminars/", include("seminar.programme.urls")),
    path("seminars/", include("seminar.grading.urls")),
]
if settings.DEMO:
    # One click signs anybody in as anybody: this door exists on a loopback address only, see settings.
    urlpatterns.append(path("demo/", include("seminar.overview.demo_urls")))
if settings.DEBUG:
    urlpatterns.append(path("admin/", admin.site.urls))
