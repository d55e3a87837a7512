"""The page of one story: what it tells, what it links, what it shows in a preview full of gaps."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from stories.models import Person, StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.stories.test_story_form import form, person

pytestmark = pytest.mark.django_db


def read(story):
    response = Client().get(story.get_url())
    assert response.status_code == 200
    return response.content.decode()


def test_the_own_sentence_stands_before_the_text_with_who_says_it_and_where():
    text = read(builders.published()).partition("<main")[2]
    pieces = ["Hat Arbeit gefunden", "<h1", "„Ich stehe wieder gern auf.“", "Beispiel-Person Murat", "<img"]
    places = [text.index(piece) for piece in [*pieces, "findet zurück in seinen Beruf.</p>", "Um sieben"]]
    assert places == sorted(places)
    assert "Düren" in text[places[0] : places[1]]


def test_a_changed_name_is_said_and_several_people_are_named():
    author = builders.officer()
    story = builders.draft(author)
    story.persons.update(name_form=Person.NameForm.CHANGED)
    aylin = {"shown_name": "Beispiel-Person Aylin", "role": "Beraterin", "position": 2}
    builders.consent(Person.objects.create(story=story, **aylin))
    from campaign.publishing import review

    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    text = read(story)
    assert "(Name geändert)" in text
    assert "mit <strong>Beispiel-Person Aylin</strong>, Beraterin" in text


def test_topics_centre_and_index_are_one_click_away():
    text = read(builders.published())
    for target in (
        "/menschen-vor-ort/?thema=wiedereinstieg",
        "/menschen-vor-ort/?jobcenter=kreis-dueren",
        "/jobcenter/kreis-dueren/",
    ):
        assert f'href="{target}"' in text


def test_the_centres_own_number_comes_before_that_of_the_registry():
    story = builders.published()
    section = story.jobcenter.section
    story.jobcenter.telefon = "+4924217654321"
    story.jobcenter.save()
    assert 'href="tel:+4924217654321"' in read(story)
    section.phone = "+49242112345"
    section.save_revision().publish()
    text = read(story)
    assert 'href="tel:+49242112345"' in text
    assert "7654321" not in text


def test_without_a_number_there_is_none():
    story = builders.published()
    type(story.jobcenter).objects.update(telefon="")
    assert "tel:" not in read(story)


def test_it_can_be_passed_on_by_mail_and_by_its_address():
    story = builders.published(title="Werkbank & Schule")
    text = read(story)
    assert "mailto:?subject=Werkbank%20%26%20Schule&amp;body=http" in text
    field = re.search(r'<input [^>]*id="teilen-adresse"[^>]*>', text)[0]
    assert "readonly" in field
    assert story.get_url() in field


def test_two_further_stories_come_from_other_kinds_and_laender():
    story = builders.published(kind="client")
    builders.published(kind="client", title="Dieselbe Art")
    builders.published(kind="staff", title="Nachbarn")
    builders.published(builders.centre("landkreis-harz"), kind="staff", title="Harz")
    builders.published(builders.centre("landkreis-fulda"), kind="employer", title="Fulda")
    titles = re.findall(r'class="story-card__title"><a [^>]*>([^<]+)</a>', read(story))
    assert titles == ["Fulda", "Harz"]


def test_a_withdrawn_or_unpublished_story_is_never_recommended():
    story = builders.published()
    builders.submitted(builders.officer("landkreis-harz"), builders.centre("landkreis-harz"), kind="staff")
    assert "story-card" not in read(story)


def test_what_helped_is_a_list_and_a_quote_stands_out():
    body = [
        ("quote", {"text": "Vier Ohren hören mehr.", "by": ""}),
        ("helped", ["Ein Probetag", "Ein Kurs & Zeit"]),
    ]
    text = read(builders.published(body=body))
    assert "Vier Ohren hören mehr." in text
    assert "<li>Ein Kurs &amp; Zeit</li>" in text


def test_pictures_in_the_text_are_made_before_the_first_visitor_comes():
    picture = builders.image()
    block = ("picture", {"image": picture, "caption": "Die Werkstatt"})
    story = builders.published(body=[block])
    made = picture.renditions.count()
    assert made > 0
    assert "Die Werkstatt" in read(story)
    assert picture.renditions.count() == made


@pytest.fixture
def author():
    return builders.officer()


def preview(client, url, data):
    assert client.post(url, data).json()["is_valid"]
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_preview_of_a_bare_title_is_a_page(author):
    client = client_for(author)
    url = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["stories", "storypage", builders.centre().folder_id],
    )
    text = preview(client, url, form(title="Nur ein Titel", slug="nur-ein-titel"))
    assert "Nur ein Titel" in text
    assert builders.centre().name in text
    assert "„“" not in text
    assert '<a href="/leichte-sprache/" hreflang="de-simple">' in text
    assert not StoryPage.objects.filter(title="Nur ein Titel").exists()


def test_the_preview_shows_persons_and_topics_of_the_form(author):
    story = builders.draft(author)
    client = client_for(author)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[story.pk])
    topic = str(story.topics.model.objects.get(key="beratung").pk)
    rows = {**person(0, "Beispiel Neu", role="Gärtnerin"), "persons-TOTAL_FORMS": "1"}
    data = form(title="Anders", slug=story.slug, kind="staff", quote="Neu gesagt.", topics=topic, **rows)
    data["loaded_revision_id"] = str(story.latest_revision_id)
    text = preview(client, url, data)
    for piece in ("Beispiel Neu", "Gärtnerin", "Neu gesagt.", "Arbeitet im Jobcenter", "thema=beratung"):
        assert piece in text, piece


def test_the_draft_view_bears_every_gap(author):
    gaps = {"kind": "", "place": "", "quote": "", "intro": "", "portrait": None, "body": []}
    story = builders.draft(author, **gaps)
    client = client_for(author)
    for people in ("with", "without"):
        response = client.get(reverse("wagtailadmin_pages:view_draft", args=[story.pk]))
        text = response.content.decode()
        assert response.status_code == 200
        assert story.title in text
        assert ("Beispiel-Person Murat" in text) is (people == "with")
        assert "„“" not in text
        story.persons.all().delete()
