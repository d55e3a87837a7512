"""Addresses of the people below /admin/personen/."""

from django.urls import path

from jobcenters.people import lists, views

urlpatterns = [
    path("personen/", lists.index, name="people_index"),
    path("personen/einladen/", views.InviteView.as_view(), name="people_invite"),
    path("personen/<int:person_id>/", lists.account, name="people_person"),
    path("personen/<int:person_id>/jobcenter/", views.CentresView.as_view(), name="people_centres"),
    path("personen/<int:person_id>/sperren/", views.LockView.as_view(), name="people_lock"),
    path("personen/<int:person_id>/entsperren/", views.UnlockView.as_view(), name="people_unlock"),
    path("personen/<int:person_id>/neue-einladung/", views.RenewView.as_view(), name="people_renew"),
    path(
        "personen/einladungen/<int:invitation_id>/noch-einmal/",
        views.ResendView.as_view(),
        name="people_resend",
    ),
    path(
        "personen/einladungen/<int:invitation_id>/zuruecknehmen/",
        views.RevokeView.as_view(),
        name="people_revoke",
    ),
]
