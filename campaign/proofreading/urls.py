"""Addresses of „Website prüfen“ below /admin/."""

from django.urls import path

from campaign.proofreading import views

urlpatterns = [
    path("website-pruefen/", views.index, name="proofreading_index"),
    path("website-pruefen/<int:term_finding_id>/bleibt/", views.allow, name="proofreading_allow"),
]
