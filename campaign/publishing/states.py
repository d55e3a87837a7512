"""In which state a page under approval is, as one word."""

from django.db import models
from wagtail.models import Page, WorkflowState

from campaign.publishing.models import Approval


class State(models.TextChoices):
    """The life of a story."""

    DRAFT = "draft", "Entwurf"
    IN_REVIEW = "in_review", "liegt zur Freigabe"
    CHANGES_REQUESTED = "changes_requested", "Änderung erbeten"
    APPROVED_SCHEDULED = "approved_scheduled", "freigegeben, erscheint später"
    LIVE = "live", "öffentlich"
    LIVE_WITH_DRAFT = "live_with_draft", "öffentlich, mit neuem Entwurf"
    WITHDRAWN = "withdrawn", "zurückgezogen"
    LAPSED = "lapsed", "nicht mehr öffentlich"


# What the state means for the centre, and what comes next.
NEXT_STEP = {
    State.DRAFT: "Nur Ihr Jobcenter und die Koordination sehen den Entwurf. Ist er fertig, reichen Sie ihn ein.",
    State.IN_REVIEW: (
        "Die Koordination prüft diese Fassung; so lange ist sie gesperrt. "
        "Wollen Sie noch etwas ändern, holen Sie die Geschichte zurück."
    ),
    State.CHANGES_REQUESTED: (
        "Die Koordination hat die Geschichte zurückgegeben. Ändern Sie, worum sie bittet, "
        "und reichen Sie sie noch einmal ein."
    ),
    State.APPROVED_SCHEDULED: "Die Koordination hat sie freigegeben. Zum Termin wird sie von selbst öffentlich.",
    State.LIVE: "Alle können sie lesen. Ändern Sie etwas, entsteht ein neuer Entwurf; die Website bleibt, wie sie ist.",
    State.LIVE_WITH_DRAFT: (
        "Alle lesen noch die freigegebene Fassung. Ihre Änderungen erscheinen, wenn Sie sie einreichen "
        "und die Koordination sie freigibt."
    ),
    State.WITHDRAWN: "Die Geschichte ist für immer offline und lässt sich nicht mehr ändern.",
    State.LAPSED: (
        "Die Geschichte war freigegeben; dann ist etwas abgelaufen oder weggefallen, zum Beispiel die Lizenz eines "
        "Bildes oder eine Einwilligung. Bringen Sie das in Ordnung, und reichen Sie sie noch einmal ein."
    ),
}

_WORKFLOW = {
    WorkflowState.STATUS_IN_PROGRESS: State.IN_REVIEW,
    WorkflowState.STATUS_NEEDS_CHANGES: State.CHANGES_REQUESTED,
}


def state_of(page: Page) -> State:
    """Return the state; cheap for pages of `with_states`."""
    if hasattr(page, "withdrawal"):
        return State.WITHDRAWN
    workflow_state, approvals = page.current_workflow_state, page.approvals.all()
    return named(
        workflow_state.status if workflow_state else None,
        any(approval.ended_at is None and approval.published_at is None for approval in approvals),
        page.live,
        page.has_unpublished_changes,
        any(approval.lapsed_because for approval in approvals),
    )


def named(workflow: str | None, waits: bool, live: bool, changed: bool, lapsed: object) -> State:
    """Return the state of a page that is not withdrawn, from what the database says of it."""
    if workflow in _WORKFLOW:
        return _WORKFLOW[workflow]
    if waits:
        return State.APPROVED_SCHEDULED
    if live:
        return State.LIVE_WITH_DRAFT if changed else State.LIVE
    return State.LAPSED if lapsed else State.DRAFT


def with_states(pages: models.QuerySet) -> models.QuerySet:
    """Prefetch what `state_of` asks for: the number of queries does not grow with the number of pages."""
    dates = ("page_id", "ended_at", "publish_at", "published_at", "lapsed_because")
    approvals = models.Prefetch("approvals", Approval.objects.only(*dates))
    # Wagtail ties a workflow to the base type and to the specific one; its own prefetch knows only base querysets.
    relation = "_workflow_states" if pages.model is Page else "_specific_workflow_states"
    active = WorkflowState.objects.active().select_related(
        "current_task_state__task",
        "current_task_state__finished_by",
        "current_task_state__submission__submitted_by",
        "current_task_state__claim__claimed_by",
    )
    workflows = models.Prefetch(relation, active, to_attr="_current_workflow_states")
    return pages.select_related("withdrawal").prefetch_related(approvals, workflows)
