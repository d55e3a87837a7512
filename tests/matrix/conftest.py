"""The world is built once per file and taken back after it; each request undoes what it did."""

import logging
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.matrix import world as worlds


@pytest.fixture(scope="module", autouse=True)
def _no_contexts() -> Iterator[None]:
    """Django's client keeps a copy of what each template is given; nobody here looks at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.test.client.store_rendered_templates", lambda *sent, **more: None)
        yield


@pytest.fixture(scope="module")
def world(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[worlds.World]:
    # Thousands of refusals would fill pytest's memory with traces.
    logging.disable(logging.ERROR)
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield worlds.build(tagged=getattr(request.module, "TAGGED", False))
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
