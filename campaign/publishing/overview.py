"""What the first page of the admin asks about pages under approval: few of them, quickly, however many there are."""

from collections import Counter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value, Window
from wagtail.models import Page, WorkflowState

from campaign.accounts.models import User
from campaign.accounts.questions import asked
from campaign.accounts.roles import Role
from campaign.publishing.listing import approvals_waiting, page_types, place, visible, workflow
from campaign.publishing.models import Approval, Withdrawal
from campaign.publishing.states import State, named
from campaign.written_once import written_once

SHOWN = 5
# Columns of a page and annotations of `with_facts`, in the order in which `named` takes them.
COLUMNS = ("live", "has_unpublished_changes")
FACTS = ("workflow_status", "is_waiting", *COLUMNS, "has_lapsed")


def newest(user: User) -> list[dict[str, Any]]:
    """Return {page, state, place} of the pages changed last that are the user's business; one query."""
    return [
        {"page": page, "state": named(*(getattr(page, fact) for fact in FACTS)), "place": page.place}
        for page in asked(_newest, user)
    ]


def numbers(user: User) -> dict[State, int]:
    """Return how many of the pages that are the user's business are in each state that occurs; one query per request."""
    if (known := user.__dict__.get("numbers")) is not None:
        return known
    found: Counter[State] = Counter()
    for *facts, number in asked(_numbers, user):
        found[named(*facts)] += number
    user.__dict__["numbers"] = {state: found[state] for state in State if found[state]}
    return user.__dict__["numbers"]


def _newest(user: User) -> QuerySet[Page]:
    pages = visible(user)
    if user.roles != {Role.REDAKTION}:
        # Along an index: for the first few of very many.
        saved = pages.filter(latest_revision__created_at__isnull=False)
        pages = saved.order_by("-latest_revision__created_at", "-pk")
    shown = with_facts(pages).select_related(None).annotate(place=place())
    return shown.only("path", "draft_title", "latest_revision_created_at", *COLUMNS)[:SHOWN]


def _numbers(user: User) -> QuerySet[Page, tuple[Any, ...]]:
    pages = with_facts(visible(user).order_by())
    return pages.values_list(*FACTS).annotate(number=Count("pk"))


def first_in_review(user: User) -> tuple[list[Any], int]:
    """Return those that wait for approval the longest, and how many wait in all; two queries.

    They know their workflow, their `place`, and who has written them.
    """
    by_page = {int(state.object_id): state for state in asked(_in_review, user)}
    pages = {page.pk: page for page in (_in_line(*by_page) if by_page else ())}
    for key, page in pages.items():
        # Where Wagtail's own prefetch puts it.
        page._current_workflow_states = [by_page[key]]
    waiting = max((state.all for state in by_page.values()), default=0)
    return [pages[key] for key in by_page if key in pages], waiting


def _in_review(user: User) -> QuerySet[WorkflowState]:
    kinds = ContentType.objects.get_for_models(*page_types()).values()
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, content_type__in=kinds)
    with_number = states.select_related("current_task_state__submission").annotate(all=Window(Count("pk")))
    return with_number.order_by("current_task_state__started_at", "pk")[:SHOWN]


@written_once
def _in_line(*keys: int) -> QuerySet[Page]:
    pages = Page.objects.select_related("latest_revision").annotate(place=place()).filter(pk__in=keys)
    return pages.only("path", "draft_title", "owner", "latest_revision__user")


def with_facts(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Leave out what is withdrawn, and tell of the others what `named` asks for, without a further query."""
    lapsed = Approval.objects.filter(page=OuterRef("pk")).exclude(lapsed_because="")
    return _there(pages).annotate(
        workflow_status=Subquery(workflow("in_progress", "needs_changes").values("status")[:1]),
        is_waiting=Exists(approvals_waiting()),
        # Not as Exists: PostgreSQL would first look for all that ever lapsed.
        has_lapsed=Subquery(lapsed.values(found=Value(1))[:1]),
    )


def _there(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Leave out what is withdrawn."""
    return pages.filter(~Exists(Withdrawal.objects.filter(page=OuterRef("pk"))))
