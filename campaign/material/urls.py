"""Addresses of the material kit below /admin/material/."""

from django.urls import path

from campaign.material import handing, views

urlpatterns = [
    path("material/", views.index, name="material_index"),
    path("material/neu/", views.AddView.as_view(), name="material_add"),
    path("material/<int:material_id>/", views.material, name="material_material"),
    path("material/<int:material_id>/aendern/", views.EditView.as_view(), name="material_edit"),
    path("material/<int:material_id>/version/", views.VersionView.as_view(), name="material_version"),
    path("material/<int:material_id>/dateien/", views.FilesView.as_view(), name="material_files"),
    path("material/<int:material_id>/angebot/", views.OfferView.as_view(), name="material_offer"),
    path("material/texte/<slug:key>/", views.PrintTextView.as_view(), name="material_print_text"),
    path("material/datei/<int:material_file_id>/", handing.house_file, name="material_house_file"),
]
