"""A story told in Leichte Sprache, too: checked, approved, found and withdrawn with it."""

import pytest
from django.test import Client
from django.urls import reverse

from campaign.publishing import checks, review
from campaign.search import writing
from stories.models import StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.publishing.public import form_data

pytestmark = pytest.mark.django_db
TEXT = "Murat arbeitet wieder.\nEr ist Schlosser.\n\nDer Antrag wurde geprüft."


def test_it_stands_on_the_page_of_the_story_and_in_the_list_of_leichte_sprache():
    story = builders.published(easy_text=TEXT)
    text = Client().get(story.url).content.decode()
    assert "<p>Murat arbeitet wieder.<br>Er ist Schlosser.</p>" in text
    assert 'href="#leichte-sprache" hreflang="de-simple"' in text and 'id="leichte-sprache"' in text
    assert f"{story.url}#leichte-sprache" in Client().get("/leichte-sprache/").content.decode()
    review.withdraw(story, builders.officer(), reason="Die Person möchte es nicht mehr.")
    assert story.url not in Client().get("/leichte-sprache/").content.decode()


def test_a_story_without_it_leads_to_the_start_in_leichter_sprache():
    text = Client().get(builders.published().url).content.decode()
    assert 'id="leichte-sprache"' not in text and 'href="/leichte-sprache/" hreflang="de-simple"' in text


def test_the_redaktion_writes_it_in_the_form_and_reads_in_which_line_it_is_hard():
    author = builders.officer()
    story = builders.draft(author)
    client, address = client_for(author), reverse("wagtailadmin_pages:edit", args=[story.pk])
    assert client.post(address, form_data(story, easy_text=TEXT)).status_code == 302
    assert StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object().easy_text == TEXT
    assert "Leichte Sprache, Zeile 4: „wurde … geprüft“" in client.get(address).content.decode()


def test_what_is_hard_to_read_never_blocks():
    story = builders.submitted(easy_text=TEXT, author=builders.officer())
    assert not [one for one in checks.blockers(story) if one.field == "easy_text"]
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    assert builders.fresh(story).live


def test_it_is_part_of_what_is_approved():
    story = builders.published(easy_text="Alles gut.")
    story.easy_text = "Alles anders."
    story.save_revision(user=builders.officer())
    assert "Alles anders." not in Client().get(story.url).content.decode()


def test_a_name_that_must_not_be_said_may_not_be_said_there_either():
    story = builders.draft(builders.officer(), easy_text="Frau Geheimnis arbeitet wieder.")
    person = story.persons.get()
    person.consents.update(giver_name="Jana Geheimnis")
    person.name_form = person.NameForm.CHANGED
    person.save()
    assert any("Geheimnis" in one.text for one in checks.findings(builders.fresh(story)))


def test_the_search_finds_it():
    story = builders.published(easy_text="Murat baut Schlüssel-Kästen.")
    writing.settle()
    assert story.title in Client().get("/suche/?q=Schlüssel-Kästen").content.decode()
