"""The Technik may look at what is not its business, and the log says so."""

import pytest
from django.urls import reverse

from campaign.accounts import broken_glass
from campaign.audit.models import AuditEntry
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(operator):
    return client_for(operator)


@pytest.fixture
def story(jena):
    return builders.draft(builders.officer(jena.slug), jena, title="KANARI")


def entries():
    return AuditEntry.objects.filter(action=broken_glass.ACTION)


@pytest.mark.parametrize("view", ["edit", "history", "view_draft", "workflow_history", "copy"])
def test_reading_a_draft_is_on_record_for_its_centre(client, operator, story, jena, view):
    assert client.get(reverse(f"wagtailadmin_pages:{view}", args=[story.pk])).status_code == 200
    entry = entries().get()
    assert (entry.actor_id, entry.object_id, entry.centre) == (operator.pk, str(story.pk), jena.ags)
    assert "KANARI" not in f"{entry.object_label}{entry.data}"


def test_the_page_says_so(client, story):
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[story.pk]))
    assert broken_glass.HINT in answer.content.decode()


def test_one_entry_an_hour_is_enough(client, story, monkeypatch):
    for _ in range(3):
        client.get(reverse("wagtailadmin_pages:edit", args=[story.pk]))
    assert entries().count() == 1
    monkeypatch.setattr(broken_glass, "ONCE_IN", broken_glass.ONCE_IN * 0)
    client.get(reverse("wagtailadmin_pages:edit", args=[story.pk]))
    assert entries().count() == 2


def test_changing_is_on_record_besides_reading(client, story):
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    client.get(address)
    client.post(address, {"title": ""})
    assert [entry.data["changes"] for entry in entries().order_by("pk")] == [False, True]


def test_what_is_public_may_be_looked_at(client, jena):
    assert client.get(reverse("wagtailadmin_pages:edit", args=[jena.section_id])).status_code == 200
    assert not entries().exists()


def test_a_public_page_with_a_draft_is_no_longer_just_public(client, jena):
    jena.section.save_revision()
    client.get(reverse("wagtailadmin_pages:edit", args=[jena.section_id]))
    assert entries().count() == 1


def test_unpublished_files_count_as_drafts(client, jena):
    image = builders.image(jena)
    client.get(reverse("wagtailimages:edit", args=[image.pk]))
    assert entries().get().centre == jena.ags


def test_the_koordination_and_the_redaktion_do_their_work_without_it(coordinator, story):
    for user in (coordinator, builders.officer("stadt-jena")):
        assert client_for(user).get(reverse("wagtailadmin_pages:edit", args=[story.pk])).status_code == 200
    assert not entries().exists()


def test_what_is_missing_leaves_nothing(client):
    assert client.get(reverse("wagtailadmin_pages:edit", args=[8_888_888])).status_code == 404
    assert not entries().exists()
