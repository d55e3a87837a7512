"""Accounts that nobody uses are announced after a year and locked 30 days later, unless somebody still comes."""

from datetime import datetime, timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.todo import agenda_for
from campaign.audit.models import AuditEntry
from jobcenters.people import acts, unused
from tests import builders
from tests.accounts.login import make_user, sign_in
from tests.jobcenters.people_forms import mails

pytestmark = pytest.mark.django_db
YEAR, NOTICE = timedelta(days=366), timedelta(days=30)


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def keepers(now: datetime) -> tuple[User, User]:
    """Let somebody of the Koordination and of the Technik be in use far into the future."""
    people = builders.coordinator(), builders.technik()
    User.objects.filter(pk__in=[one.pk for one in people]).update(last_login=now + 4 * YEAR)
    return people


def run(moment: datetime) -> int:
    return unused.job(moment, force=False).done


def is_active(user: User) -> bool:
    return User.objects.get(pk=user.pk).is_active


def test_a_mail_after_a_year_and_the_lock_a_month_later(now: datetime, keepers):
    user = builders.officer("stadt-jena")
    assert run(now + timedelta(days=364)) == 0
    assert run(now + YEAR) == 1
    [mail] = mails(user.email)
    assert mail.subject.startswith("Ihr Zugang wird am ") and mail.subject.endswith(" gesperrt")
    assert "/admin/login/" in mail.text
    assert run(now + YEAR + timedelta(days=29)) == 0 and is_active(user)
    assert run(now + YEAR + NOTICE) == 1 and not is_active(user)
    assert run(now + YEAR + 2 * NOTICE) == 0 and len(mails(user.email)) == 1
    log = AuditEntry.objects.filter(object_id=str(user.pk)).order_by("pk")
    assert [entry.action for entry in log] == ["account.warned", "account.locked"]
    assert {entry.centre for entry in log} == {builders.centre("stadt-jena").ags}
    assert log[1].data == {"unused": True} and log[1].actor_label == "System"


def test_the_last_one_of_a_centre_is_locked_with_an_alarm(now: datetime, keepers):
    centre, (boss, _) = builders.centre(), keepers
    builders.officer(centre.slug)
    run(now + YEAR)
    run(now + YEAR + NOTICE)
    assert centre.name in mails(boss.email)[-1].subject
    assert f"{centre.name} hat niemanden" in "".join(todo.text for todo in agenda_for(boss).to_do)


def test_a_login_in_time_takes_the_announcement_back(now: datetime, keepers):
    user = make_user("spaet@beispiel.example", builders.centre().group)
    run(now + YEAR)
    assert User.objects.get(pk=user.pk).warned_at
    sign_in(Client(), user)
    assert User.objects.get(pk=user.pk).warned_at is None
    User.objects.filter(pk=user.pk).update(last_login=now + YEAR + timedelta(days=3))
    assert run(now + YEAR + NOTICE) == 0 and is_active(user)


def test_a_recent_login_is_use(now: datetime, keepers):
    user = builders.officer()
    User.objects.filter(pk=user.pk).update(last_login=now + timedelta(days=200))
    assert run(now + YEAR) == 0 and not mails(user.email)


def test_an_account_opened_again_has_a_year_anew(now: datetime, keepers):
    user = builders.officer()
    User.objects.filter(pk=user.pk).update(date_joined=now - 2 * YEAR, is_active=False)
    acts.unlock(user, keepers[0])
    assert run(now + timedelta(days=1)) == 0
    assert run(now + YEAR) == 1


@pytest.mark.parametrize("make", [builders.technik, builders.coordinator])
def test_the_last_of_a_role_is_never_locked_but_everybody_is_told_once(now: datetime, make):
    only = make()
    other = builders.coordinator() if make is builders.technik else builders.technik()
    User.objects.filter(pk=other.pk).update(last_login=now + 4 * YEAR)
    run(now + YEAR)
    assert run(now + YEAR + NOTICE) == 1
    run(now + YEAR + NOTICE + timedelta(days=1))
    assert is_active(only)
    assert ["nicht gesperrt" in mail.subject for mail in mails(other.email)] == [True]
    assert AuditEntry.objects.filter(action="account.spared", object_id=str(only.pk)).count() == 1


def test_of_two_unused_coordinators_one_stays(now: datetime):
    pair = builders.coordinator(), builders.coordinator()
    builders.technik()
    run(now + YEAR)
    run(now + YEAR + NOTICE)
    assert sorted(map(is_active, pair)) == [False, True]


def test_somebody_locked_already_gets_no_mail(now: datetime, keepers):
    user = builders.officer(is_active=False)
    assert run(now + YEAR) == 0 and not mails(user.email)


@override_settings(DEMO=True)
def test_the_jobs_do_it_as_if_it_were_then(now: datetime, keepers):
    from django.core.management import call_command

    user = builders.officer()
    call_command("run_jobs", "--at", (now + YEAR).isoformat())
    assert any("gesperrt" in mail.subject for mail in mails(user.email))
    call_command("run_jobs", "--at", (now + YEAR + NOTICE).isoformat())
    assert not is_active(user)
