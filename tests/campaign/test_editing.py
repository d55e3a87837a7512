"""Comments, an hour to appear, and the sizes of the preview: on campaign pages, never where the Freigabe decides."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, Page, Revision, get_page_models

from campaign import scheduled
from campaign.models import AccessibilityPage, ContentPage, FiguresPage, HomePage, PressReleasePage
from jobcenters.models import LanguagePage
from stories.models import StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.campaign.test_page_texts_form import form
from tests.publishing.public import form_data

pytestmark = pytest.mark.django_db

OURS = [model for model in get_page_models() if model is not Page]
WITH_COMMENTS = {AccessibilityPage, HomePage, ContentPage, FiguresPage, LanguagePage, PressReleasePage}
COMMENTS = {
    "comments-TOTAL_FORMS": "1",
    "comments-INITIAL_FORMS": "0",
    "comments-MIN_NUM_FORMS": "0",
    "comments-MAX_NUM_FORMS": "",
    "comments-0-text": "Bitte kürzen",
    "comments-0-contentpath": "intro",
    "comments-0-position": "",
    "comments-0-id": "",
    "comments-0-resolved": "",
    "comments-0-DELETE": "",
    "comments-0-replies-TOTAL_FORMS": "0",
    "comments-0-replies-INITIAL_FORMS": "0",
    "comments-0-replies-MIN_NUM_FORMS": "0",
    "comments-0-replies-MAX_NUM_FORMS": "",
}


def later() -> str:
    return (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_comments_belong_to_campaign_pages_alone(model: type[Page]):
    formsets = model.get_edit_handler().get_form_class().formsets
    assert ("comments" in formsets) == (model in WITH_COMMENTS)


@pytest.mark.parametrize("who", [builders.officer, builders.coordinator])
def test_no_comment_and_no_hour_gets_into_a_story_by_its_form(who: Any):
    story = builders.draft(builders.officer())
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    client = client_for(who())
    sent = form_data(story) | COMMENTS | {"go_live_at": later(), "expire_at": later(), "title": "Gespeichert"}
    assert client.post(address, sent).status_code == 302
    story = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert story.title == "Gespeichert" and story.go_live_at is None and story.expire_at is None
    assert not Comment.objects.exists()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    page = client.get(address).content.decode()
    assert "comments-TOTAL_FORMS" not in page and "go_live_at" not in page


@pytest.fixture
def page() -> ContentPage:
    return ContentPage.objects.get(slug="markenkern")


def sent_by(page: ContentPage) -> dict[str, str]:
    named = {"title": page.title, "slug": page.slug}
    return form() | named | {"loaded_revision_id": str(page.latest_revision_id or "")}


def test_the_koordination_comments_on_a_campaign_page(page: ContentPage):
    client = client_for(builders.coordinator())
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = sent_by(page) | COMMENTS
    del sent["action-publish"]
    assert client.post(address, sent).status_code == 302
    assert Comment.objects.get().text == "Bitte kürzen"
    assert "Bitte kürzen" not in Client().get("/markenkern/").content.decode()


def test_a_change_of_a_text_page_waits_for_its_hour(page: ContentPage):
    client = client_for(builders.coordinator())
    sent = sent_by(page) | {"intro": "Ab übermorgen", "go_live_at": later()}
    assert client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent).status_code == 302
    assert "Ab übermorgen" not in Client().get("/markenkern/").content.decode()
    scheduled.publish_due(timezone.now() + timedelta(days=3))
    assert "Ab übermorgen" in Client().get("/markenkern/").content.decode()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_the_preview_has_three_sizes_in_german(model: type[Page]):
    labels = [size["label"] for size in model().preview_sizes]
    assert labels == ["Ansicht auf dem Telefon", "Ansicht auf dem Tablet", "Ansicht am Schreibtisch"]


def test_the_preview_may_stand_in_a_frame_of_the_admin_and_nowhere_else(page: ContentPage):
    client = client_for(builders.coordinator())
    shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "Ansicht auf dem Telefon" in editor.content.decode()
    assert "frame-src 'self'" in editor.headers["Content-Security-Policy"]
