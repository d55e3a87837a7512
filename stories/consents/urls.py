"""Addresses of the consents below /admin/einwilligungen/."""

from django.urls import path

from stories.consents import handing, reminding, views

urlpatterns = [
    path("einwilligungen/", views.index, name="consents_index"),
    path("einwilligungen/person/<int:portrayed_id>/", views.person, name="consents_person"),
    path("einwilligungen/person/<int:portrayed_id>/neu/", views.AddView.as_view(), name="consents_add"),
    path("einwilligungen/person/<int:portrayed_id>/ruht/", views.RestView.as_view(), name="consents_rest"),
    path("einwilligungen/person/<int:portrayed_id>/link/", handing.AskView.as_view(), name="consents_link"),
    path(
        "einwilligungen/person/<int:portrayed_id>/erinnern/",
        reminding.RemindView.as_view(),
        name="consents_remind",
    ),
    path("einwilligungen/person/<int:portrayed_id>/bogen/", handing.paper, name="consents_paper"),
    path("einwilligungen/person/<int:portrayed_id>/bogen.pdf", handing.paper_pdf, name="consents_paper_pdf"),
    path("einwilligungen/<int:consent_id>/widerrufslink/", handing.CopyView.as_view(), name="consents_copy"),
    path("einwilligungen/<int:consent_id>/hochladen/", views.ProofView.as_view(), name="consents_proof"),
    path("einwilligungen/<int:consent_id>/nachweis/", views.ReadView.as_view(), name="consents_read"),
    path(
        "einwilligungen/<int:consent_id>/widerrufen/", views.WithdrawView.as_view(), name="consents_withdraw"
    ),
]
