"""The guard: under every button and every line of code, nothing is public without an approval of that exact revision.

Wagtail has at least a dozen ways to put a page live (editor, bulk, copy, alias, schedule, revert, code). They all end
in saving a page with `live=True`; that is where the guard stands. What goes round saving (`queryset.update()`) changes
a flag but shows nothing: public querysets and `serve` ask for the approval, too.
"""

import hashlib
import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.signals import pre_save
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from campaign.publishing.models import Approval, ApprovalRequired

BOOKKEEPING = {
    *("pk", "id", "page_ptr", "path", "depth", "numchild", "url_path", "content_type", "owner", "locale"),
    *("live", "live_revision", "latest_revision", "latest_revision_created_at", "has_unpublished_changes"),
    *("first_published_at", "last_published_at", "go_live_at", "expire_at", "expired", "draft_title"),
    *("locked", "locked_at", "locked_by", "translation_key", "alias_of", "wagtail_admin_comments"),
    *("search_index_entries", "index_entries"),
}
DECISIVE = {"live", "live_revision", "live_revision_id"}


class PublicationRefused(PermissionDenied):
    """Something tried to make a page public without an approval of that exact revision."""


def connect() -> None:
    """Put the guard in front of every save."""
    pre_save.connect(_check, dispatch_uid="campaign.publishing.guard")


def content_hash(revision: Revision) -> str:
    """Return the SHA-256 (hex) of a revision's content, independent of key order."""
    text = json.dumps(revision.content, sort_keys=True, cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def requires_approval(page: Page) -> bool:
    """Whether the page's type is public by approval only; also for base `Page` instances."""
    return isinstance(page, ApprovalRequired) or issubclass(page.specific_class or Page, ApprovalRequired)


def released_approval(page: Page) -> Approval | None:
    """Return the approval in force and due of the page's live revision, or None: then nobody may see the page."""
    return released_approvals(page.pk, page.live_revision_id).first() if page.live_revision_id else None


def released_approvals(page: int, revision: int) -> "models.QuerySet[Approval]":
    """Return the same as a query, which holds one approval at most: a page type may ask for more."""
    return Approval.objects.released().filter(page_id=page, revision_id=revision)


def _check(sender, instance, update_fields=None, **kwargs) -> None:
    if not isinstance(instance, Page) or not instance.live or not requires_approval(instance):
        return
    silent = (BOOKKEEPING - DECISIVE) | _follows_place(instance)
    if update_fields is not None and set(update_fields) <= silent:
        return
    if reason := refusal(instance):
        raise PublicationRefused(reason)


def refusal(page: Page) -> str:
    """Say why this page may not be public as it is now; "" when it may."""
    approval = released_approval(page)
    if not page.pk or approval is None:
        return "Diese Seite darf nur nach einer Freigabe öffentlich werden."
    if content_hash(approval.revision) != approval.content_hash:
        return "Die Fassung wurde nach der Freigabe verändert."
    if not _same_content(page, approval.revision.content):
        return "Der Inhalt weicht von der freigegebenen Fassung ab."
    return page.specific_deferred.publication_obstacle(approval)


def _same_content(page: Page, approved: dict[str, Any]) -> bool:
    """Compare field by field; a base `Page` instance has only the base fields."""
    current = json.loads(json.dumps(page.serializable_data(), cls=DjangoJSONEncoder))
    compared = set(current) - BOOKKEEPING - _follows_place(page)
    return all(
        _plain(page, name, current[name]) == _plain(page, name, approved.get(name)) for name in compared
    )


def _plain(page: Page, name: str, value: Any) -> Any:
    """Take a StreamField's text apart: PostgreSQL gives the keys of its blocks back in another order."""
    is_stream = isinstance(page._meta.get_field(name), StreamField) and isinstance(value, str)
    return json.loads(value) if is_stream else value


def _follows_place(page: Page) -> frozenset[str]:
    """The place in the tree is no content, nor is what follows from it; a base `Page` has nothing of the kind."""
    return getattr(page, "follows_place", frozenset())
