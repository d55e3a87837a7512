"""Copies of pages in nginx lie there packed: who can read that gets the bytes as they lie, everybody else gets the page."""

import gzip

import pytest

from campaign.models import ContentPage
from tests.deployment.copies import copied, settled
from tests.deployment.deployment import Answer, Deployment

pytestmark = [pytest.mark.requires("nginx", "redis-server")]
PACKED = {"Accept-Encoding": "gzip, deflate, br"}


def ask(site: Deployment, path: str, **headers: str) -> Answer:
    """Ask for a page that is there as a copy."""
    answer = site.get(path, **headers)
    assert answer.header("X-Cache") == "HIT" and answer.header("Vary") == "Accept-Encoding", path
    return answer


@pytest.mark.parametrize("path", ["/", "/menschen-vor-ort/feed/", "/sitemap.xml"])
def test_a_copy_lies_packed_and_is_unpacked_for_who_cannot_read_it(site: Deployment, path: str):
    copied(site, path)
    packed, plain = ask(site, path, **PACKED), ask(site, path)
    # Its length is known only because nobody packs it now.
    assert packed.header("Content-Encoding") == "gzip"
    assert int(packed.header("Content-Length")) == len(packed.body) < len(plain.body)
    assert not plain.header("Content-Encoding") and gzip.decompress(packed.body) == plain.body
    for answer, headers in ((packed, PACKED), (plain, {})):
        again = site.get(path, **headers, **{"If-None-Match": answer.header("ETag")})
        assert (again.status, again.body) == (304, b"")


def test_the_copy_that_takes_its_place_is_packed_too(site: Deployment):
    path = "/impressum/"
    copied(site, path)
    page = ContentPage.objects.get(slug="impressum").specific
    page.intro = "Neu gepackt"
    page.save_revision().publish()
    settled()
    packed = ask(site, path, **PACKED)
    assert "Neu gepackt" in gzip.decompress(packed.body).decode() and packed.header("Content-Length")
