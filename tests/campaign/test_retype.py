"""A press page from the time before it had a type of its own becomes one, and keeps everything."""

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search import index

from campaign.models import ContentPage, HomePage, PressIndexPage
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(django_capture_on_commit_callbacks) -> ContentPage:
    """Yesterday's tree: `/presse/` is a plain text page with two versions, the later one a draft."""
    PressIndexPage.objects.get().delete()
    page = ContentPage(title="Presse", slug="presse", show_in_menus=True, intro="Erste Fassung", live=False)
    page.body = [
        ("text", f'<p>Mehr bei den <a linktype="page" id="{HomePage.objects.get().pk}">Jobcentern</a></p>')
    ]
    HomePage.objects.get().add_child(instance=page)
    user = builders.coordinator()
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision(user=user, log_action=True).publish(user=user)
    page = ContentPage.objects.get(pk=page.pk)
    page.intro = "Zweite Fassung"
    page.save_revision(user=user, log_action=True)
    return ContentPage.objects.get(pk=page.pk)


def test_key_address_texts_and_history_stay(old):
    call_command("setup_site", verbosity=0)
    press = PressIndexPage.objects.get()
    kept = (
        "pk",
        "path",
        "url_path",
        "title",
        "intro",
        "live",
        "has_unpublished_changes",
        "latest_revision_id",
        "owner_id",
    )
    assert [getattr(press, name) for name in kept] == [getattr(old, name) for name in kept]
    assert press.first_published_at == old.first_published_at
    assert press.body[0].value.source == old.body[0].value.source
    assert Page.objects.get(pk=old.pk).specific == press
    assert not ContentPage.objects.filter(pk=old.pk).exists()
    revisions = Revision.objects.filter(object_id=str(old.pk)).order_by("created_at")
    assert [type(one.as_object()) for one in revisions] == [PressIndexPage] * len(revisions)
    assert [one.as_object().intro for one in revisions][-2:] == ["Erste Fassung", "Zweite Fassung"]
    assert {entry.content_type.model for entry in PageLogEntry.objects.filter(page=old.pk)} == {
        "pressindexpage"
    }


def test_the_page_answers_and_its_draft_can_be_published(old):
    call_command("setup_site", verbosity=0)
    assert "Erste Fassung" in Client().get("/presse/").content.decode()
    user = builders.coordinator()
    PressIndexPage.objects.get().get_latest_revision().publish(user=user)
    assert "Zweite Fassung" in Client().get("/presse/").content.decode()


def test_references_and_search_follow(old):
    call_command("setup_site", verbosity=0)
    press = PressIndexPage.objects.get()
    rows = ReferenceIndex.objects.filter(object_id=str(press.pk), to_object_id=str(HomePage.objects.get().pk))
    assert {row.content_type.model for row in rows} == {"pressindexpage"}
    index.insert_or_update_object(press)
    assert list(PressIndexPage.objects.search("Jobcentern")) == [press]


def test_a_second_run_changes_nothing(old):
    call_command("setup_site", verbosity=0)
    before = list(Revision.objects.order_by("pk").values_list("pk", "content_type_id", "content"))
    call_command("setup_site", verbosity=0)
    assert list(Revision.objects.order_by("pk").values_list("pk", "content_type_id", "content")) == before
    assert Page.objects.child_of(HomePage.objects.get()).filter(slug="presse").count() == 1
