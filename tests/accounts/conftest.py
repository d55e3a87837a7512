"""The people of the house, one of each role, and two centres that must not see each other."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache

from campaign.accounts.models import User
from campaign.accounts.roles import KOORDINATION_GROUP
from jobcenters.models import Jobcenter
from tests.accounts import identity_provider
from tests.accounts.login import make_user
from tests.accounts.provider_visits import NAME


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def harz(db: None) -> Jobcenter:
    return Jobcenter.objects.get(slug="landkreis-harz")


@pytest.fixture
def jena(db: None) -> Jobcenter:
    return Jobcenter.objects.get(slug="stadt-jena")


@pytest.fixture
def officer(harz: Jobcenter) -> User:
    return make_user("redaktion.harz@beispiel.test", harz.group, first_name="Rosa", last_name="Beispiel")


@pytest.fixture
def coordinator(db: None) -> User:
    return make_user("koordination@beispiel.test", Group.objects.get(name=KOORDINATION_GROUP))


@pytest.fixture
def operator(db: None) -> User:
    return make_user("technik@beispiel.test", is_superuser=True)


@pytest.fixture
def stranger(db: None) -> User:
    """Somebody without any role."""
    return make_user("ohne.aufgabe@beispiel.test")


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Start the provider; return the address by which it is known."""
    running = subprocess.Popen(
        [sys.executable, identity_provider.__file__], stdout=subprocess.PIPE, text=True
    )
    try:
        yield f"http://127.0.0.1:{running.stdout.readline().strip()}"
    finally:
        running.terminate()
        running.wait(timeout=10)


@pytest.fixture
def with_provider(settings, issuer: str) -> None:
    """Let people log in with the provider."""
    settings.OIDC_ISSUER, settings.OIDC_NAME = issuer, NAME
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = identity_provider.CLIENT, identity_provider.SECRET
    settings.OIDC_SECOND_FACTOR = []
