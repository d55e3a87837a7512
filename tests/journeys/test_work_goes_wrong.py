"""The work of centre and Koordination where it does not run straight: sent back, left alone, at once, self-written."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from campaign.audit.models import AuditEntry
from campaign.media.creation import create_media
from campaign.media.models import CampaignMedia
from stories.models import StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.journeys.steps import enter_consent, mailed, publish, revise, send, text, write
from tests.media.files import MP4, VTT, drawn, encoded

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return builders.officer()


@pytest.fixture
def officer(user) -> Client:
    return client_for(user)


@pytest.fixture
def coordinator() -> Client:
    return client_for(builders.coordinator())


def ready(officer: Client, **fields) -> StoryPage:
    """A story with its consent, not yet submitted."""
    story = write(officer, **fields)
    assert enter_consent(officer, story.persons.get()).status_code == 302
    return story


def test_u1_sent_back_with_a_reason_at_the_field_and_the_next_time_only_the_difference(
    user, officer, coordinator
):
    colleague = builders.officer()
    story = ready(officer)
    assert send(officer, "publishing_submit", story.pk, note="Bitte bis Freitag").status_code == 302
    asked = {"reason": "Schöner Anfang.", "remark_quote": "Der Satz darf kürzer sein."}
    assert send(coordinator, "publishing_send_back", story.pk, **asked).status_code == 302
    for one in (user, colleague):
        assert mailed(one.email, "Schöner Anfang.") and mailed(one.email, "Der Satz darf kürzer sein.")
    assert "Der Satz darf kürzer sein." in text(
        client_for(colleague).get(reverse("wagtailadmin_pages:edit", args=[story.pk]))
    )
    assert revise(officer, story, quote="Ich gehe gern hin.").status_code == 302
    assert send(officer, "publishing_submit", story.pk, note="").status_code == 302
    shown = coordinator.get(reverse("publishing_approve", args=[story.pk])).context["difference"]
    assert [change.label for change in shown.changes] == ["Der eigene Satz"]
    assert send(coordinator, "publishing_approve", story.pk, publish_at="").status_code == 302
    assert "Ich gehe gern hin." in text(Client().get(builders.fresh(story).get_url()))


def test_u4_an_officer_leaves_the_drafts_stay_and_the_last_one_raises_the_alarm(user, officer):
    head = builders.coordinator()
    coordinator, story = client_for(head), write(officer)
    colleague = builders.officer()
    assert send(coordinator, "people_lock", user.pk).status_code == 302
    assert officer.get("/admin/").status_code == 302, "die Sitzung ist zu Ende"
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    assert client_for(colleague).get(edit).status_code == 200
    assert not AuditEntry.objects.filter(action="jobcenter.vacated").exists()
    assert send(coordinator, "people_lock", colleague.pk).status_code == 302
    assert AuditEntry.objects.filter(action="jobcenter.vacated", centre="05358").exists()
    assert mailed(head.email, builders.centre().name) and StoryPage.objects.filter(pk=story.pk).exists()


def test_u9_a_video_without_captions_may_be_saved_but_cannot_go_live(user, officer, coordinator):
    words = {"transcript": "Guten Tag.", "credit": "Beispiel", "description_waiver": "Eine Person spricht."}
    own = builders.centre().collection
    film = create_media("Film", MP4, own, "a.mp4", user, thumbnail=encoded(drawn()), **words)
    CampaignMedia.objects.filter(pk=film.pk).update(delivery="original")
    block = {
        "body-count": "2",
        "body-1-deleted": "",
        "body-1-order": "1",
        "body-1-type": "video",
        "body-1-id": "",
    }
    story = ready(officer, **block, **{"body-1-value-video": film.pk, "body-1-value-caption": ""})
    assert "Untertitel fehlen" in text(send(officer, "publishing_submit", story.pk, note=""))
    assert Client().get(story.get_url()).status_code == 404
    film.captions.save("a.vtt", ContentFile(VTT), save=False)
    CampaignMedia.objects.filter(pk=film.pk).update(captions=film.captions.name)
    publish(officer, coordinator, story)


def test_u14_two_coordinators_press_at_once_and_the_second_reads_what_happened(officer, coordinator):
    story = ready(officer)
    assert send(officer, "publishing_submit", story.pk, note="").status_code == 302
    second = client_for(builders.coordinator())
    path = reverse("publishing_approve", args=[story.pk])
    opened = second.get(path).context["form"]
    hidden = {field.html_name: field.value() or "" for field in opened.hidden_fields()}
    asked = {"reason": "Der Ort fehlt."}
    assert send(coordinator, "publishing_send_back", story.pk, **asked).status_code == 302
    answer = second.post(path, hidden | {"publish_at": ""})
    assert answer.status_code == 409 and "liegt nicht mehr zur Freigabe" in text(answer)
    assert Client().get(story.get_url()).status_code == 404


def test_u15_a_coordinator_wrote_it_herself_the_centre_enters_the_consent_and_a_second_one_approves(
    user, officer, coordinator
):
    story = write(coordinator)
    person = story.persons.get()
    assert "trägt die Redaktion ein" in text(coordinator.get(reverse("consents_person", args=[person.pk])))
    assert send(coordinator, "consents_remind", person.pk).status_code == 302
    assert mailed(user.email, f"/person/{person.pk}/")
    assert enter_consent(officer, person).status_code == 302
    assert send(coordinator, "publishing_submit", story.pk, note="").status_code == 302
    assert coordinator.get(reverse("publishing_approve", args=[story.pk])).status_code == 403
    second = client_for(builders.coordinator())
    assert send(second, "publishing_approve", story.pk, publish_at="").status_code == 302
    assert Client().get(builders.fresh(story).get_url()).status_code == 200
