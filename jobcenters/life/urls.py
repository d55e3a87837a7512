"""Addresses of the register below /admin/."""

from django.urls import path

from jobcenters.life import deciding, views

urlpatterns = [
    path("register/", views.index, name="registry_index"),
    path("register/<int:centre_id>/", views.centre, name="registry_centre"),
    path("register/<int:centre_id>/angaben/", views.FactsView.as_view(), name="registry_facts"),
    path("register/<int:centre_id>/zusammenlegen/", views.MergeView.as_view(), name="registry_merge"),
    path("register/<int:centre_id>/beenden/", views.CloseView.as_view(), name="registry_close"),
    path("register/<int:centre_id>/gebiet/", views.BorderView.as_view(), name="registry_border"),
    path(
        "register/aenderungen/<int:registry_change_id>/annehmen/",
        deciding.AcceptView.as_view(),
        name="registry_accept",
    ),
    path(
        "register/aenderungen/<int:registry_change_id>/ablehnen/",
        deciding.RejectView.as_view(),
        name="registry_reject",
    ),
    path(
        "register/aenderungen/<int:registry_change_id>/absagen/",
        deciding.CancelView.as_view(),
        name="registry_cancel",
    ),
    path("mein-jobcenter/<int:centre_id>/vorschlag/", views.ProposeView.as_view(), name="registry_propose"),
    path(
        "mein-jobcenter/vorschlag/<int:registry_change_id>/zuruecknehmen/",
        deciding.TakeBackView.as_view(),
        name="registry_take_back",
    ),
    path(
        "mein-jobcenter/<int:centre_id>/stimmt-noch/", deciding.ConfirmView.as_view(), name="registry_confirm"
    ),
]
