"""An Aktion from invitation to calendar, and a joint event to which one centre does not agree (U16)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaign.audit.models import OutboxMail
from jobcenters.models import AktionAnswer, AktionPage, CoHost, EventPage
from tests import builders
from tests.accounts.login import client_for
from tests.events.made import DUEREN, HARZ, JENA, aktion, day
from tests.journeys.steps import send, text

pytestmark = pytest.mark.django_db

EVENT: dict[str, Any] = {
    "title": "Jobmesse der Nachbarn",
    "slug": "jobmesse-der-nachbarn",
    "kind": "jobmesse",
    "starts_on": str(day(21)),
    "starts_at": "10:00",
    "ends_at": "14:00",
    "intro": "Betriebe stellen sich vor.",
    "place_name": "Kreishaus",
    "postcode": "52351",
    "town": "Düren",
    "body-count": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


def add_event(client: Client, week: AktionPage) -> EventPage:
    section = builders.centre(DUEREN).section_id
    path = reverse("wagtailadmin_pages:add", args=["jobcenters", "eventpage", section])
    answer = client.post(path, EVENT | {"aktion": week.pk})
    assert answer.status_code == 302, answer.context["form"].errors
    return EventPage.objects.get(slug=EVENT["slug"])


def publish(client: Client, event: EventPage) -> str:
    """Press „Veröffentlichen“ in the editor; return the page that follows."""
    event.refresh_from_db()
    data = EVENT | {"aktion": event.aktion_id or "", "loaded_revision_id": event.latest_revision_id}
    path = reverse("wagtailadmin_pages:edit", args=[event.pk])
    return text(client.post(path, data | {"action-publish": "1"}, follow=True))


def overview(client: Client, week: AktionPage) -> dict[str, tuple[str, int]]:
    rows = client.get(reverse("aktionen_overview", args=[week.pk])).context["rows"]
    return {one["name"]: (one["word"], one["events"]) for one in rows}


def ask_two(owner: Client, event: EventPage) -> tuple[CoHost, CoHost]:
    for slug in (HARZ, JENA):
        centre = builders.centre(slug)
        send(owner, "events_joint", event.pk, centre=centre.pk, message="Zusammen?", only_together="on")
    first, second = (CoHost.objects.get(event=event, centre__slug=slug) for slug in (HARZ, JENA))
    return first, second


def test_an_aktion_with_a_joint_event_to_which_one_centre_says_no():
    koordination, citizen = client_for(builders.coordinator()), Client()
    owner, harz, jena = (client_for(builders.officer(slug)) for slug in (DUEREN, HARZ, JENA))

    # The Koordination invites; a centre reads the invitation, says yes and adds an event to it.
    week = aktion(title="Woche der Türen", invitation="Bitte macht mit.", answers_until=day(15))
    send(koordination, "aktionen_invite", week.pk)
    assert OutboxMail.objects.filter(subject__startswith="Einladung: Woche der Türen (").count() == 3
    row = AktionAnswer.objects.get(aktion=week, centre__slug=DUEREN)
    assert "Machen Sie mit? Woche der Türen" in text(owner.get(reverse("wagtailadmin_home")))
    send(owner, "aktionen_answer", row.pk, says="yes", note="")
    event = add_event(owner, week)

    # It asks two neighbours, and wants to hold the event with them or not at all.
    first, second = ask_two(owner, event)
    assert "„Jobmesse der Nachbarn“" in text(jena.get(reverse("wagtailadmin_home")))
    assert harz.get(reverse("events_answer", args=[second.pk])).status_code == 404
    assert harz.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).status_code == 404
    send(harz, "events_answer", first.pk, says="yes", note="Gern")
    send(jena, "events_answer", second.pk, says="no", note="Keine Leute")

    # Without the second yes it stays a draft; taken back, the event appears with those who agreed.
    assert builders.centre(JENA).name in publish(owner, event)
    assert citizen.get("/jobcenter/kreis-dueren/jobmesse-der-nachbarn/").status_code == 404
    send(owner, "events_take_back", second.pk)
    publish(owner, event)
    page = text(citizen.get("/jobcenter/kreis-dueren/jobmesse-der-nachbarn/"))
    assert builders.centre(HARZ).name in page and builders.centre(JENA).name not in page
    for path in (week.get_url(), "/aktionen/", f"/jobcenter/{HARZ}/", f"{week.get_url()}kalender.ics"):
        assert "Jobmesse der Nachbarn" in text(citizen.get(path)), path

    # The overview shows the Koordination who is in, with how many events.
    known = overview(koordination, week)
    assert known[builders.centre(DUEREN).name] == ("dabei", 1)
    assert known[builders.centre(HARZ).name] == ("keine Antwort", 1)

    # A later no takes the name off, and here the event with it.
    send(harz, "events_answer", first.pk, says="no", note="")
    assert citizen.get("/jobcenter/kreis-dueren/jobmesse-der-nachbarn/").status_code == 404
    assert "nicht mehr öffentlich" in OutboxMail.objects.latest("pk").text
