"""What Wagtail keeps of forms that nobody finished: previews hold what was typed, and who has a page open."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404
from wagtail.admin.models import EditingSession, FormState
from wagtail.admin.views.pages.preview import PreviewOnCreate
from wagtail.models import Page

from campaign.audit.tally import Tally


def connect() -> None:
    """Let Wagtail preview at a place what may be made there, as its editor does; it would preview any page anywhere."""
    made = PreviewOnCreate.get_object

    def get_object(view: PreviewOnCreate) -> Page:
        parent = get_object_or_404(Page, pk=view.parent_object_id).specific
        kind = view.content_type.model_class()
        if kind not in parent.creatable_subpage_models() or not kind.can_create_at(parent):
            raise PermissionDenied
        return made(view)

    PreviewOnCreate.get_object = get_object


def forget(now: datetime, *, force: bool) -> Tally:
    """Job: delete what ran out. Wagtail does so only when somebody opens the next preview or the next editor."""
    states, _ = FormState.objects.filter(last_updated_at__lt=now - FormState.STALE_TIMEOUT).delete()
    editing, _ = EditingSession.objects.filter(last_seen_at__lt=now - EditingSession.STALE_TIMEOUT).delete()
    return Tally(done=states + editing)


def erase(page: Page, types: Any) -> None:
    """Delete what is kept of one page, and of what somebody was about to write below it; types: its content types."""
    of_page = Q(content_type__in=types, object_id=str(page.pk))
    FormState.objects.filter(of_page | Q(parent_object_id=str(page.pk))).delete()
    EditingSession.objects.filter(of_page).delete()
