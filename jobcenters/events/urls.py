"""Addresses of Aktionen and events below /admin/."""

from django.urls import path

from jobcenters.events import inviting, overview, views

urlpatterns = [
    path("aktionen/", views.index, name="events_index"),
    path("aktionen/antwort/<int:answer_id>/", views.AnswerView.as_view(), name="aktionen_answer"),
    path("aktionen/<int:page_id>/rueckmeldungen/", overview.overview, name="aktionen_overview"),
    path("aktionen/<int:page_id>/rueckmeldungen/tabelle/", overview.table, name="aktionen_table"),
    path("aktionen/<int:page_id>/einladen/", inviting.InviteView.as_view(), name="aktionen_invite"),
    path("aktionen/<int:page_id>/erinnern/", inviting.RemindView.as_view(), name="aktionen_remind"),
    path("termine/<int:page_id>/gemeinsam/", views.JointView.as_view(), name="events_joint"),
    path("termine/anfragen/<int:cohost_id>/", views.QuestionView.as_view(), name="events_answer"),
    path(
        "termine/anfragen/<int:question_id>/zuruecknehmen/",
        views.TakeBackView.as_view(),
        name="events_take_back",
    ),
]
