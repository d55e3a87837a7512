"""„Geschichten“: what is whose turn. The Redaktion sees its own, the Koordination what waits for it first."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import (
    Case,
    CharField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Length, Substr
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.models import Page, WorkflowState, get_default_page_content_type, get_page_models
from wagtail.permissions import page_permission_policy

from campaign.accounts.german_dates import working_days_since
from campaign.accounts.models import User
from campaign.accounts.ownership import own_pages
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.publishing import signs
from campaign.publishing.models import Approval, ApprovalRequired
from campaign.publishing.places import Place, all_places, knows_several
from campaign.publishing.signs import Light, Sign
from campaign.publishing.states import State, state_of, with_states
from campaign.publishing.views import acts_for, claimant

PER_PAGE = 25
MOST_ACTS = 2
HINTS = {0: "keine Hinweise", 1: "ein Hinweis"}


def index(request: HttpRequest) -> HttpResponse:
    """List the stories the person may see, by state; `?status=` and `?verband=` filter."""
    wanted, association = request.GET.get("status", ""), request.GET.get("verband", "")
    user = person(request)
    known = all_places()
    pages = of_association(in_state(visible(user), wanted), association, known)
    reviews = user.has_role(Role.KOORDINATION)
    pages = longest_waiting_first(pages) if wanted == State.IN_REVIEW else open_first(pages, reviews=reviews)
    rows = Paginator(pages.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("p"))
    # All keys there are stand in line; the rest is fetched for those that are shown.
    found = with_states(all_pages()).in_bulk(list(rows.object_list))
    rows.object_list = [found[key] for key in rows.object_list if key in found]
    context = {
        "additions": additions(user),
        "entries": entries(
            rows, user, known, with_signs=bool(user.roles & {Role.REDAKTION, Role.KOORDINATION})
        ),
        "rows": rows,
        "associations": [
            {"name": name, "query": _query(wanted, name), "chosen": name == association}
            for name in sorted({place.association for place in known.values()})
        ],
        "association": association,
        "all_associations": _query(wanted, ""),
        "states": State.choices,
        "wanted": wanted,
        "query": _query(wanted, association),
        "wanted_label": dict(State.choices).get(wanted, ""),
        "is_writer": user.has_role(Role.REDAKTION),
        "shows_places": knows_several(user),
    }
    return TemplateResponse(request, "publishing/index.html", context)


def entries(
    rows: Iterable[Page],
    user: User,
    known: dict[str, Place] | None = None,
    *,
    with_signs: bool = False,
) -> list[dict[str, Any]]:
    """Return what a row shows: {page, state, place, origin, waiting, signs, acts}; one query for `with_states`.

    with_signs: also what the apps above say of each story (see signs.py); what is withdrawn has none.
    """
    rows = list(rows)
    where = places(rows)
    there = [page.pk for page in rows if state_of(page) is not State.WITHDRAWN] if with_signs else []
    shown = signs.of(there)
    return [
        {
            "page": page,
            "state": state_of(page),
            "place": where[page.pk],
            "origin": (known or {}).get(_parent_path(page)),
            "waiting": waiting(page, shown.get(page.pk, [])),
            "signs": shown.get(page.pk, []),
            # The row leads to what comes next; everything else is offered there.
            "acts": acts_for(page, user)[:MOST_ACTS],
        }
        for page in rows
    ]


def waiting(page: Page, seen: Iterable[Sign] = ()) -> dict[str, Any] | None:
    """Return {since, age, light, text, claimant} of what waits for approval; cheap for pages of `with_states`.

    light: green when the checks said nothing at the submission, yellow when they gave hints, red when one of the
    signs seen today stands in the way.
    """
    if state_of(page) is not State.IN_REVIEW:
        return None
    task = page.current_workflow_state.current_task_state
    submission = getattr(task, "submission", None)
    hints = submission.warnings if submission else 0
    light, text = Light.YELLOW if hints else Light.GREEN, HINTS.get(hints, f"{hints} Hinweise")
    if any(sign.light is Light.RED for sign in seen):
        light, text = Light.RED, "so nicht freizugeben"
    return {
        "since": task.started_at,
        "age": working_days_since(task.started_at),
        "light": light.word,
        "text": text,
        "claimant": claimant(page),
    }


def of_association(pages: QuerySet[Page], association: str, known: dict[str, Place]) -> QuerySet[Page]:
    """Limit pages to the centres of one association; an unknown word limits nothing."""
    paths = [path for path, place in known.items() if place.association == association]
    if not paths:
        return pages
    return pages.annotate(folder_path=Substr("path", 1, len(paths[0]))).filter(folder_path__in=paths)


def _query(wanted: str, association: str) -> str:
    return urlencode({"status": wanted, "verband": association} if association else {"status": wanted})


def additions(user: User) -> list[tuple[str, str]]:
    """Return (folder, URL) where the person can begin a new page under approval; asked once per request."""
    if (known := user.__dict__.get("additions")) is not None:
        return known
    found = user.__dict__["additions"] = []
    # Asked for already, by Wagtail for the menu.
    rights = page_permission_policy.get_cached_permissions_for_user(user)
    own = {right.page for right in rights if right.page.path in user.own_page_paths}
    for folder in sorted(own, key=lambda page: page.path):
        for model in folder.specific_class.creatable_subpage_models():
            if issubclass(model, ApprovalRequired):
                args = [model._meta.app_label, model._meta.model_name, folder.pk]
                found.append((folder.title, reverse("wagtailadmin_pages:add", args=args)))
    return found


def visible(user: User) -> QuerySet[Page]:
    """Return the pages under approval that are the user's business."""
    everything = user.roles & {Role.KOORDINATION, Role.TECHNIK}
    return all_pages() if everything else all_pages().filter(own_pages(user))


def all_pages() -> QuerySet[Page]:
    """Return all pages under approval, the one changed last first."""
    pages = (
        Page.objects.type(*page_types()).select_related("latest_revision").defer("latest_revision__content")
    )
    return pages.order_by("-latest_revision_created_at", "-pk")


def page_types() -> list[type[Page]]:
    """Return the types of pages under approval."""
    return [model for model in get_page_models() if issubclass(model, ApprovalRequired)]


def open_first(pages: QuerySet[Page], *, reviews: bool = False) -> QuerySet[Page]:
    """Put before all others what was sent back, then what is not public in its newest version.

    reviews: for those who decide, what waits for them stands before all that.
    """
    unfinished = Q(withdrawal=None) & (Q(live=False) | Q(has_unpublished_changes=True))
    in_review = Exists(workflow("in_progress"))
    waits = [When(in_review, then=Value(0))] if reviews else []
    rank = Case(
        *waits,
        When(Exists(workflow("needs_changes")), then=Value(1)),
        When(unfinished, then=Value(2)),
        default=Value(3),
    )
    # Looked up for what waits alone, not for all there are.
    oldest = [Case(When(in_review, then=_submitted())).asc(nulls_last=True)] if reviews else []
    return pages.order_by(rank, *oldest, "-latest_revision_created_at", "-pk")


def longest_waiting_first(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Order by when the page was submitted."""
    return pages.order_by(_submitted(), "pk")


def _submitted() -> Subquery:
    """When the outer query's page was given to the Koordination; nothing while it does not wait there."""
    return Subquery(workflow("in_progress").values("current_task_state__started_at")[:1])


def workflow(*statuses: str) -> QuerySet[WorkflowState]:
    """Return the workflow states of the outer query's page that have one of these statuses."""
    # Wagtail keeps the key of the object as text.
    key = Cast(OuterRef("pk"), CharField())
    of_pages = WorkflowState.objects.filter(base_content_type=get_default_page_content_type())
    return of_pages.filter(object_id=key, status__in=statuses)


def places(pages: Iterable[Page]) -> dict[int, str]:
    """Return page id -> title of the folder it lies in, its centre; one query."""
    pages = list(pages)
    folders = Page.objects.filter(path__in={_parent_path(page) for page in pages})
    titles = dict(folders.values_list("path", "title"))
    return {page.pk: titles[_parent_path(page)] for page in pages}


def place() -> Subquery:
    """The title of the folder in which the outer query's page lies."""
    folder = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    return Subquery(Page.objects.filter(path=folder).values("title")[:1])


def url(state: State) -> str:
    """Return the address of the list, limited to one state."""
    return f"{reverse('publishing_index')}?status={state}"


def _parent_path(page: Page) -> str:
    return page.path[: -page.steplen]


def in_state(pages: QuerySet[Page], wanted: str) -> QuerySet[Page]:
    """Limit pages to a state as `state_of` names it; an unknown word limits nothing."""
    conditions = _conditions()
    return pages.filter(conditions[wanted]) if wanted in conditions else pages


def _conditions() -> dict[str, Q]:
    reviewed, waiting = Exists(workflow("in_progress", "needs_changes")), Exists(approvals_waiting())
    there, quiet = Q(withdrawal=None), ~reviewed & ~waiting
    lapsed = Q(Exists(Approval.objects.filter(page=OuterRef("pk")).exclude(lapsed_because="")))
    return {
        State.IN_REVIEW: Q(Exists(workflow("in_progress"))),
        State.CHANGES_REQUESTED: Q(Exists(workflow("needs_changes"))),
        State.APPROVED_SCHEDULED: there & ~reviewed & waiting,
        State.LIVE: there & quiet & Q(live=True, has_unpublished_changes=False),
        State.LIVE_WITH_DRAFT: there & quiet & Q(live=True, has_unpublished_changes=True),
        State.WITHDRAWN: ~there,
        State.DRAFT: there & quiet & Q(live=False) & ~lapsed,
        State.LAPSED: there & quiet & Q(live=False) & lapsed,
    }


def approvals_waiting() -> QuerySet[Approval]:
    """Return the approvals of the outer query's page whose time has not come."""
    return Approval.objects.waiting().filter(page=OuterRef("pk"))
