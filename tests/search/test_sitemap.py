"""The map for search engines: public pages and no others, in parts, each of which asks of its own pages only."""

import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaign import sitemap
from campaign.models import ContentPage, HomePage, SearchEntry
from jobcenters.models import Jobcenter
from tests import builders

pytestmark = pytest.mark.django_db


def addresses(path: str = "/sitemap.xml") -> list[str]:
    """The addresses that a map or a list of parts names, without the name of the website."""
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/xml")
    found = [one.text or "" for one in ET.fromstring(answer.content).iter() if one.tag.endswith("}loc")]
    return [f"/{one.split('/', 3)[3]}" for one in found]


def test_it_names_public_pages_once_and_nothing_else():
    story = builders.published()
    draft = builders.draft(builders.officer())
    HomePage.objects.get().add_child(instance=ContentPage(title="Unfertig", slug="unfertig", live=False))
    Jobcenter.objects.filter(slug="stadt-jena").update(closed_on=timezone.localdate() - timedelta(days=1))
    found = addresses()
    assert len(found) == len(set(found))
    for path in ("/", "/jobcenter/", "/jobcenter/landkreis-harz/", "/impressum/", "/daten/", story.get_url()):
        assert path in found, path
    for path in (
        draft.get_url(),
        "/unfertig/",
        "/jobcenter/stadt-jena/",
        "/suche/",
        "/menschen-vor-ort/kreis-dueren/",
    ):
        assert path not in found, path
    for path in found[:12]:
        assert Client().get(path).status_code == 200, path
    assert b"<lastmod>" in Client().get("/sitemap.xml").content


def test_a_large_site_has_parts_that_hold_everything_once(monkeypatch):
    whole = addresses()
    monkeypatch.setattr(sitemap, "PER_PART", 50)
    builders.published()
    parts = addresses()
    assert parts[0] == "/sitemap-1.xml"
    found = [address for part in parts for address in addresses(part)]
    assert len(found) == len(set(found)) == len(whole) + 1
    assert Client().get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404
    for number in ("0", "99999999999999999999"):
        assert Client().get(f"/sitemap-{number}.xml").status_code == 404, number


def test_a_part_is_a_range_of_numbers_whatever_may_be_shown_of_it(monkeypatch):
    monkeypatch.setattr(sitemap, "PER_PART", 50)
    before = [addresses(part) for part in addresses()]
    assert max(len(part) for part in before[1:]) <= 50
    story = builders.published()
    first = SearchEntry.objects.exclude(page=None).order_by("page_id")[50].page
    type(first).objects.filter(pk=first.pk).update(live=False)
    after = [addresses(part) for part in addresses()]
    assert after[0] == before[0] and after[1] == before[1][1:] and story.get_url() in after[-1]
    with CaptureQueriesContext(connection) as captured:
        addresses("/sitemap-2.xml")
    assert len(captured) <= 5
