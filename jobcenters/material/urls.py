"""Addresses of a centre's material below /admin/."""

from django.urls import path

from jobcenters.material import views

urlpatterns = [
    path("material/jobcenter/", views.index, name="centre_material_index"),
    path("material/jobcenter/<int:centre_id>/", views.centre, name="centre_material"),
    path("material/jobcenter/<int:centre_id>/logo/<str:key>/", views.logo, name="centre_logo"),
    path("material/jobcenter/<int:centre_id>/druck/<slug:key>/", views.print_file, name="centre_print"),
    path(
        "material/jobcenter/<int:centre_id>/logo-im-einsatz/",
        views.LogoUseView.as_view(),
        name="logo_use_edit",
    ),
    path("logo-im-einsatz/", views.logo_use_overview, name="logo_use_overview"),
    path("logo-im-einsatz/export/", views.logo_use_table, name="logo_use_table"),
]
