"""The Koordination reminds the centre of a consent; what somebody typed to read a signed form does not outlive the story."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from campaign.audit import scrubbing
from campaign.audit.models import AuditEntry, OutboxMail
from campaign.publishing import erasure, review
from stories.consents import acts
from stories.demo.consents import _scan
from stories.models import Consent
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
SUBJECT = "Bitte Einwilligung eintragen: "


def remind(client, person):
    url = reverse("consents_remind", args=[person.pk])
    return client.post(url, client.get(url).context["form"].initial)


def test_a_coordinator_who_wrote_a_story_sees_who_enters_the_consent_and_reminds_her_once_a_day():
    coordinator, officer = builders.coordinator(), builders.officer()
    story = builders.draft(coordinator)
    person = story.persons.get()
    person.consents.all().delete()
    client = client_for(coordinator)
    page = client.get(reverse("consents_person", args=[person.pk])).content.decode()
    assert "trägt die Redaktion ein" in page and reverse("consents_remind", args=[person.pk]) in page
    assert reverse("consents_add", args=[person.pk]) not in page
    assert client.get(reverse("consents_add", args=[person.pk])).status_code == 403
    assert [remind(client, person).status_code for _ in range(2)] == [302, 302]
    (mail,) = OutboxMail.objects.filter(subject__startswith=SUBJECT)
    assert mail.to == officer.email and f"/person/{person.pk}/" in mail.text
    assert AuditEntry.objects.filter(action="consent.reminded", centre="05358").count() == 2
    assert client_for(officer).get(reverse("consents_remind", args=[person.pk])).status_code == 403
    builders.consent(person)
    assert client.get(reverse("consents_remind", args=[person.pk])).status_code == 404
    review.submit(story, coordinator, revision_id=story.latest_revision_id)


def test_where_nobody_works_yet_the_coordinator_reads_what_to_do_first():
    coordinator = builders.coordinator()
    person = builders.draft(coordinator).persons.get()
    person.consents.all().delete()
    answer = remind(client_for(coordinator), person)
    assert answer.status_code == 409 and "Laden Sie zuerst jemanden ein" in answer.content.decode()
    assert not OutboxMail.objects.filter(subject__startswith=SUBJECT).exists()


def test_the_reason_for_reading_a_scan_goes_with_the_story_and_who_read_it_stays():
    author = builders.officer()
    story = builders.published(author=author)
    kept = builders.published(author=author)
    for one in (story, kept):
        consent = Consent.objects.get(person__story=one)
        Consent.objects.filter(pk=consent.pk).update(form=Consent.Form.PAPER)
        acts.add_proof(consent, ContentFile(_scan(), "bogen.pdf"), actor=author)
        acts.open_proof(consent, author, "Anruf von Murat Beispiel").close()
    before = AuditEntry.objects.get(action="consent.proof_read", data__story=story.pk)
    erasure.erase(review.withdraw(story, author))
    after = AuditEntry.objects.get(action="consent.proof_read", data__story=story.pk)
    assert after.data == {"story": story.pk}
    assert (after.created_at, after.actor_id, after.object_id, after.centre) == (
        before.created_at,
        author.pk,
        before.object_id,
        "05358",
    )
    assert "Murat" in AuditEntry.objects.get(action="consent.proof_read", data__story=kept.pk).data["reason"]
    purged = AuditEntry.objects.get(action="audit.purged")
    assert purged.data == {"word": "reason", "entries": 1, "because": "Art. 17 DSGVO"}
    assert scrubbing.scrub(AuditEntry.objects.filter(pk=after.pk), "reason", because="nichts") == 0
