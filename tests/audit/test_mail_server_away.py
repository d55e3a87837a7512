"""Whatever the mail server does: a story is handed in within two seconds, and each mail arrives once, later."""

import socket
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone

from campaign.audit import digest
from campaign.audit.models import OutboxMail
from campaign.audit.outbox import deliver_due
from campaign.publishing.states import State, state_of
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
# What the contract allows a person to wait.
SECONDS = 2


@pytest.fixture
def three():
    """The Koordination: two want each mail at once, the third once a day."""
    people = [builders.coordinator() for _ in range(3)]
    people[2].mail_rhythm = "daily"
    people[2].save()
    return people


def hand_in(picture):
    """Submit a story as a person does, through the form, in the time a person is ready to wait."""
    author = builders.officer()
    story = builders.draft(author, portrait=picture)
    client, path = client_for(author), reverse("publishing_submit", args=[story.pk])
    form = client.get(path).context["form"]
    sent = {name: form[name].value() for name in ("token", "revision")}
    begin = time.thread_time()
    assert client.post(path, sent).status_code == 302
    # The work alone, whatever else the machine is at; that nothing waits, the tests see at the server's door.
    assert time.thread_time() - begin < SECONDS
    # Sent twice, as by an impatient finger.
    assert client.post(path, sent).status_code == 302
    assert state_of(builders.fresh(story)) is State.IN_REVIEW
    return story


def arrived(sink) -> Counter[str]:
    return Counter(mail["To"] for mail in sink.messages)


@pytest.mark.parametrize("mood", ["closed", "silent"])
def test_a_server_that_is_down_or_silent_delays_nobody_and_loses_nothing(
    mood, three, picture, settings, use_port, closed_port, server_on
):
    settings.EMAIL_TIMEOUT = 1
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.setblocking(False)
        use_port(closed_port if mood == "closed" else silent.getsockname()[1])
        story = hand_in(picture)
        with pytest.raises(BlockingIOError):
            silent.accept()
        lose_nothing(story, three, use_port, closed_port, server_on)


def lose_nothing(story, three, use_port, closed_port, server_on):
    """Try in vain for hours, then let the server come back: each mail arrives once."""
    now = timezone.now()
    for pause in (0, 1, 6, 21, 81, 141, 600):
        assert deliver_due(now + pause * MINUTE).done == 0
    assert not OutboxMail.objects.filter(state="failed").exists()
    use_port(closed_port)
    with server_on(closed_port) as sink:
        later = now + timedelta(days=2)
        assert digest.job(later, force=False).done == 1
        deliver_due(later)
        deliver_due(later + 120 * MINUTE, ignore_backoff=True)
        assert arrived(sink) == {user.email: 1 for user in three}
        assert all(
            story.title in mail["Subject"] + mail.get_payload(decode=True).decode() for mail in sink.messages
        )


def test_a_server_that_refuses_some_for_now_reaches_them_later_and_the_others_at_once(three, picture, sink):
    sink.refused = {three[0].email}
    hand_in(picture)
    now = timezone.now()
    deliver_due(now)
    assert arrived(sink) == {three[1].email: 1}
    sink.refused = set()
    deliver_due(now + MINUTE)
    deliver_due(now + 60 * MINUTE)
    assert arrived(sink) == {three[0].email: 1, three[1].email: 1}


def test_a_server_that_crawls_has_taken_each_mail_once(settings, sink):
    settings.EMAIL_TIMEOUT, sink.last_word = 0.5, 1
    send_mail("Beispiel", "Text", "von@beispiel.example", ["an@beispiel.example"])
    assert arrived(sink) == {"an@beispiel.example": 1}
