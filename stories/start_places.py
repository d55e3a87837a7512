"""Which stories stand on the start page: the chosen ones in their order, and the newest where none is chosen.

A chosen story that is no longer public drops out by itself, and the newest one fills up.
"""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse

from campaign.accounts.grounds import how_many
from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.audit import log
from campaign.written_once import written_once
from stories.models import StartPlace, StoryPage

PLACES = 3


class Conflict(Exception):
    """Somebody else was faster; the sentence is for the person."""


@written_once
def shown() -> QuerySet[StoryPage]:
    """Return public stories, chosen ones first, then the newest, as many as there are places."""
    public = StoryPage.objects.public()
    first = public.newest_first()[:PLACES]
    newest = StoryPage.objects.filter(pk__in=first.values("pk")).order_by()
    chosen = StoryPage.objects.filter(pk__in=StartPlace.objects.values("story")).order_by()
    # Only these are sorted, however many stories there are.
    few = public.filter(pk__in=newest.values("pk").union(chosen.values("pk")))
    place = F("start_place__position").asc(nulls_last=True)
    return few.for_cards().order_by(place, "-first_published_at", "-pk")[:PLACES]


def chosen_keys() -> list[int]:
    """Return the keys of the chosen stories in their order, public or not."""
    return list(StartPlace.objects.values_list("story_id", flat=True))


def gone() -> QuerySet[StartPlace]:
    """Return the chosen places whose story is not public."""
    return StartPlace.objects.exclude(story__in=StoryPage.objects.public().order_by().values("pk"))


def lost(user: User) -> Iterator[QuerySet[StartPlace]]:
    """Yield those, to whom it concerns."""
    if user.has_role(Role.KOORDINATION):
        yield gone()


def choose(keys: Sequence[int], *, actor: User, loaded: Sequence[int]) -> None:
    """Put these stories on the start page, in this order; nothing happens when they stand there already.

    loaded: what the person saw as chosen. Raises Conflict when somebody has chosen otherwise since.
    """
    with transaction.atomic():
        before = list(StartPlace.objects.select_for_update().values_list("story_id", flat=True))
        if before != list(loaded):
            raise Conflict("Inzwischen hat jemand anderes gewählt. Ihre Auswahl ist noch nicht gespeichert.")
        if before == list(keys):
            return
        StartPlace.objects.all().delete()
        StartPlace.objects.bulk_create(
            StartPlace(position=number, story_id=key) for number, key in enumerate(keys, start=1)
        )
        log.record("start.chosen", actor=actor, label="Startseite", data={"stories": list(keys)})


def todos(user: User) -> Iterator[Todo]:
    """Tell the Koordination that a chosen story is gone; one query."""
    if number := how_many(lost, user):
        is_one = number == 1
        yield Todo(
            "Eine Geschichte, die Sie für die Startseite gewählt haben, ist nicht mehr öffentlich."
            if is_one
            else f"{number} Geschichten, die Sie für die Startseite gewählt haben, sind nicht mehr öffentlich.",
            "Neu wählen",
            reverse("stories_start"),
            Urgency.LATER,
            detail="Bis dahin steht dort die neueste Geschichte.",
        )
