"""Nothing stays in outbox and form tokens longer than it is needed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaign.audit import retention
from campaign.audit.models import OutboxMail, UsedToken
from campaign.audit.tally import Tally

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def stored(**fields) -> OutboxMail:
    content = {"subject": "Geschichte von Erika Beispiel", "text": "Link", "html": "<p>Link</p>"}
    return OutboxMail.objects.create(to="eins@beispiel.test", **content | fields)


@pytest.mark.parametrize("fields", [{"state": "sent", "sent_at": 0}, {"state": "failed", "due_at": 0}])
def test_finished_mails_lose_their_content_within_a_day_and_keep_their_key(fields):
    now = timezone.now()
    mail = stored(key="k", **{name: now if value == 0 else value for name, value in fields.items()})
    assert retention.job(now + 11 * HOUR, force=False) == Tally()
    assert retention.job(now + 13 * HOUR, force=False) == Tally(done=1)
    assert retention.job(now + 14 * HOUR, force=False) == Tally()
    mail.refresh_from_db()
    assert (mail.subject, mail.text, mail.html, mail.key) == ("", "", "", "k")


def test_of_a_mail_to_somebody_outside_not_even_the_address_stays():
    now = timezone.now()
    stored(about="private:7", state="sent", sent_at=now)
    retention.job(now + 11 * HOUR, force=False)
    assert OutboxMail.objects.count() == 1
    retention.job(now + 13 * HOUR, force=False)
    assert OutboxMail.objects.count() == 0


def test_a_waiting_mail_is_never_touched():
    mail = stored()
    assert retention.job(timezone.now() + 500 * DAY, force=False) == Tally()
    mail.refresh_from_db()
    assert mail.text == "Link"


def test_old_rows_go_altogether():
    now = timezone.now()
    stored(state="sent", sent_at=now)
    UsedToken.objects.create(key="a")
    retention.job(now + 29 * DAY, force=False)
    assert (OutboxMail.objects.count(), UsedToken.objects.count()) == (1, 1)
    retention.job(now + 31 * DAY, force=False)
    assert (OutboxMail.objects.count(), UsedToken.objects.count()) == (1, 0)
    retention.job(now + 401 * DAY, force=False)
    assert OutboxMail.objects.count() == 0
