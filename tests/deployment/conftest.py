"""One running site for all tests of this folder: it takes a while to start."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from campaign.media.release import resync_all
from stories.models import StoryPage
from tests import builders, snapshot
from tests.deployment import deployment
from tests.deployment.deployment import Deployment


@pytest.fixture(scope="package")
def site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Deployment]:
    """The running site; what a test commits goes at the end."""
    with django_db_blocker.unblock():
        if connection.vendor != "postgresql":
            pytest.skip("Der Betrieb verlangt PostgreSQL.")
        running = deployment.new(tmp_path_factory.mktemp("deployment"))
        # What the tests do in this process is an act like any other.
        host, settings.SITE_HOST = settings.SITE_HOST, deployment.NAME
        settings.CACHE_PURGE_URLS = running.caches
        running.collect()
        running.start_cache()
        try:
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(running.start_web, (0, 1)))
            running.start_nginx()
            yield running
        finally:
            settings.CACHE_PURGE_URLS, settings.SITE_HOST = [], host
            for name in list(running.processes):
                running.stop(name)
            snapshot.restore()


@pytest.fixture(scope="package")
def story(site: Deployment) -> StoryPage:
    """A public story with its files made."""
    page = builders.published()
    resync_all()
    return page
