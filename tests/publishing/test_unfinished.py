"""What Wagtail keeps of forms nobody finished goes by itself, also when nobody opens an editor again."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState

from campaign.publishing import unfinished
from stories.demo.manifest_forms import STORY_DEFAULTS
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


def test_what_was_typed_for_a_preview_goes_after_a_day_and_who_had_it_open_after_an_hour():
    officer = builders.officer()
    story, now = builders.draft(officer), timezone.now()
    for hours, minutes in ((23, 59), (25, 61)):
        FormState.objects.create(
            content_object=story, user=officer, data="title=x", last_updated_at=now - timedelta(hours=hours)
        )
        seen = now - timedelta(minutes=minutes)
        EditingSession.objects.create(content_object=story, user=officer, last_seen_at=seen)
    assert unfinished.forget(now, force=False).done == 2
    assert FormState.objects.get().last_updated_at == now - timedelta(hours=23)
    assert EditingSession.objects.get().last_seen_at == now - timedelta(minutes=59)


@pytest.mark.parametrize("kind", ["stories/storyfolderpage", "campaign/pressreleasepage", "accounts/user"])
def test_nobody_previews_at_a_place_what_nobody_can_make_there(kind: str):
    folder = builders.centre().folder_id
    client = client_for(builders.officer())
    path = f"/admin/pages/add/{kind}/{folder}/preview/"
    assert client.post(path, {"title": "Neu", "slug": "neu"}).status_code == 403
    assert client.get(f"{path}?mode=x").status_code == 403
    assert not FormState.objects.exists()


def test_what_can_be_made_at_a_place_can_be_previewed_there():
    path = f"/admin/pages/add/stories/storypage/{builders.centre().folder_id}/preview/"
    answer = client_for(builders.officer()).post(path, STORY_DEFAULTS | {"title": "Neu"})
    assert answer.json()["is_valid"]
