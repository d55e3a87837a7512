"""Sessions that ran out are deleted; others stay."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from campaign.accounts import sessions
from tests import builders
from tests.accounts.login import client_for


@pytest.mark.django_db
def test_a_session_that_ran_out_is_deleted_and_no_other():
    first, second = (client_for(builders.officer()).cookies["sessionid"].value for _ in range(2))
    Session.objects.filter(pk=first).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert sessions.forget(timezone.now(), force=False).done == 1
    assert not Session.objects.filter(pk=first).exists()
    assert Session.objects.filter(pk=second).exists()
