"""A walk along all links from the start page and the sitemap: none is dead, every page's HTML is sound."""

import re
import urllib.error
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.browser.findings import assert_nothing
from tests.browser.markup import Document, problems
from tests.browser.site import Site

# Of the 104 sections, which share a template, every so many is read in full.
SECTION = re.compile(r"/jobcenter/([a-z0-9-]+)/$")
EVERY = 8
# Every page hands its own address to this form; one of them is looked at.
FORM = "/barriere-melden/?"


@dataclass
class Crawl:
    """Every address of the site that can be reached without an account."""

    site: str
    status: dict[str, int] = field(default_factory=dict)
    html: dict[str, str] = field(default_factory=dict)
    wanted: dict[str, set[str]] = field(default_factory=dict)
    anchors: dict[str, set[str]] = field(default_factory=dict)

    def walk(self, *starts: str) -> None:
        """Follow links breadth first; from a filtered list no further filters are followed."""
        queue = [urljoin(self.site, start) for start in starts]
        while queue:
            address = queue.pop(0)
            if address not in self.status:
                queue += self._visit(address)

    def _visit(self, address: str) -> list[str]:
        status, html, document = self._fetch(address)
        self.status[address] = status
        if not html:
            return re.findall(r"<loc>([^<]+)</loc>", document)
        self.html[address] = html
        parsed = Document(html)
        self.anchors[address] = set(filter(None, parsed.ids))
        found = []
        for href in parsed.links:
            target, anchor = urldefrag(urljoin(address, href))
            if FORM in target and any(FORM in known and known != target for known in self.wanted):
                continue
            if self._is_ours(target) and not (urlsplit(address).query and urlsplit(target).query):
                found.append(target)
                self.wanted.setdefault(target, set()).add(anchor)
        return found

    def _is_ours(self, target: str) -> bool:
        return target.startswith(f"{self.site}/") and not target.startswith(f"{self.site}/admin/")

    def _fetch(self, address: str) -> tuple[int, str, str]:
        """Return status, HTML (or "") and body."""
        try:
            with urllib.request.urlopen(address) as answer:
                body = answer.read().decode("utf-8", "replace")
                return answer.status, body if "html" in answer.headers["Content-Type"] else "", body
        except urllib.error.HTTPError as error:
            return error.code, "", ""


@pytest.fixture(scope="module")
def crawl(site: Site) -> Crawl:
    crawl = Crawl(site.url)
    crawl.walk("/", "/sitemap.xml", "/robots.txt")
    return crawl


def test_no_link_is_dead(crawl: Crawl):
    dead = {address: [str(status)] for address, status in crawl.status.items() if status != 200}
    assert_nothing(dead)
    assert len(crawl.status) >= 104 + 15


def test_no_anchor_on_another_page_is_missing(crawl: Crawl):
    found = {
        address: [f"Sprungziel #{anchor} fehlt" for anchor in sorted(wanted - {""} - crawl.anchors[address])]
        for address, wanted in crawl.wanted.items()
        if address in crawl.anchors
    }
    assert_nothing(found)


def test_the_html_of_all_pages_is_sound(crawl: Crawl):
    sections = [address for address in crawl.html if SECTION.search(address)]
    left_out = set(sections) - set(sections[::EVERY])
    assert_nothing(
        {address: problems(html) for address, html in crawl.html.items() if address not in left_out}
    )


def test_no_two_pages_have_the_same_title(crawl: Crawl):
    titles = Counter(
        Document(html).title for address, html in crawl.html.items() if not urlsplit(address).query
    )
    assert [title for title, times in titles.items() if times > 1] == []
