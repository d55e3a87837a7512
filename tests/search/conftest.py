"""Every test of the search finds the tree written down, also in a database that was prepared before there was a search."""

import pytest

from campaign.search import writing


@pytest.fixture(autouse=True)
def entries(db):
    """Write what is missing."""
    writing.settle()
