"""Who collects mails gets each of them once, in one mail, and what is withdrawn stands in none."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from campaign.audit import digest, outbox, retention
from campaign.audit.models import OutboxMail
from campaign.audit.outbox import deliver_due, queue_mail
from campaign.audit.tally import Tally

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_templates")]
HOUR = timedelta(hours=1)
EAGER, PATIENT, GONE = "eins@beispiel.test", "zwei@beispiel.test", "drei@beispiel.test"


@pytest.fixture(autouse=True)
def later(monkeypatch) -> dict[str, datetime]:
    """One person wants mails at once, one in an hour; a third is unknown. Changing the dict changes the wish."""
    now = timezone.now()
    times = {EAGER: now, PATIENT: now + HOUR}
    monkeypatch.setattr(
        outbox, "_times", [lambda addresses, now: {one: times[one] for one in addresses if one in times}]
    )
    return times


def queue(subject: str = "Hinweis", *to: str, url: str = "https://beispiel.test/admin/", **more: Any) -> Any:
    return queue_mail(
        to=to or (PATIENT,), subject=subject, template="note", context={"word": "x"}, url=url, **more
    )


def told(now: datetime) -> int:
    return digest.job(now, force=False).done


def test_only_mails_that_can_wait_wait_and_only_for_those_who_want_it(sink):
    queue("Kann warten", EAGER, PATIENT, GONE)
    queue("Eilt", EAGER, PATIENT, url="")
    assert deliver_due(timezone.now()) == Tally(done=4)
    assert sorted((mail["To"], mail["Subject"]) for mail in sink.messages) == [
        (GONE, "Kann warten"),
        (EAGER, "Eilt"),
        (EAGER, "Kann warten"),
        (PATIENT, "Eilt"),
    ]
    assert OutboxMail.objects.get(state="collected").to == PATIENT


def test_a_digest_tells_each_line_once_in_the_order_of_the_days(sink):
    queue("Erstens", url="https://beispiel.test/1/")
    queue("Zweitens", url="https://beispiel.test/2/")
    now = timezone.now()
    assert told(now) == 0
    assert [told(now + HOUR), told(now + HOUR), told(now + 2 * HOUR)] == [2, 0, 0]
    assert deliver_due(timezone.now()) == Tally(done=1)
    (mail,) = sink.messages
    text = mail.get_payload(decode=True).decode().replace("\r\n", "\n")
    assert mail["Subject"] == "2 Nachrichten zu den Kommunalen Jobcentern"
    assert text.index("Erstens\nhttps://beispiel.test/1/") < text.index("Zweitens\nhttps://beispiel.test/2/")
    assert "/admin/account/" in text and text.count("automatisch verschickt") == 1


def test_a_crash_while_a_digest_is_stored_loses_nothing_and_repeats_nothing(sink, monkeypatch):
    queue("Erstens")
    now = timezone.now() + HOUR
    with monkeypatch.context() as patch:
        patch.setattr(digest, "_words", lambda rows: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            told(now)
    assert OutboxMail.objects.count() == 1
    assert [told(now), told(now)] == [1, 0]
    assert OutboxMail.objects.filter(state="pending").count() == 1


def test_the_same_key_is_told_once_however_the_person_changes_her_mind(later):
    queue(key="a")
    queue(key="a")
    later[PATIENT] = timezone.now()
    assert queue(key="a") is None
    digest.reschedule(PATIENT.upper(), timezone.now())
    assert told(timezone.now()) == 1
    later[PATIENT] = timezone.now() + HOUR
    assert queue(key="a") is None and OutboxMail.objects.count() == 2


def test_who_is_locked_meanwhile_gets_nothing_and_nothing_of_it_stays(later):
    queue("Geschichte von nebenan")
    del later[PATIENT]
    assert told(timezone.now() + HOUR) == 0
    assert list(OutboxMail.objects.values_list("state", "subject", "text")) == [("failed", "", "")]


def test_what_is_withdrawn_leaves_a_waiting_digest_and_empties_a_sent_one(sink):
    queue("Bleibt")
    queue("Kennwort", about="page:7")
    told(timezone.now() + HOUR)
    digest.forget("page:7")
    waiting = OutboxMail.objects.get(state="pending")
    assert "Bleibt" in waiting.text and "Kennwort" not in waiting.text + waiting.subject
    deliver_due(timezone.now())
    queue("Kennwort", about="page:8")
    told(timezone.now() + HOUR)
    deliver_due(timezone.now())
    digest.forget("page:8")
    assert not [mail for mail in OutboxMail.objects.all() if "Kennwort" in mail.subject + mail.text]
    queue("Kennwort", about="page:9")
    digest.forget("page:9")
    digest.forget("")
    assert told(timezone.now() + HOUR) == 0 and len(sink.messages) == 2


def test_a_digest_of_nothing_else_is_given_up_with_what_is_withdrawn(sink):
    queue("Kennwort", about="page:7")
    told(timezone.now() + HOUR)
    digest.forget("page:7")
    assert deliver_due(timezone.now()) == Tally()
    assert set(OutboxMail.objects.values_list("state", "subject", "text")) == {("failed", "", "")}


def test_what_was_told_is_kept_no_longer_than_the_digest(sink):
    queue("Kennwort")
    told(timezone.now() + HOUR)
    now = timezone.now()
    told(now)
    assert retention.job(now + 13 * HOUR, force=False).done == 0
    deliver_due(now)
    told(now)
    assert retention.job(now + 13 * HOUR, force=False) == Tally(done=2)
    assert {mail.state for mail in OutboxMail.objects.all()} == {"sent"}
