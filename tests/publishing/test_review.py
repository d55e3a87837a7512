"""The acts of the Freigabe: who may, what conflicts, what is left behind."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision, TaskState, WorkflowState

from campaign.audit.models import AuditEntry, OutboxMail
from campaign.publishing import checks, review
from campaign.publishing.models import Approval, Submission
from campaign.publishing.states import State, state_of
from stories.models import Person
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return builders.officer()


def act_url(name, story):
    return reverse(f"publishing_{name}", args=[story.pk])


def send(client, name, story, **fields):
    """Open the form as a person does and send it."""
    url = act_url(name, story)
    initial = client.get(url).context["form"].initial
    return client.post(url, {**initial, **fields})


def test_the_way_through_all_states(author):
    story = builders.draft(author)
    coordinator = builders.coordinator()
    assert state_of(story) is State.DRAFT
    review.submit(story, author, revision_id=story.latest_revision_id, note="Bitte bis Freitag")
    assert state_of(builders.fresh(story)) is State.IN_REVIEW
    review.send_back(story, coordinator, revision_id=story.latest_revision_id, reason="Der Ort fehlt.")
    assert state_of(builders.fresh(story)) is State.CHANGES_REQUESTED
    review.submit(story, author, revision_id=story.latest_revision_id)
    review.recall(story, author)
    assert state_of(builders.fresh(story)) is State.DRAFT
    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(story, coordinator, revision_id=story.latest_revision_id)
    story = builders.fresh(story)
    assert state_of(story) is State.LIVE
    story.save_revision(user=author)
    assert state_of(builders.fresh(story)) is State.LIVE_WITH_DRAFT
    review.withdraw(story, author)
    assert state_of(builders.fresh(story)) is State.WITHDRAWN


def test_approval_publishes_the_submitted_revision_and_says_who_and_when(author):
    story = builders.submitted(author)
    coordinator = builders.coordinator()
    approval = review.approve(story, coordinator, revision_id=story.latest_revision_id)
    story = builders.fresh(story)
    assert (story.live_revision_id, approval.approved_by) == (approval.revision_id, coordinator)
    assert Approval.objects.get(pk=approval.pk).published_at is not None
    assert AuditEntry.objects.filter(action="page.approved", actor_id=coordinator.pk).exists()


def test_nobody_approves_the_own_story():
    """Four eyes: not author, not last editor, not submitter, even with both roles."""
    both = builders.coordinator()
    both.groups.add(builders.centre().group)
    officer = builders.officer()
    own = builders.submitted(both)
    edited = builders.draft(officer)
    edited.save_revision(user=both)
    edited = builders.fresh(edited)
    review.submit(edited, officer, revision_id=edited.latest_revision_id)
    handed_in = builders.draft(officer)
    review.submit(handed_in, both, revision_id=handed_in.latest_revision_id)
    for story in (own, edited, handed_in):
        with pytest.raises(PermissionDenied):
            review.approve(story, both, revision_id=story.latest_revision_id)
        assert client_for(both).get(act_url("approve", story)).status_code == 403


def test_officers_cannot_approve_and_others_cannot_submit(author):
    story = builders.submitted(author)
    with pytest.raises(PermissionDenied):
        review.approve(story, builders.officer(), revision_id=story.latest_revision_id)
    other = builders.draft(author)
    for stranger in (builders.officer("landkreis-harz"), builders.coordinator(), builders.technik()):
        with pytest.raises(PermissionDenied):
            review.submit(other, stranger, revision_id=other.latest_revision_id)


def test_sending_back_demands_a_reason_and_mails_the_team(author):
    colleague = builders.officer()
    story = builders.submitted(author)
    client = client_for(builders.coordinator())
    response = send(client, "send_back", story, reason="  ")
    assert response.status_code == 200
    assert "Bitte schreiben Sie, was sich ändern soll" in response.content.decode()
    assert send(client, "send_back", story, reason="Der Ort fehlt.").status_code == 302
    mailed = set(OutboxMail.objects.filter(text__contains="Der Ort fehlt.").values_list("to", flat=True))
    assert {author.email, colleague.email} <= mailed


def test_incomplete_stories_can_be_saved_but_not_submitted(author):
    story = builders.draft(author, quote="", portrait=None)
    Person.objects.filter(story=story).delete()
    response = send(client_for(author), "submit", story, note="Fertig?")
    text = response.content.decode()
    assert response.status_code == 200
    for field in ("quote", "portrait", "persons"):
        assert f"#{checks.anchor(field)}" in text
    assert "Fertig?" in text, "was getippt wurde, bleibt"
    assert state_of(builders.fresh(story)) is State.DRAFT


def test_a_double_click_submits_once(author):
    story = builders.draft(author)
    client = client_for(author)
    url = act_url("submit", story)
    data = client.get(url).context["form"].initial
    assert [client.post(url, data).status_code for _ in range(3)] == [302, 302, 302]
    assert Submission.objects.filter(task_state__workflow_state__object_id=str(story.pk)).count() == 1


def test_submitting_twice_with_two_forms_conflicts(author):
    story = builders.draft(author)
    client = client_for(author)
    first, second = (client.get(act_url("submit", story)).context["form"].initial for _ in range(2))
    assert client.post(act_url("submit", story), first).status_code == 302
    assert client.post(act_url("submit", story), second).status_code == 409


def test_an_approved_revision_is_not_submitted_again(author):
    story = builders.published(author=author)
    client = client_for(author)
    assert f"/{story.pk}/einreichen/" not in client.get(reverse("publishing_index")).content.decode()
    assert send(client, "submit", story).status_code == 409


def test_officers_find_the_way_to_a_new_story(author):
    text = client_for(author).get(reverse("publishing_index")).content.decode()
    path = reverse("wagtailadmin_pages:add", args=["stories", "storypage", builders.centre().folder_id])
    assert f'href="{path}"' in text


def test_a_foreign_story_answers_like_a_missing_one(author):
    story = builders.published(author=author)
    client = client_for(builders.officer("landkreis-harz"))
    for name in ("submit", "recall", "withdraw"):
        foreign, missing = (
            client.get(act_url(name, story)),
            client.get(reverse(f"publishing_{name}", args=[99999999])),
        )
        assert (foreign.status_code, missing.status_code) == (404, 404)
        assert foreign.content.replace(str(story.pk).encode(), b"") == missing.content.replace(
            b"99999999", b""
        )


def test_withdrawal_is_at_once_and_for_good(author):
    story = builders.published(author=author)
    url = story.get_url()
    assert send(client_for(author), "withdraw", story, reason="").status_code == 302
    response = Client().get(url)
    assert response.status_code == 410
    assert story.title not in response.content.decode()
    for path in ("/menschen-vor-ort/", "/", "/sitemap.xml", "/jobcenter/kreis-dueren/"):
        assert story.slug not in Client().get(path).content.decode()
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    client_for(author).post(edit, {"title": "Anders", "loaded_revision_id": str(story.latest_revision_id)})
    assert builders.fresh(story).draft_title != "Anders"


def test_the_page_shows_the_persons_that_were_approved(author):
    story = builders.published(author=author)
    Person.objects.filter(story=story).update(shown_name="Jemand Anderes")
    text = Client().get(story.get_url()).content.decode()
    assert "Beispiel-Person Murat" in text
    assert "Jemand Anderes" not in text


def test_a_published_story_cannot_be_deleted_or_moved(author):
    story = builders.published(author=author)
    for user in (author, builders.coordinator(), builders.technik()):
        tester = story.permissions_for_user(user)
        assert not tester.can_delete()
        assert not tester.can_move()
        assert not tester.can_unpublish()
        client_for(user).post(reverse("wagtailadmin_pages:delete", args=[story.pk]))
    assert builders.fresh(story).live


def test_a_second_version_replaces_the_first_only_after_its_approval(author):
    story = builders.published(author=author)
    story.intro = "Die zweite Fassung"
    story.save_revision(user=author)
    story = builders.fresh(story)
    assert "Die zweite Fassung" not in Client().get(story.get_url()).content.decode()
    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    assert "Die zweite Fassung" in Client().get(story.get_url()).content.decode()
    assert Approval.objects.in_force().filter(page=story).count() == 1


def test_wagtail_sends_no_mail_of_its_own(author, mailoutbox):
    story = builders.submitted(author)
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    assert not mailoutbox
    assert OutboxMail.objects.filter(subject__startswith="Freigegeben").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="Zeilensperren gibt es nur auf PostgreSQL")
def test_two_coordinators_press_at_once():
    author = builders.officer()
    story = builders.submitted(author)
    people = [builders.coordinator(), builders.coordinator()]
    outcomes = []

    def press(user, act):
        try:
            act(user)
            outcomes.append("done")
        except review.Conflict:
            outcomes.append("conflict")
        finally:
            connection.close()

    acts = [
        lambda user: review.approve(story, user, revision_id=story.latest_revision_id),
        lambda user: review.send_back(story, user, revision_id=story.latest_revision_id, reason="Nein"),
    ]
    threads = [threading.Thread(target=press, args=pair) for pair in zip(people, acts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict", "done"]
    task = TaskState.objects.get(workflow_state__object_id=str(story.pk))
    state = WorkflowState.objects.get(object_id=str(story.pk))
    approved = task.status == TaskState.STATUS_APPROVED
    assert approved == (state.status == WorkflowState.STATUS_APPROVED) == builders.fresh(story).live
    assert Revision.objects.filter(object_id=str(story.pk)).count() == 1
