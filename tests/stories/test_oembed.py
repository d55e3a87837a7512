"""oEmbed: other websites ask how to show something of ours, and hear nothing of what they may not show."""

import json
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from campaign.media import orders
from campaign.models.figures import Kennzahl
from campaign.publishing import erasure, review
from jobcenters.models import FormerAddress
from stories.consents.rules import Channel
from stories.models import StoryPage
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stores(settings, tmp_path):
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path / "media", tmp_path / "private"
    cache.clear()


def told(*channels: Channel) -> StoryPage:
    """A public story whose person agreed to these channels besides the website."""
    story = builders.published()
    builders.consent(
        story.persons.first(), channels=frozenset({Channel.WEB, *channels}), declared_on=timezone.localdate()
    )
    return story


def ask(url: str, **more: str):
    return Client().get("/oembed/", {"url": url, **more})


def test_a_story_is_described_after_the_specification():
    story = told(Channel.PARTNERS)
    orders.make_ordered(force=True)
    answer = ask(story.full_url)
    data = answer.json()
    assert (data["type"], data["version"], data["title"]) == ("rich", "1.0", story.title)
    assert data["html"].startswith("<iframe ") and f'title="{story.title}"' in data["html"]
    assert f"/einbetten/geschichte/{story.pk}/" in data["html"] and "<script" not in data["html"]
    assert f'width="{data["width"]}" height="{data["height"]}"' in data["html"]
    assert data["provider_url"] == f"{settings.BASE_URL}/" and 0 < data["cache_age"] <= 60
    assert answer["Access-Control-Allow-Origin"] == "*" and not answer.cookies
    shown = Client().get(data["thumbnail_url"].removeprefix(settings.BASE_URL))
    assert shown.status_code == 200 and shown["Content-Type"] == "image/jpeg"
    assert shown["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_what_the_answer_names_can_be_shown_and_the_page_leads_to_the_answer():
    story = told(Channel.PARTNERS)
    page = Client().get(story.get_url()).content.decode()
    for media_type in ("application/json+oembed", "text/xml+oembed"):
        address = page.split(f'type="{media_type}"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
        answer = Client().get(address.removeprefix(settings.BASE_URL))
        assert answer.status_code == 200
        html = answer.json()["html"] if "json" in media_type else _xml(answer)["html"]
        src = html.split('src="')[1].split('"')[0].removeprefix(settings.BASE_URL)
        assert story.title in Client().get(src).content.decode()


def _xml(answer) -> dict[str, str]:
    return {one.tag: one.text for one in ElementTree.fromstring(answer.content)}


def test_xml_says_the_same_and_another_format_is_not_there():
    url = told(Channel.PARTNERS).full_url
    answer = ask(url, format="xml")
    assert answer["Content-Type"].startswith("text/xml")
    assert _xml(answer) == {name: str(value) for name, value in ask(url).json().items()}
    assert ask(url, format="yaml").status_code == 400


def test_width_and_height_stay_within_what_the_asker_has():
    url = told(Channel.PARTNERS).full_url
    for wide, high in ((320, 200), (5000, 5000), (1, 1)):
        data = ask(url, maxwidth=str(wide), maxheight=str(high)).json()
        assert data["width"] <= wide and data["height"] <= high
        assert "thumbnail_width" not in data or data["thumbnail_width"] <= wide
    for odd in ("0", "-5", "x", "1e3", "9" * 40, "", "٣"):
        assert ask(url, maxwidth=odd, maxheight=odd).json()["width"] == ask(url).json()["width"]


def test_a_withdrawn_story_is_gone_at_once_and_after_the_erasure():
    story = told(Channel.PARTNERS)
    url, short = story.full_url, f"{settings.BASE_URL}/menschenvorort/{story.pk}"
    assert ask(url).status_code == ask(short).status_code == 200
    review.withdraw_for_person(story)
    for _ in range(2):
        for address in (url, short):
            answer = ask(address)
            assert answer.status_code == 404 and story.title not in answer.content.decode()
        assert Client().get(f"/einbetten/bild/{story.pk}.jpg").status_code == 404
        erasure.job(timezone.now())


def test_without_a_yes_for_partners_there_is_no_answer_no_picture_and_no_hint_on_the_page():
    story, draft = told(Channel.SOCIAL), builders.draft(builders.officer())
    for page in (story, draft):
        answer = ask(page.full_url)
        assert answer.status_code == 404 and page.title not in answer.content.decode()
        assert Client().get(f"/einbetten/bild/{page.pk}.jpg").status_code == 404
    assert "oembed" not in Client().get(story.get_url()).content.decode()


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("/jobcenter/", "/einbetten/finder/"),
        ("/jobcenter/kreis-dueren/", "/einbetten/jobcenter/kreis-dueren/"),
        ("/menschen-vor-ort/", "/einbetten/geschichten/"),
        ("/menschen-vor-ort/?land=hessen&thema=jung", "/einbetten/geschichten/?land=hessen&amp;thema=jung"),
        ("/menschen-vor-ort/kreis-dueren/", "/einbetten/geschichten/?jobcenter=kreis-dueren"),
    ],
)
def test_finder_centres_and_lists_can_be_embedded(path: str, inside: str):
    data = ask(settings.BASE_URL + path).json()
    assert f'src="{settings.BASE_URL}{inside}"' in data["html"] and data["title"]
    src = data["html"].split('src="')[1].split('"')[0].replace("&amp;", "&")
    assert Client().get(src.removeprefix(settings.BASE_URL)).status_code == 200


def test_a_public_figure_can_be_embedded_and_a_hidden_one_cannot():
    figure = Kennzahl.objects.create(
        key="beispiel",
        value="104",
        unit="von 407 Jobcentern",
        label="sind kommunal",
        as_of=timezone.localdate(),
        source="Beispielquelle",
        is_public=True,
    )
    url = f"{settings.BASE_URL}/zahlen-und-fakten/#{figure.key}"
    assert f"/einbetten/kennzahl/{figure.key}/" in ask(url).json()["html"]
    inside = f"/einbetten/kennzahl/{figure.key}/"
    assert "Beispielquelle" in Client().get(inside).content.decode()
    Kennzahl.objects.filter(pk=figure.pk).update(is_public=False)
    assert ask(url).status_code == Client().get(inside).status_code == 404


def test_a_former_name_of_a_centre_is_understood():
    story = told(Channel.PARTNERS)
    FormerAddress.objects.create(path="/jobcenter/kreis-alt/", page=story.jobcenter.section)
    url = story.full_url.replace("kreis-dueren", "kreis-alt")
    assert ask(url).json()["title"] == story.title
    assert Client().get("/einbetten/jobcenter/kreis-alt/")["Location"] == "/einbetten/jobcenter/kreis-dueren/"


@pytest.mark.parametrize(
    "url",
    [
        "https://fremd.example/menschen-vor-ort/kreis-dueren/werkbank/",
        f"{settings.BASE_URL}@fremd.example/jobcenter/",
        f"{settings.BASE_URL}.fremd.example/jobcenter/",
        "//fremd.example/jobcenter/",
        "/jobcenter/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://[::1/jobcenter/",
        "http://127.0.0.1:1/jobcenter/",
        f"{settings.BASE_URL}/admin/",
        f"{settings.BASE_URL}/menschen-vor-ort/feed/",
        f"{settings.BASE_URL}/jobcenter/gibt-es-nicht/",
        f"{settings.BASE_URL}/menschen-vor-ort/?land=atlantis",
        f"{settings.BASE_URL}/menschen-vor-ort/?jobcenter=%00",
        f"{settings.BASE_URL}/menschenvorort/999999999",
        f"{settings.BASE_URL}/jobcenter/{'a' * 5000}/",
        "\ud800",
        "%",
        " ",
    ],
)
def test_every_other_address_is_unknown(url: str):
    answer = Client().get(f"/oembed/?url={quote(url, safe='', errors='surrogatepass')}")
    assert answer.status_code == 404 and "Location" not in answer


def test_only_reading_and_only_with_an_address():
    assert Client().get("/oembed/").status_code == 400
    assert Client().post("/oembed/", {"url": f"{settings.BASE_URL}/jobcenter/"}).status_code == 405
    assert Client().head("/oembed/", {"url": f"{settings.BASE_URL}/jobcenter/"}).status_code == 200
    first = ask(f"{settings.BASE_URL}/jobcenter/")
    again = Client().get(
        "/oembed/", {"url": f"{settings.BASE_URL}/jobcenter/"}, headers={"If-None-Match": first["ETag"]}
    )
    assert again.status_code == 304 and json.loads(first.content)["cache_age"] <= 60
