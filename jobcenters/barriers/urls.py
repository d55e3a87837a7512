"""Addresses of the inbox below /admin/."""

from django.urls import path

from jobcenters.barriers import views

urlpatterns = [
    path("barrieren/", views.index, name="barriers_index"),
    path("barrieren/<int:barrier_id>/", views.report, name="barriers_report"),
    path("barrieren/<int:barrier_id>/in-arbeit/", views.TakeView.as_view(), name="barriers_take"),
    path("barrieren/<int:barrier_id>/antworten/", views.AnswerView.as_view(), name="barriers_answer"),
    path("barrieren/<int:barrier_id>/weitergeben/", views.PassView.as_view(), name="barriers_pass"),
]
