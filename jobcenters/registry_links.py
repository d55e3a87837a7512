"""The address of a centre's own website, which its page takes from the registry where the section names none."""

from collections.abc import Iterator

from wagtail.models import Page

from campaign.proofreading.passages import Address
from jobcenters.models import JobcenterPage


def of_section(page: Page) -> Iterator[Address]:
    """Yield the registry's address for the page of a centre that shows it."""
    if isinstance(page, JobcenterPage) and not page.website and page.jobcenter.website:
        yield Address("Internetseite (aus dem Register)", page.jobcenter.website)
