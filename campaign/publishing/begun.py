"""What of somebody's stories is not public as it stands: rows with what the first page of the admin says of each."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from wagtail.models import Page, WorkflowState, get_default_page_content_type

from campaign.accounts.models import User
from campaign.accounts.ownership import own_pages
from campaign.accounts.questions import asked
from campaign.accounts.roles import Role
from campaign.publishing import listing, overview
from campaign.publishing.models import Approval
from campaign.publishing.states import State, named
from campaign.written_once import evened, written_once

# So many are looked at: the first page names a few of each kind.
MOST: Final = 20
UNDER_WAY: Final = {State.IN_REVIEW, State.CHANGES_REQUESTED}
APPROVED: Final = {State.APPROVED_SCHEDULED, State.LAPSED}
NAME: Final = ("first_name", "last_name", "email")


@dataclass(frozen=True)
class Begun:
    """A story, its centre, its state, and when somebody last changed it.

    since: when it was submitted, or sent back, or is to appear. who, because: who sent it back, and why; why it lapsed.
    """

    pk: int
    title: str
    place: str
    state: State
    changed: datetime | None
    since: datetime | None = None
    who: str = ""
    because: str = ""


def own_stories(user: User) -> QuerySet[Page]:
    """Return the stories of the own centres, or those that a coordinator began herself."""
    return listing.all_pages().filter(is_own(user))


def is_own(user: User, page: str = "") -> Q:
    """Return the condition for such stories; page: the way to the story, as "page__"."""
    if user.has_role(Role.REDAKTION):
        return own_pages(user, f"{page}path")
    return Q(**{f"{page}owner": user}) if user.has_role(Role.KOORDINATION) else Q(pk__in=[])


def begun(user: User) -> list[Begun]:
    """Return the own stories that are not public as they stand, what was sent back first; one query, three at most."""
    found = [
        Begun(key, title, place, named(*facts), changed)
        for key, title, place, changed, *facts in asked(_begun, user)
    ]
    turns = _turns_of([one for one in found if one.state in UNDER_WAY])
    approvals = _approvals_of([one for one in found if one.state in APPROVED])
    return [replace(one, **turns.get(one.pk, {}), **approvals.get(one.pk, {})) for one in found]


def _begun(user: User) -> QuerySet[Page, tuple[Any, ...]]:
    pages = overview.with_facts(own_stories(user)).filter(
        Q(live=False)
        | Q(has_unpublished_changes=True)
        | Q(workflow_status__isnull=False)
        | Q(is_waiting=True)
    )
    rows = listing.open_first(pages).annotate(
        place=listing.place(), changed=Coalesce("latest_revision_created_at", "last_published_at")
    )
    return rows.values_list("pk", "draft_title", "place", "changed", *overview.FACTS)[:MOST]


def _turns_of(stories: list[Begun]) -> dict[int, dict[str, Any]]:
    keys = evened(one.pk for one in stories)
    return {
        int(key): {"since": ended or began, "because": comment, "who": _named(name)}
        for key, began, ended, comment, *name in (_turns(*map(str, keys)) if keys else ())
    }


def _named(name: list[str | None]) -> str:
    return str(User(**dict(zip(NAME, name, strict=True)))) if any(name) else ""


def _approvals_of(stories: list[Begun]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    keys = evened(one.pk for one in stories)
    for key, appears, because in _approvals(*keys) if keys else ():
        facts = found.setdefault(key, {})
        if because:
            facts["because"] = because
        elif appears:
            facts["since"] = min(appears, facts.get("since", appears))
    return found


@written_once
def _turns(*keys: str) -> QuerySet[WorkflowState, tuple[Any, ...]]:
    states = WorkflowState.objects.active().filter(base_content_type=get_default_page_content_type())
    columns = ("started_at", "finished_at", "comment", *(f"finished_by__{name}" for name in NAME))
    task = (f"current_task_state__{column}" for column in columns)
    return states.filter(object_id__in=keys).values_list("object_id", *task)


@written_once
def _approvals(*keys: int) -> QuerySet[Approval, tuple[Any, ...]]:
    """Return what waits for its day, and what lapsed, the newest last."""
    told = Approval.objects.waiting() | Approval.objects.exclude(lapsed_because="")
    return told.filter(page__in=keys).order_by("pk").values_list("page", "publish_at", "lapsed_because")
