"""What a Redaktion may do with its own section, and what only provisioning may."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from campaign.publishing.guard import PublicationRefused
from jobcenters.models import JobcenterPage, NewsPage
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def section() -> JobcenterPage:
    return JobcenterPage.objects.get(slug="kreis-dueren")


@pytest.mark.parametrize("act", ["delete", "unpublish", "move", "copy", "set_privacy"])
@pytest.mark.parametrize("role", ["officer", "coordinator", "technik"])
@pytest.mark.parametrize("part", ["section", "folder"])
def test_nobody_removes_moves_copies_or_hides_a_section_or_folder(act, role, part):
    page = Page.objects.get(pk=getattr(builders.centre(), f"{part}_id"))
    client = client_for(getattr(builders, role)())
    path = reverse(f"wagtailadmin_pages:{act}", args=[page.pk])
    for response in (client.get(path), client.post(path, {"next": ""})):
        assert response.status_code in (403, 404, 405), response.status_code
    again = Page.objects.get(pk=page.pk)
    assert (again.live, again.path, again.slug) == (True, page.path, page.slug)


def test_officers_do_not_rename_their_section(section):
    client = client_for(builders.officer())
    path = reverse("wagtailadmin_pages:edit", args=[section.pk])
    text = client.get(path).content.decode()
    assert 'name="title"' not in text
    assert 'name="slug"' not in text
    data = {
        "title": "Gekapert",
        "slug": "gekapert",
        "intro": "Neu",
        "body-count": "0",
        "locations-TOTAL_FORMS": "0",
        "locations-INITIAL_FORMS": "0",
        "search_description": "",
        "loaded_revision_id": str(section.latest_revision_id),
        "action-publish": "1",
    }
    answer = client.post(path, data)
    assert (answer.status_code, answer.url) == (302, reverse("registry_own"))
    section.refresh_from_db()
    assert (section.title, section.slug, section.intro) == (
        "job-com – Jobcenter Kreis Düren",
        "kreis-dueren",
        "Neu",
    )


def test_publishing_is_the_first_button_of_a_section(section):
    path = reverse("wagtailadmin_pages:edit", args=[section.pk])
    text = client_for(builders.officer()).get(path).content.decode()
    assert text.index('name="action-publish"') < text.index("Entwurf speichern")


def test_bad_phone_and_postcode_get_a_message_at_the_field(section):
    client = client_for(builders.officer())
    row = {
        "id": "",
        "name": "",
        "street": "Weg 1",
        "postcode": "123",
        "town": "Düren",
        "hours_mon": "immer",
        "hours_note": "",
        "access": "",
        "ORDER": "1",
    }
    data = {
        "intro": "Bleibt",
        "phone": "keine Nummer",
        "body-count": "0",
        "locations-TOTAL_FORMS": "1",
        "locations-INITIAL_FORMS": "0",
        **{f"locations-0-{name}": value for name, value in row.items()},
        "loaded_revision_id": str(section.latest_revision_id),
        "action-publish": "1",
    }
    response = client.post(reverse("wagtailadmin_pages:edit", args=[section.pk]), data)
    text = response.content.decode()
    assert response.status_code == 200
    for piece in (
        "keine gültige Telefonnummer",
        "Eine Postleitzahl hat fünf Ziffern",
        "ist keine Öffnungszeit",
        "Bleibt",
    ):
        assert piece in text, piece


def test_news_is_published_without_asking_and_deleted_again():
    officer, centre = builders.officer(), builders.centre()
    client = client_for(officer)
    path = reverse("wagtailadmin_pages:add", args=["jobcenters", "newspage", centre.section_id])
    data = {
        "title": "Neue Öffnungszeiten",
        "slug": "neue-oeffnungszeiten",
        "date": "2026-11-02",
        "intro": "Ab Montag.",
        "body-count": "0",
        "search_description": "",
        "action-publish": "1",
    }
    assert client.post(path, data).status_code == 302
    news = NewsPage.objects.get(slug="neue-oeffnungszeiten")
    assert Client().get(news.get_url()).status_code == 200
    assert "Neue Öffnungszeiten" in Client().get("/jobcenter/kreis-dueren/").content.decode()
    assert client.post(reverse("wagtailadmin_pages:delete", args=[news.pk])).status_code == 302
    assert not NewsPage.objects.filter(pk=news.pk).exists()


@pytest.mark.parametrize("model", ["jobcenterpage", "newspage"])
def test_nobody_adds_a_section_by_hand_or_writes_into_a_foreign_one(model):
    officer = client_for(builders.officer())
    index = Page.objects.get(slug="jobcenter", depth=3)
    foreign = builders.centre("landkreis-harz").section_id
    for parent in (index.pk, foreign):
        path = reverse("wagtailadmin_pages:add", args=["jobcenters", model, parent])
        assert officer.get(path).status_code in (403, 404)
    path = reverse("wagtailadmin_pages:add", args=["jobcenters", "jobcenterpage", index.pk])
    assert client_for(builders.coordinator()).get(path).status_code == 403


def test_a_folder_leads_to_the_filtered_index():
    response = Client().get("/menschen-vor-ort/kreis-dueren/")
    assert (response.status_code, response["Location"]) == (302, "/menschen-vor-ort/?jobcenter=kreis-dueren")


def test_the_guard_is_about_stories_only(section):
    section.intro = "Ein Satz"
    try:
        section.save()
    except PublicationRefused:
        pytest.fail("Bereiche brauchen keine Freigabe.")


@pytest.mark.parametrize("odd", ["abc", "9" * 40, "-1"])
def test_a_row_that_names_its_object_by_no_number_is_a_bad_request(section, odd):
    path = reverse("wagtailadmin_pages:edit", args=[section.pk])
    data = {
        "intro": "Neu",
        "body-count": "0",
        "locations-TOTAL_FORMS": "1",
        "locations-INITIAL_FORMS": "1",
        "locations-0-id": odd,
        "locations-0-ORDER": "1",
        "loaded_revision_id": str(section.latest_revision_id),
    }
    assert client_for(builders.officer()).post(path, data).status_code == 400


def test_a_text_that_is_too_long_comes_back_whole_with_a_message(section):
    path = reverse("wagtailadmin_pages:edit", args=[section.pk])
    client = client_for(builders.officer())
    assert "maxlength" not in str(client.get(path).context["form"]["intro"])
    long = "Wir beraten. " * 60
    data = {"intro": long, "body-count": "0", "locations-TOTAL_FORMS": "0", "locations-INITIAL_FORMS": "0"}
    answer = client.post(path, data | {"loaded_revision_id": str(section.latest_revision_id)})
    assert answer.context["form"]["intro"].value() == long
    assert answer.context["form"].errors["intro"]


def test_pasted_control_characters_are_not_kept(section):
    path = reverse("wagtailadmin_pages:edit", args=[section.pk])
    data = {
        "intro": "Kurze\x0bWege\x02.",
        "body-count": "0",
        "locations-TOTAL_FORMS": "0",
        "locations-INITIAL_FORMS": "0",
        "search_description": "",
        "loaded_revision_id": str(section.latest_revision_id),
        "action-publish": "1",
    }
    assert client_for(builders.officer()).post(path, data).status_code == 302
    section.refresh_from_db()
    assert section.intro == "Kurze\nWege ."


@pytest.mark.parametrize("role", ["officer", "coordinator"])
def test_nobody_is_offered_to_hide_a_page(section, role):
    news = NewsPage(title="Neue Räume", slug="neue-raeume", intro="Wir ziehen um.", date=date(2026, 11, 2))
    section.add_child(instance=news)
    path = reverse("wagtailadmin_pages:edit", args=[news.pk])
    answer = client_for(getattr(builders, role)()).get(path)
    assert answer.status_code == 200
    assert 'data-a11y-dialog-show="set-privacy"' not in answer.content.decode()
