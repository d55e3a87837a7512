"""„Geschichten“: what is whose turn. The Redaktion sees its own, the Koordination what waits for it first."""

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.models import Page, get_page_models

from campaign.accounts.models import User
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.publishing.models import ApprovalRequired
from campaign.publishing.states import State, state_of, with_states
from campaign.publishing.views import acts_for

PER_PAGE = 25


def index(request: HttpRequest) -> HttpResponse:
    """List the stories the person may see, by state; `?status=` filters."""
    wanted = request.GET.get("status", "")
    user = person(request)
    pages = with_states(visible(user))
    rows = Paginator(_in_state(pages, wanted), PER_PAGE).get_page(request.GET.get("p"))
    folders = {
        folder.path: folder for folder in Page.objects.filter(path__in={_parent_path(page) for page in rows})
    }
    entries = [
        {
            "page": page,
            "state": state_of(page),
            "place": folders[_parent_path(page)],
            "acts": acts_for(page, user),
        }
        for page in rows
    ]
    context = {
        "additions": _additions(user),
        "entries": entries,
        "rows": rows,
        "states": State.choices,
        "wanted": wanted,
    }
    return TemplateResponse(request, "publishing/index.html", context)


def _additions(user: User) -> list[tuple[str, str]]:
    """Return (folder, URL) where the person can begin a new page under approval."""
    found = []
    for folder in Page.objects.filter(path__in=user.own_page_paths):
        for model in folder.specific_class.creatable_subpage_models():
            if issubclass(model, ApprovalRequired):
                args = [model._meta.app_label, model._meta.model_name, folder.pk]
                found.append((folder.title, reverse("wagtailadmin_pages:add", args=args)))
    return found


def visible(user) -> QuerySet[Page]:
    """Return the pages under approval that are the user's business."""
    types = [model for model in get_page_models() if issubclass(model, ApprovalRequired)]
    pages = Page.objects.type(*types).select_related("latest_revision").defer("latest_revision__content")
    pages = pages.order_by("-latest_revision_created_at", "-pk")
    if user.roles & {Role.KOORDINATION, Role.TECHNIK}:
        return pages
    own = Q(pk__in=[])
    for path in user.own_page_paths:
        own |= Q(path__startswith=path)
    return pages.filter(own)


def _parent_path(page: Page) -> str:
    return page.path[: -page.steplen]


def _in_state(pages: QuerySet[Page], wanted: str) -> QuerySet[Page]:
    conditions: dict[str, Q] = {
        State.IN_REVIEW: Q(_workflow_states__status="in_progress"),
        State.CHANGES_REQUESTED: Q(_workflow_states__status="needs_changes"),
        State.APPROVED_SCHEDULED: Q(
            approvals__ended_at=None, approvals__published_at=None, approvals__isnull=False
        ),
        State.LIVE: Q(live=True, has_unpublished_changes=False),
        State.LIVE_WITH_DRAFT: Q(live=True, has_unpublished_changes=True),
        State.WITHDRAWN: Q(withdrawal__isnull=False),
        State.DRAFT: Q(live=False, withdrawal=None),
    }
    return pages.filter(conditions[wanted]).distinct() if wanted in conditions else pages
