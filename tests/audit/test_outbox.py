"""Mail goes out once, later, and never through a form that waits."""

import sys
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import BadHeaderError
from django.db import connection, transaction
from django.template import TemplateDoesNotExist
from django.utils import timezone

from campaign.audit import outbox
from campaign.audit.models import AuditEntry, JobRun, OutboxMail
from campaign.audit.outbox import deliver_due, queue_mail
from campaign.audit.tally import Tally

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_templates")]
MINUTE = timedelta(minutes=1)


def queue(*to: str, template: str = "note", **options: Any) -> Any:
    content: dict[str, Any] = {
        "to": to or ["eins@beispiel.test"],
        "subject": "Hinweis",
        "context": {"word": "Ü & <b>"},
    }
    return queue_mail(**content | {"template": template} | options)


def test_each_address_gets_a_mail_of_its_own_rendered_at_once():
    first = queue("Eins@Beispiel.test", "zwei@beispiel.test", "eins@beispiel.test", " ")
    assert first.to == "eins@beispiel.test"
    assert list(OutboxMail.objects.values_list("to", "text", "html")) == [
        ("eins@beispiel.test", "Notiz: Ü & <b>\n", ""),
        ("zwei@beispiel.test", "Notiz: Ü & <b>\n", ""),
    ]
    assert mail.outbox == []


def test_the_base_templates_frame_both_versions_and_only_html_is_escaped(settings):
    message = queue(template="greeting", subject="Freigabe & mehr")
    assert message.text.startswith("Guten Tag Ü & <b>\n\n--\nKommunale Jobcenter – Stark. Sozial. Vor Ort.")
    assert message.text.count(settings.BASE_URL) == 1
    assert "Guten Tag Ü &amp; &lt;b&gt;" in message.html
    assert "<title>Freigabe &amp; mehr</title>" in message.html
    assert 'lang="de"' in message.html


def test_a_mail_without_text_version_is_a_fault_of_the_code():
    with pytest.raises(TemplateDoesNotExist):
        queue(template="fehlt")


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "Hinweis\nBcc: alle@beispiel.test"},
        {"subject": "Hinweis\rX: y"},
        {"to": ["eins@beispiel.test\nBcc: alle@beispiel.test"]},
        {"to": ["eins@beispiel.test\n"]},
        {"key": "a\nb"},
        {"subject": "a\x00b"},
    ],
)
def test_line_breaks_in_headers_are_refused(wrong):
    with pytest.raises(BadHeaderError):
        queue(**wrong)
    assert not OutboxMail.objects.exists()


def test_one_text_instead_of_a_list_of_addresses_is_refused():
    with pytest.raises(ValueError, match="Liste"):
        queue(to="eins@beispiel.test")


def test_the_same_key_reaches_the_same_address_once():
    assert queue("eins@beispiel.test", key="story-4-approved")
    later = queue("eins@beispiel.test", "zwei@beispiel.test", key="story-4-approved")
    assert later.to == "zwei@beispiel.test"
    assert queue("zwei@beispiel.test", key="story-4-approved") is None
    assert OutboxMail.objects.count() == 2
    assert queue("zwei@beispiel.test") and queue("zwei@beispiel.test")


def test_nobody_to_write_to_is_no_error():
    assert queue(to=[]) is None


def test_a_mail_is_undone_with_the_act_that_caused_it():
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert not OutboxMail.objects.exists()


def test_delivery_sends_text_and_html_once(sink):
    queue(template="greeting")
    assert deliver_due(timezone.now()) == Tally(done=1)
    assert deliver_due(timezone.now(), ignore_backoff=True) == Tally()
    (message,) = sink.messages
    assert (message["To"], message["Subject"]) == ("eins@beispiel.test", "Hinweis")
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/html"]
    assert OutboxMail.objects.get().state == "sent"


def test_a_refusing_then_silent_then_working_server_gets_the_mail_exactly_once(
    settings, closed_port, silent_port, use_port, server_on
):
    assert settings.EMAIL_TIMEOUT <= 5
    settings.EMAIL_TIMEOUT = 1
    queue()
    now = timezone.now()
    use_port(closed_port)
    assert deliver_due(now) == Tally(failed=1, pending=1)
    assert "ConnectionRefusedError" in OutboxMail.objects.get().last_error
    use_port(silent_port)
    begin = time.monotonic()
    assert deliver_due(now + MINUTE) == Tally(failed=1, pending=1)
    assert 0.9 < time.monotonic() - begin < 3
    use_port(closed_port)
    with server_on(closed_port) as sink:
        assert deliver_due(now + 5 * MINUTE) == Tally(pending=1)
        assert deliver_due(now + 6 * MINUTE) == Tally(done=1)
        assert deliver_due(now + 60 * MINUTE, ignore_backoff=True) == Tally()
        assert len(sink.messages) == 1
    stored = OutboxMail.objects.get()
    assert (stored.state, stored.attempts, stored.last_error) == ("sent", 3, "")


def test_a_refused_mail_is_tried_after_1_5_15_and_60_minutes_then_given_up_visibly(sink):
    sink.refused = {"eins@beispiel.test"}
    queue()
    now = timezone.now()
    for pause in (1, 5, 15, 60):
        assert deliver_due(now) == Tally(failed=1, pending=1)
        now += pause * MINUTE
        assert deliver_due(now - timedelta(seconds=1)) == Tally(pending=1)
    assert deliver_due(now) == Tally(failed=1)
    assert deliver_due(now + 600 * MINUTE, ignore_backoff=True) == Tally()
    stored = OutboxMail.objects.get()
    assert (stored.state, stored.attempts) == ("failed", 5)
    entry = AuditEntry.objects.get(action="mail.failed")
    assert (entry.object_id, entry.data) == (
        str(stored.pk),
        {"attempts": 5, "error": "SMTPRecipientsRefused"},
    )
    assert "beispiel.test" not in entry.object_label


def test_a_server_that_is_away_for_days_is_asked_every_hour_and_costs_no_mail(
    closed_port, use_port, server_on
):
    use_port(closed_port)
    queue()
    now = timezone.now()
    for pause in (1, 5, 15, *[60] * 60):
        assert deliver_due(now) == Tally(failed=1, pending=1)
        now += pause * MINUTE
        assert deliver_due(now - timedelta(seconds=1)) == Tally(pending=1)
    with server_on(closed_port) as sink:
        assert deliver_due(now) == Tally(done=1)
    assert len(sink.messages) == 1


def test_after_five_days_without_a_server_a_mail_is_given_up_visibly(closed_port, use_port):
    use_port(closed_port)
    queue()
    assert deliver_due(timezone.now() + timedelta(days=5, hours=-1)) == Tally(failed=1, pending=1)
    assert deliver_due(timezone.now() + timedelta(days=5, hours=1)) == Tally(failed=1)
    assert AuditEntry.objects.get(action="mail.failed").data["error"] == "ConnectionRefusedError"


def test_extra_attempts_ahead_of_time_do_not_use_up_the_plan(closed_port, use_port):
    use_port(closed_port)
    queue()
    now = timezone.now()
    for _ in range(7):
        assert deliver_due(now, ignore_backoff=True) == Tally(failed=1, pending=1)
    assert OutboxMail.objects.get().attempts == 1


def test_a_server_that_is_away_costs_one_wait_not_one_for_each_mail(closed_port, use_port):
    use_port(closed_port)
    queue("eins@beispiel.test", "zwei@beispiel.test", "drei@beispiel.test")
    assert deliver_due(timezone.now()) == Tally(failed=1, pending=3)
    assert sorted(OutboxMail.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_one_refused_address_does_not_stop_the_others(sink):
    sink.refused = {"eins@beispiel.test"}
    queue("eins@beispiel.test", "ohne-at-zeichen", "drei@beispiel.test")
    tally = deliver_due(timezone.now())
    assert tally.failed >= 1
    assert "drei@beispiel.test" in [message["To"] for message in sink.messages]
    assert "SMTPRecipientsRefused" in OutboxMail.objects.get(to="eins@beispiel.test").last_error


def test_a_mail_another_loop_is_sending_is_left_alone_until_that_loop_must_be_dead(sink):
    queue()
    OutboxMail.objects.update(claimed_until=timezone.now() + MINUTE)
    assert deliver_due(timezone.now()) == Tally(pending=1)
    OutboxMail.objects.update(claimed_until=timezone.now() - MINUTE)
    assert deliver_due(timezone.now()) == Tally(done=1)
    assert len(sink.messages) == 1


def test_a_mail_that_is_being_sent_is_not_sent_by_a_second_loop(sink, monkeypatch):
    queue()
    meanwhile = []
    send = outbox.EmailMultiAlternatives.send

    def watched(self) -> int:
        meanwhile.append(deliver_due(timezone.now()))
        return send(self)

    monkeypatch.setattr(outbox.EmailMultiAlternatives, "send", watched)
    assert deliver_due(timezone.now()) == Tally(done=1)
    assert meanwhile == [Tally(pending=1)]
    assert len(sink.messages) == 1


def test_a_crash_between_sending_and_marking_repeats_one_mail_under_the_same_number(sink, monkeypatch):
    queue("eins@beispiel.test", "zwei@beispiel.test")
    with monkeypatch.context() as patch:
        patch.setattr(outbox, "_mark_sent", lambda *_: sys.exit())
        with pytest.raises(SystemExit):
            deliver_due(timezone.now())
    OutboxMail.objects.update(claimed_until=None)
    assert deliver_due(timezone.now()) == Tally(done=2)
    numbers = [message["Message-ID"] for message in sink.messages]
    assert (len(numbers), len(set(numbers))) == (3, 2)


def test_the_limit_leaves_the_rest_pending(sink):
    queue("eins@beispiel.test", "zwei@beispiel.test", "drei@beispiel.test")
    assert deliver_due(timezone.now(), limit=2) == Tally(done=2, pending=1)


def test_nothing_is_sent_before_it_was_queued(sink):
    queue()
    assert deliver_due(timezone.now() - 10 * MINUTE) == Tally()


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_server_is_being_talked_to(sink, monkeypatch):
    queue()
    seen = []
    send = outbox.EmailMultiAlternatives.send

    def watched(self) -> int:
        seen.append(connection.in_atomic_block)
        return send(self)

    monkeypatch.setattr(outbox.EmailMultiAlternatives, "send", watched)
    assert deliver_due(timezone.now()) == Tally(done=1)
    assert seen == [False]


def test_the_age_is_unknown_then_that_of_the_oldest_unsent_mail_then_zero(sink):
    assert outbox.age_seconds() is None
    queue()
    oldest = queue()
    OutboxMail.objects.filter(pk=oldest.pk).update(created_at=timezone.now() - 90 * MINUTE)
    assert int(outbox.age_seconds() or 0) in range(5400, 5460)
    deliver_due(timezone.now())
    JobRun.objects.create(name="outbox", last_finished_at=timezone.now())
    assert outbox.age_seconds() == 0
