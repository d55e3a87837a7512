"""The edit form of a story: persons, drafts with gaps, one story per double click, no silent overwriting."""

import re

import pytest
from django.urls import reverse

from stories.forms import MAX_ROWS
from stories.models import Person, StoryPage
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return builders.officer()


@pytest.fixture
def client(author):
    return client_for(author)


def add_url(slug="kreis-dueren"):
    return reverse("wagtailadmin_pages:add", args=["stories", "storypage", builders.centre(slug).folder_id])


def edit_url(story):
    return reverse("wagtailadmin_pages:edit", args=[story.pk])


def token(client):
    return re.search(r'name="idempotency_token" value="([^"]+)"', client.get(add_url()).content.decode())[1]


def form(**fields):
    return {
        "title": "Ein Anfang",
        "slug": "",
        "kind": "",
        "place": "",
        "quote": "",
        "intro": "",
        "portrait": "",
        "search_description": "",
        "body-count": "0",
        "persons-TOTAL_FORMS": "0",
        "persons-INITIAL_FORMS": "0",
        **fields,
    }


def person(number, name, pk="", **fields):
    row = {"id": pk, "shown_name": name, "name_form": "first", "role": "", **fields}
    return {f"persons-{number}-{key}": value for key, value in row.items()}


def test_a_title_is_enough_for_a_draft(client, author):
    response = client.post(add_url(), form(title="Fünf Füße", idempotency_token=token(client)))
    assert response.status_code == 302
    story = StoryPage.objects.get(title="Fünf Füße")
    assert (story.slug, story.live, story.owner, story.jobcenter.slug) == (
        "fuenf-fuesse",
        False,
        author,
        "kreis-dueren",
    )


def test_a_double_click_creates_one_story(client):
    data = form(idempotency_token=token(client))
    answers = [client.post(add_url(), data) for _ in range(3)]
    assert len({answer["Location"] for answer in answers}) == 1
    assert StoryPage.objects.filter(title="Ein Anfang").count() == 1


def test_a_refused_form_can_be_sent_again(client):
    first = client.post(add_url(), form(title="", quote="Bleibt stehen", idempotency_token=token(client)))
    assert first.status_code == 200
    assert "Bleibt stehen" in first.content.decode()
    fresh = re.search(r'name="idempotency_token" value="([^"]+)"', first.content.decode())[1]
    assert client.post(add_url(), form(idempotency_token=fresh)).status_code == 302


def test_without_its_token_nothing_is_created(client):
    assert client.post(add_url(), form()).status_code == 400
    assert not StoryPage.objects.filter(title="Ein Anfang").exists()


def test_an_officer_cannot_write_into_a_foreign_folder(client):
    assert client.get(add_url("landkreis-harz")).status_code == 404


def test_persons_are_added_changed_and_removed_with_the_text(client):
    rows = {**person(0, "Beispiel Eins"), **person(1, "Beispiel Zwei"), "persons-TOTAL_FORMS": "2"}
    client.post(add_url(), form(idempotency_token=token(client), **rows))
    story = StoryPage.objects.get(title="Ein Anfang")
    one, two = story.persons.all()
    changed = {
        **person(0, "Beispiel Neu", one.pk),
        **person(1, two.shown_name, two.pk, DELETE="on"),
        **person(2, "Beispiel Drei"),
        "persons-TOTAL_FORMS": "3",
        "persons-INITIAL_FORMS": "2",
        "loaded_revision_id": str(story.latest_revision_id),
        "slug": story.slug,
    }
    assert client.post(edit_url(story), form(**changed)).status_code == 302
    assert [p.shown_name for p in Person.objects.filter(story=story)] == ["Beispiel Neu", "Beispiel Drei"]


def test_a_person_of_another_story_cannot_be_taken_over(client):
    foreign = builders.draft(builders.officer("landkreis-harz"), builders.centre("landkreis-harz"))
    theirs = foreign.persons.get()
    client.post(add_url(), form(idempotency_token=token(client)))
    story = StoryPage.objects.get(title="Ein Anfang")
    rows = {
        **person(0, "Übernommen", theirs.pk),
        "persons-TOTAL_FORMS": "1",
        "persons-INITIAL_FORMS": "1",
        "loaded_revision_id": str(story.latest_revision_id),
        "slug": story.slug,
    }
    assert client.post(edit_url(story), form(**rows)).status_code < 500
    theirs.refresh_from_db()
    assert (theirs.shown_name, theirs.story_id) == ("Beispiel-Person Murat", foreign.pk)


def test_sending_the_same_new_person_twice_makes_one(client, author):
    story = builders.draft(author)
    rows = {**person(0, "Beispiel-Person Murat"), "persons-TOTAL_FORMS": "1"}
    data = form(title=story.title, slug=story.slug, loaded_revision_id=str(story.latest_revision_id), **rows)
    assert client.post(edit_url(story), data).status_code == 302
    assert story.persons.count() == 1


def test_a_malformed_persons_part_is_no_server_error(client, author):
    story = builders.draft(author)
    for broken in ({"persons-TOTAL_FORMS": "x"}, {"persons-TOTAL_FORMS": "999999"}):
        data = form(
            title="Kaputt", slug=story.slug, loaded_revision_id=str(story.latest_revision_id), **broken
        )
        answer = client.post(edit_url(story), data)
        assert answer.status_code < 500
        assert f'name="persons-{MAX_ROWS}-' not in answer.content.decode()
        assert builders.fresh(story).draft_title != "Kaputt"


def test_two_officers_see_both_versions_instead_of_overwriting(client, author):
    story = builders.draft(author)
    loaded = str(story.latest_revision_id)
    colleague = builders.officer(first_name="Beispiel", last_name="Kollegin")
    story.intro = "Fassung der Kollegin"
    story.save_revision(user=colleague)
    data = form(title=story.title, slug=story.slug, intro="Meine Fassung", loaded_revision_id=loaded)
    response = client.post(edit_url(story), data)
    text = response.content.decode()
    assert response.status_code == 200
    for piece in ("Beispiel Kollegin", "Fassung der Kollegin", "Meine Fassung"):
        assert piece in text, piece
    assert builders.fresh(story).get_latest_revision_as_object().intro == "Fassung der Kollegin"
    shown = re.search(r'name="loaded_revision_id" value="(\d+)"', text)[1]
    assert client.post(edit_url(story), data | {"loaded_revision_id": shown}).status_code == 302
    assert builders.fresh(story).get_latest_revision_as_object().intro == "Meine Fassung"


def test_what_is_missing_stands_at_the_field(client, author):
    story = builders.draft(author, quote="")
    assert "Bitte geben Sie den Satz ein" in client.get(edit_url(story)).content.decode()


def test_the_form_offers_saving_and_submitting_but_no_publishing(client, author):
    text = client.get(edit_url(builders.draft(author))).content.decode()
    assert 'name="action-publish"' not in text
    assert "/einreichen/" in text


def test_the_title_may_not_hold_a_full_name(author):
    from campaign.publishing import checks

    story = builders.draft(author, title="Wie Sabine Beispiel wieder lacht", slug="wie-sabine-beispiel-lacht")
    Person.objects.filter(story=story).update(shown_name="Sabine Beispiel")
    fields = [finding.field for finding in checks.blockers(story)]
    assert fields == ["title", "slug"]


def test_the_preview_shows_the_draft_and_sets_no_public_headers(client, author):
    story = builders.draft(author)
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[story.pk]))
    assert response.status_code == 200
    assert story.quote in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_a_foreign_picture_blocks_the_approval_too(author):
    from campaign.publishing import checks

    story = builders.draft(author, portrait=builders.image(builders.centre("landkreis-harz")))
    assert [finding.field for finding in checks.blockers(story)] == ["portrait"]


def test_a_picture_without_alternative_text_or_credit_blocks(author):
    from campaign.publishing import checks

    story = builders.draft(author, portrait=builders.image(description="", credit=""))
    assert [finding.field for finding in checks.blockers(story)] == ["portrait", "portrait"]


def test_a_select_without_a_choice_says_what_to_do(client):
    page = client.get(add_url()).content.decode()
    assert '<option value="" selected>Bitte wählen</option>' in page
    assert "---------" not in page
