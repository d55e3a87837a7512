"""A journalist: releases, whom to ask, figures with their source, the logo, a picture – and the word when it ends."""

import html
import re
from datetime import date

import feedparser
import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from campaign import press_recall
from campaign.anonymous_forms import FIELD
from campaign.figures import acts as figure_acts
from campaign.material import acts as material_acts
from campaign.material import logo_pack
from campaign.models import (
    Material,
    PressContact,
    PressDownload,
    PressIndexPage,
    PressIndexPicture,
    PressReleasePage,
)
from campaign.publishing.fixed import add_published
from stories.consents.rules import Channel
from tests import builders
from tests.journeys.steps import mailed, text

pytestmark = pytest.mark.django_db
PRESS = frozenset({Channel.WEB, Channel.PRESS})
MAIL = "redaktion@zeitung.example"


@pytest.fixture(autouse=True)
def stores(settings, tmp_path):
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path / "media", tmp_path / "private"
    cache.clear()


def signed(story, channels: frozenset[Channel]) -> None:
    """The person has agreed to these channels, newly and alone."""
    builders.consent(story.persons.first(), channels=channels, declared_on=timezone.localdate())
    assert press_recall.job(timezone.now(), force=False).failed == 0


@pytest.fixture
def portrait():
    """What the campaign offers the press: a release, a contact, a figure, the logo and the picture of a story."""
    coordinator, press = builders.coordinator(), PressIndexPage.objects.get()
    story = builders.published()
    press.about = "Wortlaut über die Kampagne."
    press.contacts.add(PressContact(publisher="dst", name="Beispiel-Person Robin", phone="030 23125-200"))
    press.pictures.add(PressIndexPicture(image=story.portrait, caption="An der Werkbank"))
    press.save_revision(user=coordinator).publish(user=coordinator)
    add_published(
        press, PressReleasePage(title="Fünf offene Tage", slug="tage", date=date(2019, 8, 21), intro="Kurz.")
    )
    words = {
        "unit": "von 407 Jobcentern",
        "label": "führen Kommunen",
        "definition": "",
        "source": "Städtetag",
    }
    content = words | {"value": "104", "as_of": date(2019, 8, 21), "source_url": "https://www.staedtetag.de/"}
    figure_acts.begin(content, actor=coordinator)
    logo = {"title": "Logo", "kind": Material.Kind.LOGO, "description": "", "terms": "", "audience": "public"}
    material = material_acts.begin(logo, actor=coordinator)
    material_acts.add_version(material, logo_pack.files_of()[:1], actor=coordinator, day=date(2026, 1, 1))
    material_acts.offer(material, True, actor=coordinator)
    signed(story, PRESS)
    return story


def test_she_finds_all_she_needs_and_is_told_when_a_picture_may_be_used_no_longer(portrait):
    journalist = Client()
    page = html.unescape(text(journalist.get("/presse/")))
    for piece in (
        "Fünf offene Tage",
        "030 23125-200",
        "Wortlaut über die Kampagne.",
        "104",
        "Quelle: ",
        "Städtetag",
    ):
        assert piece in page, piece
    assert feedparser.parse(journalist.get("/presse/feed/").content).entries[0].title == "Fünf offene Tage"
    assert journalist.get(re.search(r'href="(/presse/ansprechpersonen/)"', page)[1]).status_code == 200

    material = text(journalist.get(re.search(r'href="(/material/[^"]*)"', page)[1]))
    file = journalist.get(re.search(r'href="(/material/datei/[^"]+|/media/[^"]+\.svg)"', material)[1])
    assert b"<svg" in b"".join(file.streaming_content if file.streaming else [file.content])

    form = re.search(r'href="(/presse/bilder/\d+/)"', page)[1]
    token = re.search(rf'name="{FIELD}" value="([^"]+)"', text(journalist.get(form)))[1]
    said = {"medium": "Beispiel-Zeitung", "email": MAIL, "accepts": "on", FIELD: token}
    answer = journalist.post(form, said)
    assert answer["Content-Type"] == "image/jpeg" and not answer.cookies
    assert PressDownload.objects.get().medium == "Beispiel-Zeitung"

    signed(portrait, frozenset({Channel.WEB}))
    assert journalist.get(form).status_code == 404
    assert "An der Werkbank" not in text(journalist.get("/presse/"))
    assert mailed(MAIL, "Bitte verwenden Sie es nicht mehr")
