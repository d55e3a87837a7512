"""Addresses of the figures below /admin/kennzahlen/."""

from django.urls import path

from campaign.figures import listing, views

urlpatterns = [
    path("kennzahlen/", listing.index, name="figures_index"),
    path("kennzahlen/neu/", views.AddView.as_view(), name="figures_add"),
    path("kennzahlen/<int:figure_id>/", views.figure, name="figures_figure"),
    path("kennzahlen/<int:figure_id>/aendern/", views.EditView.as_view(), name="figures_edit"),
    path("kennzahlen/<int:figure_id>/platz/", views.PlaceView.as_view(), name="figures_place"),
    path("kennzahlen/<int:figure_id>/veroeffentlichen/", views.ApproveView.as_view(), name="figures_approve"),
    path("kennzahlen/<int:figure_id>/zurueckgeben/", views.SendBackView.as_view(), name="figures_send_back"),
    path("kennzahlen/<int:figure_id>/entfernen/", views.TakeDownView.as_view(), name="figures_take_down"),
]
