"""A consent withdrawn before the story was ever public: its draft tells of somebody who does not want it told.

The centre reads of it at once and has a day to enter a newer consent, if the person gives one. Else the draft goes
through the same erasure as a withdrawn story: texts, versions, pictures, consents, signed forms.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.audit import log
from campaign.audit.outbox import queue_mail
from campaign.audit.tally import Tally
from campaign.publishing import notifications, review
from campaign.publishing.checks import Finding
from campaign.publishing.models import Approval
from stories.consents import reach
from stories.models import Consent, Person, StoryPage

logger = logging.getLogger(__name__)

GRACE = timedelta(hours=24)
SUBJECT = "Einwilligung widerrufen: Ein Entwurf wird gelöscht"


def was_ever_public(story: StoryPage) -> bool:
    """Say whether a story is, was or is going to be public; a withdrawal then takes it offline for good."""
    return bool(
        story.live or story.first_published_at or Approval.objects.in_force().filter(page=story).exists()
    )


def announce(consent: Consent, now: datetime) -> None:
    """Set when the draft ends, take it out of review and tell the centre; in the transaction of the withdrawal."""
    story = consent.person.story
    consent.draft_ends_at = now + GRACE
    consent.save(update_fields=["draft_ends_at"])
    if story.workflow_in_progress:
        story.current_workflow_state.cancel()
        log.record("page.recalled", obj=story, label=f"Seite {story.pk}")
    queue_mail(
        to=notifications.team(story),
        subject=SUBJECT,
        template="consent_draft_ends",
        about=notifications.about(story.pk),
        context={"ends_at": consent.draft_ends_at, "url": _address(consent.person), "number": story.pk},
    )


def job(now: datetime, *, force: bool) -> Tally:
    """Announce what nobody has announced, and give those drafts to the erasure whose day is over."""
    for pk in _open().filter(draft_ends_at=None).values_list("pk", flat=True):
        with transaction.atomic():
            announce(Consent.objects.select_related("person__story__jobcenter").get(pk=pk), now)
    done = failed = 0
    over = _open().filter(draft_ends_at__lte=now)
    for story_id in set(over.values_list("person__story_id", flat=True)):
        try:
            done += _end(story_id, over)
        except Exception:
            logger.exception("Entwurf %s ließ sich nicht beenden", story_id)
            failed += 1
    return Tally(done=done, failed=failed, pending=failed)


def findings(story: StoryPage) -> Iterator[Finding]:
    """Yield what keeps such a draft from being submitted: it still tells of who has said no."""
    announced = Q(person__story=story.pk, draft_ends_at__isnull=False)
    # Nearly always there is none, and the whole question is long.
    if (
        not story.pk
        or story.live
        or story.first_published_at
        or not Consent.objects.filter(announced).exists()
    ):
        return
    ending = _open().filter(announced).order_by("draft_ends_at").first()
    if ending and ending.draft_ends_at:
        yield Finding(
            "persons", f"{_sentence(ending.draft_ends_at)} Nur eine neue Einwilligung verhindert das."
        )


def grounds(user: User) -> Iterator[QuerySet[Consent]]:
    """Yield the consents of the centre after which a draft ends, or would have."""
    if user.has_role(Role.REDAKTION):
        own = reach.by_centre(user, "person__story")
        yield Consent.objects.filter(own, draft_ends_at__isnull=False)


def todos(user: User) -> Iterator[Todo]:
    """Yield the drafts of the centre that end, each with its hour."""
    if not user.has_role(Role.REDAKTION):
        return
    own = _open().filter(pk__in=reach.own_consents(user), draft_ends_at__isnull=False)
    for consent in own.select_related("person__story").order_by("draft_ends_at"):
        yield Todo(
            f"„{consent.person.story.draft_title}“: Eine Einwilligung ist widerrufen.",
            "Ansehen",
            reverse("consents_person", args=[consent.person_id]),
            Urgency.NOW,
            _sentence(consent.draft_ends_at or timezone.now()),
        )


def ends_at(consents: Iterable[Consent]) -> datetime | None:
    """Return when the draft of a person ends because of one of her consents, or None; no query."""
    consents = list(consents)
    return min(
        (one.draft_ends_at for one in consents if one.draft_ends_at and not _has_newer(one, consents)),
        default=None,
    )


def _has_newer(ended: Consent, consents: list[Consent]) -> bool:
    return any(
        one.giver == ended.giver and ended.withdrawn_at and one.recorded_at > ended.withdrawn_at
        for one in consents
    )


def _open() -> QuerySet[Consent]:
    """Return the withdrawn consents of stories that were never public, after which none was entered by the same giver."""
    newer = Consent.objects.filter(
        person=OuterRef("person"), giver=OuterRef("giver"), recorded_at__gt=OuterRef("withdrawn_at")
    )
    is_public = Q(person__story__live=True) | Q(person__story__first_published_at__isnull=False)
    approved = Approval.objects.in_force().filter(page=OuterRef("person__story"))
    return Consent.objects.filter(
        ~is_public,
        ~Exists(newer),
        ~Exists(approved),
        withdrawn_at__isnull=False,
        person__story__withdrawal=None,
    )


def _end(story_id: int, over: QuerySet[Consent]) -> int:
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=story_id)
        # Who enters a newer consent this moment holds the person's row, and is done first.
        list(Person.everybody.select_for_update().filter(story=story_id).order_by("pk"))
        if not over.filter(person__story=story_id).exists():
            return 0
        review.end_draft(StoryPage.objects.get(pk=story_id))
    return 1


def _sentence(when: datetime) -> str:
    return f"Der Entwurf wird am {timezone.localtime(when):%d.%m.%Y um %H:%M} Uhr gelöscht."


def _address(person: Person) -> str:
    return settings.BASE_URL + reverse("consents_person", args=[person.pk])
