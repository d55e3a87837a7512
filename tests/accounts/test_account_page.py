"""The own account: everybody says how mails that can wait should come."""

import json
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from campaign.accounts.account_page import mail_times
from campaign.accounts.rhythm import Rhythm, next_time
from campaign.audit.models import AuditEntry, OutboxMail
from tests import builders
from tests.accounts.login import client_for

ACCOUNT = "/admin/account/"


def german(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("rhythm", "now", "then"),
    [
        (Rhythm.NOW, "2026-11-24T03:00", "2026-11-24T03:00"),
        (Rhythm.DAILY, "2026-11-24T06:59", "2026-11-24T07:00"),
        (Rhythm.DAILY, "2026-11-24T07:00", "2026-11-25T07:00"),
        # The clocks go back that night: it is seven o'clock all the same.
        (Rhythm.DAILY, "2026-10-24T22:00", "2026-10-25T07:00"),
        (Rhythm.WEEKLY, "2026-11-23T06:59", "2026-11-23T07:00"),
        (Rhythm.WEEKLY, "2026-11-23T07:00", "2026-11-30T07:00"),
        (Rhythm.WEEKLY, "2026-11-29T12:00", "2026-11-30T07:00"),
        ("unbekannt", "2026-11-24T03:00", "2026-11-24T03:00"),
    ],
)
def test_the_next_mail_comes_at_seven_of_the_coming_day_or_monday(rhythm, now, then):
    assert next_time(rhythm, german(now)) == german(then)


def form(client, **fields) -> dict:
    """Return what the account page would send back, unchanged but for `fields`."""
    page = client.get(ACCOUNT)
    panels = [panel for tab in page.context["panels_by_tab"].values() for panel in tab]
    data = {}
    for panel in panels:
        shown = panel.get_form()
        data |= {one.html_name: one.value() for one in shown if one.value() not in (None, "")}
    return {key: value for key, value in data.items() if "avatar" not in key} | fields


@pytest.mark.django_db
def test_the_account_page_asks_how_mails_should_come_and_nothing_that_has_no_effect():
    for user in (builders.officer(), builders.coordinator(), builders.technik()):
        page = client_for(user).get(ACCOUNT)
        names = [panel.name for tab in page.context["panels_by_tab"].values() for panel in tab]
        assert "mails" in names and "notifications" not in names
        assert "Benachrichtigung" not in page.content.decode()


@pytest.mark.django_db
def test_a_choice_counts_from_then_on_and_for_what_is_collected_already():
    user = builders.officer(first_name="Ina", last_name="Beispiel")
    client = client_for(user)
    assert client.post(ACCOUNT, form(client, **{"mails-mail_rhythm": "weekly"})).status_code == 302
    monday = next_time(Rhythm.WEEKLY, timezone.now())
    assert mail_times([user.email, "fremd@beispiel.example"], timezone.now()) == {user.email: monday}
    OutboxMail.objects.create(to=user.email, state="collected", due_at=monday + timedelta(days=7))
    assert client.post(ACCOUNT, form(client, **{"mails-mail_rhythm": "daily"})).status_code == 302
    tomorrow = next_time(Rhythm.DAILY, timezone.now())
    assert OutboxMail.objects.get(to=user.email).due_at == tomorrow
    assert AuditEntry.objects.filter(action="account.mails_chosen", actor_id=user.pk).count() == 2
    user.is_active = False
    user.save()
    assert mail_times([user.email], timezone.now()) == {}


@pytest.mark.django_db
def test_a_wrong_choice_is_refused():
    user = builders.officer(first_name="Ina", last_name="Beispiel")
    client = client_for(user)
    assert client.post(ACCOUNT, form(client, **{"mails-mail_rhythm": "nie"})).status_code == 200
    user.refresh_from_db()
    assert user.mail_rhythm == "now"


CLOSED = "/admin/dismissibles/"
ODD = [
    *(
        "[1]",
        '"x"',
        "7",
        "null",
        "",
        "9" * 5_000,
        "[" * 100_000,
        b"\xff\xfe",
        '{"a\\u0000": true}',
        '{"a": [true]}',
    ),
    *(json.dumps({"a": "x" * 300}), json.dumps(dict.fromkeys(map(str, range(99)), True))),
]


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: str(odd)[:12])
def test_what_nobody_can_have_closed_is_refused(odd: str | bytes):
    client = client_for(builders.officer())
    assert client.patch(CLOSED, odd, content_type="application/json").status_code == 400
    assert client.get(CLOSED).json() == {}


@pytest.mark.django_db
def test_what_somebody_closed_stays_closed():
    client = client_for(builders.officer())
    closed = {"whats-new": "7.4", "hint": True}
    assert client.patch(CLOSED, closed, content_type="application/json").json() == closed
    assert client.get(CLOSED).json() == closed


@pytest.mark.django_db
def test_what_somebody_closed_never_becomes_more_than_there_is_to_close():
    client = client_for(builders.officer())
    for first in range(0, 200, 40):
        some = {str(number): True for number in range(first, first + 40)}
        client.patch(CLOSED, some, content_type="application/json")
    assert len(client.get(CLOSED).json()) == 40
    assert client.patch(CLOSED, {"7": False}, content_type="application/json").status_code == 200
