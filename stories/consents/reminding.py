"""The Koordination has no hand in consents: it sees who must enter them, and may remind her."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from campaign.audit import log
from campaign.audit.outbox import queue_mail
from campaign.publishing import notifications
from stories.consents import drafts, reach
from stories.consents.views import ActView
from stories.models import Person


class NobodyThere(Exception):
    """Nobody of the centre has an account: the text says what to do."""


class RemindView(ActView):
    heading = "Redaktion erinnern"
    button = "Erinnerung senden"
    done = "Die Redaktion des Jobcenters bekommt eine E-Mail."
    effects = (
        "Einwilligungen trägt die Redaktion des Jobcenters ein. Die E-Mail nennt die Geschichte und führt "
        "zu dieser Person.",
        "Mehr als eine Erinnerung am Tag geht nicht hinaus.",
    )
    conflicts = (NobodyThere,)

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        if not can_be_reminded(self.person):
            raise Http404

    def act(self, form: Any) -> None:
        remind(self.person, self.user)

    def show_conflict(self, form: Any, conflict: Exception) -> Any:
        return self.show(form, conflict=str(conflict), status=409)


def can_be_reminded(person: Person) -> bool:
    """Say whether a consent is missing that the centre may ask for: nobody is pressed who has said no."""
    consents = list(person.consents.all())
    return not (person.removed_at or drafts.ends_at(consents) or reach.status(person).is_covered)


def remind(person: Person, user: Any) -> None:
    """Mail the centre's team that a consent is missing, once a day. Raises NobodyThere."""
    team = notifications.team(person.story)
    if not team:
        raise NobodyThere("In diesem Jobcenter hat noch niemand einen Zugang. Laden Sie zuerst jemanden ein.")
    with transaction.atomic():
        queue_mail(
            to=team,
            subject=f"Bitte Einwilligung eintragen: {' '.join(person.story.draft_title.split())}",
            template="consent_remind",
            about=notifications.about(person.story_id),
            key=f"consent.remind|{person.pk}|{timezone.localdate()}",
            context={
                "title": person.story.draft_title,
                "url": settings.BASE_URL + reverse("consents_person", args=[person.pk]),
            },
        )
        log.record(
            "consent.reminded",
            actor=user,
            obj=person,
            centre=person.story.jobcenter.ags,
            label=f"Person {person.pk}",
            data={"story": person.story_id},
        )
