"""Addresses of the statistics below /admin/statistik/."""

from django.urls import path

from stories.statistics import views

urlpatterns = [
    path("statistik/", views.index, name="statistics_index"),
    path("statistik/beteiligung/", views.participation_of_all, name="statistics_participation"),
    path("statistik/tabelle/", views.export, name="statistics_export"),
]
