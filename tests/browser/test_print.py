"""On paper: the card of a Jobcenter and a story are one sheet each, with the address to come back."""

import io
from collections.abc import Callable

from pypdf import PdfReader

from tests.browser.site import Site
from tests.browser.test_pages import samples
from tests.browser.visit import Visit


def test_card_and_story_are_one_sheet_with_their_address(site: Site, visit: Callable[..., Visit]):
    looking = visit()
    sheets = {}
    for path in [*samples(site, "jobcenters.JobcenterPage"), *samples(site, "stories.StoryPage")]:
        page = looking.open(path)
        paper = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
        words = "".join(paper[-1].extract_text().split())
        sheets[path] = (len(paper), f"{site.url}{path}" in words)
        page.close()
    assert sheets == dict.fromkeys(sheets, (1, True))
