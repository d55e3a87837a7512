"""The Technik looks into, or changes, what is the centres' and the Koordination's business: allowed, but on record.

Whoever mends a fault must sometimes see a draft. The entry tells the centre that it happened.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.accounts.ownership import FILE_POLICIES
from campaign.audit import log
from campaign.audit.models import AuditEntry

ACTION = "access.broken_glass"
# Somebody who works on one page for a while makes one entry, not one per click.
ONCE_IN = timedelta(hours=1)
# They show former versions of what is public, too.
SHOW_FORMER = ("history", "revisions", "workflow", "compare")
HINT = "Sie sind als Technik hier. Dass Sie das geöffnet haben, steht im Protokoll; die Redaktion kann es dort lesen."


def note(request: HttpRequest, user: User, view: str, named: Iterable[tuple[str, Any]]) -> None:
    """Record that `user` opens what the view names, unless it shows no more than the public sees."""
    for kind, number in named:
        obj = _find(kind, number)
        changes = request.method == "POST"
        if obj is None or (not changes and _is_public(obj, view)) or _is_known(user, obj, changes):
            continue
        label = f"{obj._meta.verbose_name} {obj.pk}"
        log.record(ACTION, actor=user, obj=obj, label=label, data={"view": view, "changes": changes})
        messages.warning(request, HINT)


def _find(kind: str, number: Any) -> Any:
    policy = FILE_POLICIES.get(kind)
    model = policy.model if policy else Page
    return model._default_manager.filter(pk=number).first()


def _is_public(obj: Any, view: str) -> bool:
    if isinstance(obj, Page):
        return obj.live and not obj.has_unpublished_changes and not any(part in view for part in SHOW_FORMER)
    return obj.is_released


def _is_known(user: User, obj: Any, changes: bool) -> bool:
    since = timezone.now() - ONCE_IN
    mine = AuditEntry.objects.filter(action=ACTION, actor_id=user.pk, created_at__gte=since)
    same = mine.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk))
    return any(entry.data.get("changes") is changes for entry in same)
