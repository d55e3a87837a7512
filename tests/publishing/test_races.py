"""Two people press at the same moment: exactly one outcome, log and state agree, the slower one reads why."""

import random
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from wagtail.models import TaskState

from campaign.audit.models import AuditEntry
from campaign.publishing import review
from campaign.publishing.models import Approval, Withdrawal
from campaign.publishing.states import State, state_of
from stories.consents import acts
from stories.models import Consent, StoryPage
from tests import builders

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="Zeilensperren gibt es nur auf PostgreSQL"
    ),
]
# Fifty in all: rounds of each pair of acts.
AGAINST = {"send_back": 16, "approve": 10, "recall": 14}
WITHDRAWALS = 10
ENDS = {"approved": State.LIVE, "sent_back": State.CHANGES_REQUESTED, "recalled": State.DRAFT}
Act = Callable[[], Any]


def at_once(*pressed: Act) -> list[Exception | None]:
    """Do both at the same moment, each on a connection of its own; return what each raised."""
    start, answers = threading.Barrier(len(pressed)), [None] * len(pressed)

    def press(number: int, act: Act, pause: float) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            time.sleep(pause)
            act()
        except Exception as raised:
            answers[number] = raised
        finally:
            connection.close()

    pauses = [random.Random(time.monotonic_ns()).uniform(0, 0.02) for _ in pressed]
    threads = [
        threading.Thread(target=press, args=(number, act, pause))
        for number, (act, pause) in enumerate(zip(pressed, pauses, strict=True))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def logged(revision_id: int) -> list[str]:
    """Return what the log says was decided about a revision."""
    decided = AuditEntry.objects.filter(data__revision=revision_id, action__startswith="page.")
    acts_of = {action.partition(".")[2] for action in decided.values_list("action", flat=True)}
    return sorted(acts_of & set(ENDS))


@pytest.mark.parametrize("other", AGAINST)
def test_of_two_decisions_at_the_same_moment_exactly_one_happens(other):
    author, first, second = builders.officer(), builders.coordinator(), builders.coordinator()
    story = builders.draft(author)
    for _ in range(AGAINST[other]):
        story.save_revision(user=author)
        story = builders.fresh(story)
        revision = story.latest_revision_id
        review.submit(story, author, revision_id=revision)
        against = {
            "send_back": partial(review.send_back, story, second, revision_id=revision, reason="Nein"),
            "approve": partial(review.approve, story, second, revision_id=revision),
            "recall": partial(review.recall, story, author),
        }
        answers = at_once(partial(review.approve, story, first, revision_id=revision), against[other])
        (refused,) = [one for one in answers if one is not None]
        assert isinstance(refused, review.Conflict) and str(refused) == (
            "Die Geschichte liegt nicht mehr zur Freigabe."
        )
        (happened,) = logged(revision)
        story = builders.fresh(story)
        is_approved = Approval.objects.in_force().filter(revision=revision).exists()
        assert is_approved == (happened == "approved") == (story.live_revision_id == revision)
        if happened != "recalled" or not story.live:
            assert state_of(story) is ENDS[happened]
        assert TaskState.objects.filter(revision=revision, status="in_progress").count() == 0


def test_whoever_withdraws_a_consent_while_somebody_approves_is_obeyed_in_either_order():
    author, coordinator = builders.officer(), builders.coordinator()
    portrait = builders.image()
    for _ in range(WITHDRAWALS):
        story = builders.submitted(author, portrait=portrait)
        consent = Consent.objects.get(person__story=story)
        approved, withdrawn = at_once(
            partial(review.approve, story, coordinator, revision_id=story.latest_revision_id),
            partial(acts.withdraw, consent, "Persönlicher Link"),
        )
        assert withdrawn is None, withdrawn
        story, consent = StoryPage.objects.get(pk=story.pk), Consent.objects.get(pk=consent.pk)
        assert not story.live and consent.withdrawn_at
        assert not Approval.objects.in_force().filter(page=story).exists()
        came_first = approved is None
        assert Withdrawal.objects.filter(page=story).exists() == came_first
        assert (consent.draft_ends_at is None) == came_first
        assert logged(story.latest_revision_id) == (["approved"] if came_first else [])
        assert came_first or isinstance(approved, review.Conflict | review.Blocked)
        assert not isinstance(approved, PermissionDenied)
