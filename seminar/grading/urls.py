from django.urls import path

from seminar.grading.views import change, export, graders, mine, overview, public, release, rules, sheets

SHEET = "<slug:slug>/grading/sheets/<int:participation_id>/<slug:part>/"

app_name = "grading"
urlpatterns = [
    path("<slug:slug>/grading/", overview.overview, name="overview"),
    path("<slug:slug>/grading/rules/", rules.rules, name="rules"),
    path("<slug:slug>/grading/graders/", graders.graders, name="graders"),
    path(SHEET, sheets.sheet, name="sheet"),
    path(f"{SHEET}finalisation/", sheets.finalise, name="finalise"),
    path(f"{SHEET}reopening/", sheets.reopen, name="reopen"),
    path(f"{SHEET}file/", sheets.file, name="sheet_file"),
    path(f"{SHEET}page/", sheets.preview, name="sheet_page"),
    path("<slug:slug>/grading/agreements/<int:participation_id>/<slug:part>/", graders.agreement, name="agreement"),
    path("<slug:slug>/grading/absences/<int:participation_id>/", graders.absence, name="absence"),
    path("<slug:slug>/grading/release/", release.release, name="release"),
    path("<slug:slug>/grading/grades/<int:participation_id>/", change.change, name="change"),
    path("<slug:slug>/grading/grades.csv", export.grades, name="export"),
    path("<slug:slug>/grade/", mine.mine, name="mine"),
    path("<slug:slug>/how-grades-are-made/", public.rule, name="rule"),
]
