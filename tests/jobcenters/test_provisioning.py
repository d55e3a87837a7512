"""A centre is made in steps: the section first, its record then."""

import pytest

from campaign.models.search import SearchEntry
from campaign.publishing.fixed import add_published
from jobcenters.models import JobcenterIndexPage, JobcenterPage

pytestmark = pytest.mark.django_db


def test_a_section_can_be_made_before_its_record():
    page = JobcenterPage(title="Landkreis Beispiel", slug="landkreis-beispiel")

    add_published(JobcenterIndexPage.objects.get(), page)

    assert SearchEntry.objects.get(page=page).label == ""
