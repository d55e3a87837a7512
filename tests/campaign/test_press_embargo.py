"""A Sperrfrist: before its hour a release is nowhere, after it everywhere; the Koordination may send it before."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaign import scheduled
from campaign.models import CoIssuer, PressReleasePage
from tests import builders
from tests.accounts.login import client_for
from tests.campaign.test_press_archive import press, release, site_map, text

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(datetime(2030, 5, 2, 10, 0))

EVERYWHERE = (
    "/presse/",
    "/presse/feed/",
    "/presse/?jahr=2030",
    "/suche/?q=Sperrfristwort",
    "/",
)


def held_back() -> PressReleasePage:
    """A release that somebody of the Koordination publishes with a Sperrfrist, by the form."""
    data = {
        "title": "Sperrfristwort",
        "slug": "sperrfristwort",
        "date": "2030-05-02",
        "place": "Berlin",
        "issuer": "beide",
        "intro": "Sperrfristwort im Vorspann",
        "search_description": "",
        "go_live_at": "2030-05-02 10:00",
        "body-count": "0",
        "action-publish": "1",
    } | {f"{name}-{part}_FORMS": "0" for name in ("pictures", "co_issuers") for part in ("TOTAL", "INITIAL")}
    path = reverse("wagtailadmin_pages:add", args=["campaign", "pressreleasepage", press().pk])
    assert client_for(builders.coordinator()).post(path, data).status_code == 302
    return PressReleasePage.objects.get(slug="sperrfristwort")


def test_before_its_hour_a_release_is_nowhere_and_after_it_everywhere():
    page = held_back()
    scheduled.publish_due(NOON - timedelta(minutes=1))
    for path in EVERYWHERE:
        page_text = Client().get(path).content.decode()
        assert "/presse/sperrfristwort/" not in page_text and "im Vorspann" not in page_text, path
    assert Client().get("/presse/sperrfristwort/").status_code == 404
    assert "sperrfristwort" not in site_map()
    assert scheduled.publish_due(NOON).done == 1
    for path in ("/presse/", "/presse/feed/", "/suche/?q=Sperrfristwort"):
        assert "/presse/sperrfristwort/" in text(path), path
    assert "/presse/sperrfristwort/" in site_map()
    assert "Sperrfrist:" not in text("/presse/sperrfristwort/")
    # Who changes a word later need not think of the hour any more.
    PressReleasePage.objects.get(pk=page.pk).get_latest_revision_as_object().save_revision().publish()
    assert Client().get("/presse/sperrfristwort/").status_code == 200
    assert scheduled.publish_due(NOON).done == 0


def test_who_previews_a_release_reads_its_hour():
    page = held_back()
    answer = client_for(builders.coordinator()).get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "Sperrfrist: 2. Mai 2030, 10:00 Uhr" in answer.content.decode()


def test_a_change_with_an_hour_leaves_what_is_public_as_it_is_until_then():
    page = release("offen", date(2020, 1, 1))
    page.intro, page.go_live_at = "Neuer Vorspann", NOON
    page.save_revision().publish()
    assert "Vorspann offen" in text("/presse/") and "Neuer Vorspann" not in text("/presse/")
    scheduled.publish_due(NOON)
    assert "Neuer Vorspann" in text("/presse/")


def test_a_story_does_not_appear_by_the_hour_of_a_revision():
    story = builders.draft(builders.officer())
    story.latest_revision.approved_go_live_at = NOON
    story.latest_revision.save(update_fields=["approved_go_live_at"])
    assert scheduled.publish_due(NOON).failed == 0
    assert not builders.fresh(story).live


def test_the_koordination_takes_a_release_along_as_a_file_with_its_hour_on_top():
    page = held_back()
    page.co_issuers = [CoIssuer(group=builders.centre("stadt-jena").group)]
    page.body = [("heading", "Erstens"), ("text", "<p>Eins &amp; zwei.</p><ul><li>drei</li></ul>")]
    page.go_live_at = NOON
    page.save_revision()
    client = client_for(builders.coordinator())
    words = client.get(reverse("press_copy", args=[page.pk, "txt"])).content.decode("utf-8-sig")
    assert words.index("Sperrfrist: 2. Mai 2030, 10:00 Uhr") < words.index("Pressemitteilung, Deutscher")
    for piece in (
        "gemeinsam mit",
        "Berlin, 2. Mai 2030. Sperrfristwort",
        "Erstens",
        "Eins & zwei.",
        "- drei",
    ):
        assert piece in words, piece
    answer = client.get(reverse("press_copy", args=[page.pk, "docx"]))
    assert answer.content[:2] == b"PK" and "no-store" in answer["Cache-Control"]
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("press_copy", args=[page.pk, "docx"]) in edit
    assert client.get(reverse("press_copy", args=[page.pk, "pdf"])).status_code == 404
    officer = client_for(builders.officer())
    assert officer.get(reverse("press_copy", args=[page.pk, "txt"])).status_code in (403, 404)
