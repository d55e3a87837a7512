"""Turns a page into one of another type and keeps all else: key, address, children, texts, history.

For the upgrade of a database in which a page was made before its own type existed.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, router, transaction
from modelsearch import index
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision, WorkflowState


def retype(page: Page, wanted: type[Page]) -> Page:
    """Return the page as `wanted`; fields of the same name keep their values, others get their defaults.

    Neither Wagtail nor Django can do this: deleting the old row the usual way would delete the page below it.
    """
    old = page.specific
    known = {field.name for field in type(old)._meta.concrete_fields}
    values = {
        field.attname: getattr(old, field.attname)
        for field in wanted._meta.concrete_fields
        if field.name in known and field.name != "page_ptr"
    }
    new = wanted(**values | {"page_ptr_id": page.pk})
    with transaction.atomic():
        index.remove_object(old)
        # Only this table's row: the page below it stays, and nobody is told that a page was deleted.
        rows: Any = type(old)._base_manager.filter(pk=page.pk)
        rows._raw_delete(using=router.db_for_write(type(old)))
        # Raw: only the new table's row; the page's own row is there already.
        new.save_base(raw=True)
        Page.objects.filter(pk=page.pk).update(content_type=_type_of(wanted))
        _rewrite_history(page, type(old), wanted)
        fresh = wanted._base_manager.get(pk=page.pk)
        ReferenceIndex.remove_for_object(old)
        ReferenceIndex.create_or_update_for_object(fresh)
        index.insert_or_update_object(fresh)
    return fresh


def _type_of(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def _rewrite_history(page: Page, old: type[Page], new: type[Page]) -> None:
    """Revisions, log and workflow name the type of their page; what somebody is typing just now is not kept."""
    key, before, after = str(page.pk), _type_of(old), _type_of(new)
    for revision in Revision.objects.filter(object_id=key, content_type=before):
        revision.content["content_type"] = after.pk
        revision.content_type = after
        revision.save(update_fields=["content", "content_type"])
    PageLogEntry.objects.filter(page=page.pk, content_type=before).update(content_type=after)
    WorkflowState.objects.filter(object_id=key, content_type=before).update(content_type=after)
    for kept in (EditingSession, FormState):
        kept.objects.filter(object_id=key, content_type=before).delete()
