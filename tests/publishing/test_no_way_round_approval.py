"""No path makes a story public without an approval of that exact revision: one test per path."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from campaign.accounts.models import User
from campaign.publishing import review
from campaign.publishing.guard import PublicationRefused
from stories.models import StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.publishing.public import form_data, is_public

pytestmark = pytest.mark.django_db

EVERYBODY = ["officer", "coordinator", "technik"]


@pytest.fixture
def author() -> User:
    return builders.officer()


@pytest.fixture
def story(author: User) -> StoryPage:
    return builders.draft(author)


def somebody(role: str, author: User) -> User:
    return author if role == "officer" else getattr(builders, role)()


def test_approval_makes_it_public(story, author):
    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    assert is_public(story)


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_editor_s_publish_button(story, author, role):
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    data = form_data(story, **{"action-publish": "action-publish"})
    response = client_for(somebody(role, author)).post(url, data)
    assert response.status_code == 403
    assert not is_public(story)


@pytest.mark.parametrize("role", EVERYBODY)
def test_create_and_publish(author, role):
    story = builders.draft(author)
    url = reverse("wagtailadmin_pages:add", args=["stories", "storypage", story.get_parent().pk])
    client = client_for(somebody(role, author))
    token = client.get(url).content.decode().split('name="idempotency_token" value="')[1].split('"')[0]
    data = form_data(story, slug="neu", title="Ganz neu", idempotency_token=token)
    assert client.post(url, data | {"action-publish": "action-publish"}).status_code == 403
    assert not StoryPage.objects.filter(slug="neu").exists()


@pytest.mark.parametrize("role", EVERYBODY)
def test_bulk_publish(story, author, role):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client_for(somebody(role, author)).post(f"{url}?id={story.pk}", {"include_descendants": "on"})
    assert response.status_code < 500
    assert not is_public(story)


@pytest.mark.parametrize("role", EVERYBODY)
def test_bulk_publish_of_the_whole_branch(story, author, role):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    index = story.get_parent().get_parent()
    response = client_for(somebody(role, author)).post(f"{url}?id={index.pk}", {"include_descendants": "on"})
    assert response.status_code < 500
    assert not is_public(story)


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_schedule_in_the_form(story, author, role):
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    yesterday = (timezone.now() - timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    client_for(somebody(role, author)).post(url, form_data(story, go_live_at=yesterday))
    call_command("publish_scheduled")
    assert not is_public(story)


def test_a_schedule_on_the_revision(story):
    story.latest_revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    story.latest_revision.save()
    with pytest.raises(PublicationRefused):
        call_command("publish_scheduled")
    assert not is_public(story)


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("flag", ["publish_copies", "alias"])
def test_copy_and_alias_of_a_public_story(author, role, flag):
    story = builders.published(author=author)
    url = reverse("wagtailadmin_pages:copy", args=[story.pk])
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": story.get_parent().pk, flag: "on"}
    assert client_for(somebody(role, author)).post(url, data).status_code < 500
    copy = StoryPage.objects.filter(slug="kopie").first()
    assert copy is None or not is_public(copy)


def test_copy_and_alias_in_code(author):
    story = builders.published(author=author)
    for action in (
        CopyPageAction(story, keep_live=True, copy_revisions=True, update_attrs={"slug": "kopie"}),
        CreatePageAliasAction(story, parent=story.get_parent(), update_slug="kopie"),
    ):
        with pytest.raises(PublicationRefused):
            action.execute(skip_permission_checks=True)
    assert not StoryPage.objects.filter(slug="kopie").exists()


@pytest.mark.parametrize("role", EVERYBODY)
def test_reverting_to_an_old_revision(author, role):
    story = builders.published(author=author)
    old, text = story.live_revision, story.intro
    story.intro = "Zweite Fassung"
    story.save_revision(user=author)
    url = reverse("wagtailadmin_pages:revisions_revert", args=[story.pk, old.pk])
    client = client_for(somebody(role, author))
    assert client.get(url).status_code < 500
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    story = builders.fresh(story)
    assert (
        client.post(edit, form_data(story, **{"revision": old.pk, "action-publish": "1"})).status_code == 403
    )
    assert builders.fresh(story).live_revision_id == old.pk
    assert text in Client().get(story.get_url()).content.decode()


def test_an_old_task_after_a_new_revision(author):
    story = builders.submitted(author)
    old = story.latest_revision_id
    story.intro = "Nach der Einreichung geschrieben"
    story.save_revision(user=author)
    with pytest.raises(review.Conflict):
        review.approve(story, builders.coordinator(), revision_id=old)
    with pytest.raises(review.Conflict):
        review.approve(story, builders.coordinator(), revision_id=builders.fresh(story).latest_revision_id)
    assert not is_public(story)


def test_an_old_task_after_a_new_revision_over_http(author):
    story = builders.submitted(author)
    client = client_for(builders.coordinator())
    url = reverse("publishing_approve", args=[story.pk])
    form = client.get(url).context["form"].initial
    story.save_revision(user=author)
    assert client.post(url, {"token": form["token"], "revision": form["revision"]}).status_code == 409
    assert not is_public(story)


def test_a_superuser_alone_cannot_approve(author):
    story = builders.submitted(author)
    with pytest.raises(PermissionDenied):
        review.approve(story, builders.technik(), revision_id=story.latest_revision_id)
    url = reverse("publishing_approve", args=[story.pk])
    assert client_for(builders.technik()).get(url).status_code == 403
    assert not is_public(story)


@pytest.mark.parametrize("role", EVERYBODY)
def test_wagtail_s_own_workflow_views(author, role):
    story = builders.submitted(author)
    task_state = story.current_workflow_task_state
    names = [("workflow_action", "approve"), ("collect_workflow_action_data", "approve")]
    client = client_for(somebody(role, author))
    for name, action in names:
        url = reverse(f"wagtailadmin_pages:{name}", args=[story.pk, action, task_state.pk])
        assert client.post(url, {"comment": "ja"}).status_code < 500
    assert not is_public(story)


def test_another_workflow_on_the_branch(author):
    """Even if a superuser put Wagtail's plain group approval there, its approval publishes nothing."""
    coordinator = builders.coordinator()
    task = GroupApprovalTask.objects.create(name="Andere")
    task.groups.set(coordinator.groups.all())
    workflow = Workflow.objects.create(name="Andere")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    story = builders.draft(author)
    WorkflowPage.objects.create(page=story, workflow=workflow)
    state = workflow.start(story, author)
    with pytest.raises(PublicationRefused):
        state.current_task_state.specific.approve(user=coordinator)
    assert not is_public(story)


def test_page_publish_in_code(story):
    with pytest.raises(PublicationRefused):
        story.publish(story.latest_revision)
    with pytest.raises(PublicationRefused):
        story.latest_revision.publish(skip_permission_checks=True)
    assert not is_public(story)


@pytest.mark.parametrize("model", [Page, StoryPage])
def test_save_in_code(story, model):
    page = model.objects.get(pk=story.pk)
    page.live = True
    with pytest.raises(PublicationRefused):
        page.save()
    with pytest.raises(PublicationRefused):
        page.save(update_fields=["live"])
    assert not is_public(story)


def test_creating_it_live_in_code(author):
    with pytest.raises(PublicationRefused):
        Page.objects.get(pk=builders.centre().folder_id).add_child(
            instance=StoryPage(title="Sofort", slug="sofort", owner=author)
        )
    assert not StoryPage.objects.filter(slug="sofort").exists()


def test_an_update_round_the_model_shows_nothing(story):
    Page.objects.filter(pk=story.pk).update(live=True, live_revision=story.latest_revision)
    assert not is_public(story)


def test_changing_the_text_of_a_public_story_in_code(author):
    story = builders.published(author=author)
    story.intro = "Nie geprüft"
    with pytest.raises(PublicationRefused):
        story.save()
    page = Page.objects.get(pk=story.pk)
    page.title = "Nie geprüft"
    with pytest.raises(PublicationRefused):
        page.save()
    assert "Nie geprüft" not in Client().get(story.get_url()).content.decode()
