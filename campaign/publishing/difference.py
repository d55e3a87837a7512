"""What a submission changes against the one before it, or against what is public: nobody reads all of it twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html_join
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page, TaskState

from campaign.publishing import guard
from campaign.publishing.models import Submission


@dataclass(frozen=True)
class Change:
    """A part of the page under its name, with what went (`deletion`) and what came (`addition`) as HTML."""

    label: str
    html: Any


@dataclass(frozen=True)
class Difference:
    """All changes, and against what: „der letzten Einreichung“ or „der öffentlichen Seite“."""

    against: str
    changes: list[Change]


def of_submission(page: Page, task: TaskState) -> Difference | None:
    """Return what the submission changes; None where nobody of the Koordination has seen an earlier version."""
    submitted = Submission.objects.filter(
        task_state__workflow_state__object_id=str(page.pk),
        task_state__workflow_state__base_content_type__model="page",
    )
    earlier = (
        submitted.exclude(task_state=task)
        .filter(task_state__started_at__lt=task.started_at)
        .select_related("task_state__revision")
        .order_by("-task_state__started_at")
        .first()
    )
    now = submitted.filter(task_state=task).first()
    if earlier and earlier.task_state.revision:
        changes = [*_changes(earlier.task_state.revision, task.revision), *_persons(earlier, now)]
        return Difference("der letzten Einreichung", changes)
    if page.live and page.live_revision:
        return Difference("der öffentlichen Seite", list(_changes(page.live_revision, task.revision)))
    return None


def _changes(old: Any, new: Any) -> Iterator[Change]:
    before, after = old.as_object(), new.as_object()
    handler = get_edit_handler(type(after)).get_bound_panel(instance=after, request=None, form=None)
    for make in handler.get_comparison():
        comparison = make(before, after)
        name = getattr(getattr(comparison, "field", None), "name", "")
        if comparison.has_changed() and hasattr(comparison, "htmldiff") and name not in guard.BOOKKEEPING:
            yield Change(comparison.field_label(), comparison.htmldiff())


def _persons(earlier: Submission, now: Submission | None) -> Iterator[Change]:
    """Persons are rows of their own, not part of a revision."""
    before, after = (_names(one.snapshot if one else {}) for one in (earlier, now))
    if now and before != after:
        gone = [("deletion", name) for name in before if name not in after]
        come = [("addition", name) for name in after if name not in before]
        yield Change("Personen", format_html_join(" ", '<span class="{}">{}</span>', [*gone, *come]))


def _names(snapshot: dict[str, Any]) -> list[str]:
    return [", ".join(filter(None, person.values())) for person in snapshot.get("persons", [])]
