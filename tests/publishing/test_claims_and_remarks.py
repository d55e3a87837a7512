"""How the Koordination shares its work, asks for changes at a field, and sees only what is new."""

import pytest
from django.test import Client
from django.urls import reverse

from campaign.audit.models import OutboxMail
from campaign.publishing import difference, forms, listing, review
from campaign.publishing.models import Approval, Claim
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


def send(client: Client, act: str, story, **more: object):
    """Open an act's form as a person does and send it."""
    path = reverse(f"publishing_{act}", args=[story.pk])
    form = client.get(path).context["form"]
    return client.post(path, {name: form[name].value() for name in ("token", "revision")} | more)


@pytest.fixture
def story():
    return builders.submitted(builders.officer())


def test_who_claims_is_named_in_the_list_and_others_may_still_approve(story):
    first, second = builders.coordinator(), builders.coordinator()
    assert send(client_for(first), "claim", story).status_code == 302
    rows = client_for(second).get(reverse("publishing_index"), {"status": "in_review"}).content.decode()
    assert f"geprüft von {first}" in rows
    send(client_for(second), "claim", story)
    assert Claim.objects.get().claimed_by == second
    send(client_for(first), "approve", story)
    assert Approval.objects.filter(page=story, approved_by=first).exists()


def test_officers_do_not_claim(story):
    client = client_for(story.owner)
    assert client.post(reverse("publishing_claim", args=[story.pk])).status_code == 403


def test_a_remark_stands_at_its_field_and_in_the_mail(story):
    client = client_for(builders.coordinator())
    assert send(client, "send_back", story, remark_quote="Hat sie das so gesagt?").status_code == 302
    text = client_for(story.owner).get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert 'href="#feld-quote">Der eigene Satz</a>: Hat sie das so gesagt?' in text
    mail = OutboxMail.objects.get(
        to=story.owner.email, subject__startswith="Die Koordination bittet um Änderung"
    )
    assert "Der eigene Satz: Hat sie das so gesagt?" in mail.text


def test_frequent_requests_are_ticked_and_join_the_own_words(story):
    send(client_for(builders.coordinator()), "send_back", story, requests=["1"], reason="Und der Ort fehlt.")
    task = builders.fresh(story).current_workflow_state.current_task_state
    assert task.comment == f"{forms.REQUESTS[1]}\nUnd der Ort fehlt."


def test_without_any_word_nothing_is_sent_back(story):
    answer = send(client_for(builders.coordinator()), "send_back", story, reason="  ")
    assert answer.context["form"].errors["reason"] == [forms.NO_REASON]
    assert review.task_in_review(builders.fresh(story))


def test_after_a_request_the_reviewer_sees_only_what_changed(story):
    first_task = review.task_in_review(story)
    assert difference.of_submission(story, first_task) is None
    review.send_back(
        story, builders.coordinator(), revision_id=story.latest_revision_id, reason="Bitte kürzen."
    )
    story = builders.fresh(story).get_latest_revision_as_object()
    story.intro = "Ein Schlosser findet zurück in die Werkstatt."
    story.persons.update(role="Feinmechaniker")
    story.save_revision(user=story.owner)
    story = builders.fresh(story)
    review.submit(story, story.owner, revision_id=story.latest_revision_id)
    client = client_for(builders.coordinator())
    shown = client.get(reverse("publishing_approve", args=[story.pk])).context["difference"]
    assert shown.against == "der letzten Einreichung"
    assert [change.label for change in shown.changes] == ["Einleitung", "Personen"]
    assert '<span class="deletion">' in shown.changes[0].html and "Feinmechaniker" in shown.changes[1].html


def test_a_new_version_of_a_public_story_is_compared_with_the_public_one():
    story = builders.published().get_latest_revision_as_object()
    story.quote = "Ich gehe wieder gern hin."
    story.save_revision(user=story.owner)
    story = builders.fresh(story)
    review.submit(story, story.owner, revision_id=story.latest_revision_id)
    [change] = difference.of_submission(story, review.task_in_review(builders.fresh(story))).changes
    assert change.label == "Der eigene Satz"


def test_the_queue_filters_by_association_and_says_what_the_checks_said(story):
    city = builders.submitted(builders.officer("stadt-jena"), builders.centre("stadt-jena"))
    client = client_for(builders.coordinator())
    answer = client.get(reverse("publishing_index"), {"status": "in_review", "verband": "DST"})
    [entry] = answer.context["entries"]
    assert entry["page"].pk == city.pk and entry["origin"].land == "Thüringen"
    assert entry["waiting"]["light"] == "green"
    story_entry = listing.entries(listing.all_pages().filter(pk=story.pk), builders.coordinator())[0]
    assert story_entry["page"].pk == story.pk
