from django.urls import path

from seminar.assignment.views import leaving, pins, publication, runs, students, weeks

app_name = "assignment"
urlpatterns = [
    path("<slug:slug>/assignment/", runs.workbench, name="workbench"),
    path("<slug:slug>/assignment/runs/", runs.compute, name="compute"),
    path("<slug:slug>/assignment/runs/<int:number>/", runs.run, name="run"),
    path("<slug:slug>/assignment/runs/<int:number>/receipt.json", runs.receipt, name="run_receipt"),
    path("<slug:slug>/assignment/differences/", runs.differences, name="differences"),
    path("<slug:slug>/assignment/runs/<int:number>/publication/", publication.publication, name="publication"),
    path("<slug:slug>/assignment/pins/", pins.pins, name="pins"),
    path("<slug:slug>/assignment/pins/<int:pin_id>/lifting/", pins.lifting, name="lifting"),
    path("<slug:slug>/assignment/priorities/<int:participation_id>/", pins.priority, name="priority"),
    path("<slug:slug>/assignment/refill/", weeks.refill, name="refill"),
    path("<slug:slug>/assignment/placements/<int:participation_id>/", weeks.placement, name="placement"),
    path("<slug:slug>/meeting/", weeks.meeting, name="meeting"),
    path("<slug:slug>/people/<int:participation_id>/deregistration/", leaving.by_organiser, name="deregister_other"),
    path("<slug:slug>/deregistration/", leaving.deregistration, name="deregistration"),
    path("<slug:slug>/deregistration/check/", leaving.check, name="deregistration_check"),
    path("<slug:slug>/deregistration/receipt/", leaving.receipt, name="deregistration_receipt"),
    path("<slug:slug>/paper/", students.my_paper, name="my_paper"),
    path("<slug:slug>/how-papers-are-assigned/", students.rule, name="rule"),
]
