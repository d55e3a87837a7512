"""The people of the house, one of each role, and two centres that must not see each other."""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache

from campaign.accounts.models import User
from campaign.accounts.roles import KOORDINATION_GROUP
from jobcenters.models import Jobcenter
from tests.accounts.login import make_user


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
