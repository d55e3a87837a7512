"""Refused reaches for what belongs to another centre, in the audit log.

Foreign and missing objects are noted alike: neither the answer nor the time it takes tells which of them it was.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from campaign.accounts.models import User
from campaign.audit import log
from campaign.audit.models import AuditEntry

ACTION = "access.refused"
# Somebody who tries numbers one after the other shall not fill the log.
PER_HOUR = 200


def note(user: User, view: str, kind: str, number: Any) -> None:
    """Record that `user` named an object (kind, number) that is not theirs; at most PER_HOUR entries."""
    recent = AuditEntry.objects.filter(
        action=ACTION, actor_id=user.pk, created_at__gte=timezone.now() - timedelta(hours=1)
    )
    if recent.count() < PER_HOUR:
        log.record(ACTION, actor=user, data={"view": view, "kind": kind, "number": number})
