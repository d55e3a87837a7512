"""What happens by itself: pages that go live or offline settle their files; used files stay as they are."""

from functools import partial
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

from campaign.audit.log import record
from campaign.media import release
from campaign.media.storage import private_storage
from campaign.media.usage import FileInUse, replacement_refused

if TYPE_CHECKING:
    from campaign.media.models import Released

# What saving a revision writes to its page: nothing of it is shown.
DRAFT_FIELDS = {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}


def connect() -> None:
    """Connect the receivers; called once when the apps are ready."""
    post_save.connect(page_saved, dispatch_uid="media.page_saved")
    post_delete.connect(page_deleted, dispatch_uid="media.page_deleted")
    for model in release.file_models():
        name = model.__name__
        pre_save.connect(keep_used_file, sender=model, dispatch_uid=f"media.keep_used_file.{name}")
        post_save.connect(file_saved, sender=model, dispatch_uid=f"media.file_saved.{name}")
        pre_delete.connect(refuse_deletion, sender=model, dispatch_uid=f"media.refuse_deletion.{name}")
        post_delete.connect(file_deleted, sender=model, dispatch_uid=f"media.file_deleted.{name}")


def page_saved(instance: models.Model, created: bool, raw: bool, update_fields=None, **kwargs) -> None:
    """Settle a page's files after each save that can change what is live.

    Not Wagtail's page_published: copy, alias and save() in code put pages live without sending it.
    """
    if not isinstance(instance, Page) or raw or (created and not instance.live):
        return
    if update_fields is None or not set(update_fields) <= DRAFT_FIELDS:
        _after_commit(instance)


def page_deleted(instance: models.Model, **kwargs) -> None:
    """Withdraw what only the deleted page has shown."""
    if isinstance(instance, Page):
        _after_commit(instance)


def _after_commit(page: Page) -> None:
    # The key is taken now: deleting an object clears it. Robust: a full disk does not undo a publication,
    # and resync_all repairs.
    transaction.on_commit(partial(release.sync_page, Page(pk=page.pk)), robust=True)


def keep_used_file(instance: "Released", raw: bool = False, update_fields=None, **kwargs) -> None:
    """Refuse to replace a file that a live page shows, whoever writes; delete a replaced one after commit."""
    guarded = [name for name in instance.guarded_files if update_fields is None or name in update_fields]
    if raw or instance.pk is None or not guarded:
        return
    stored = type(instance)._default_manager.filter(pk=instance.pk).values(*guarded).first() or {}
    replaced = [old for name, old in stored.items() if old and getattr(instance, name).name != old]
    if not replaced:
        return
    _require_free(instance)
    for old in replaced:
        transaction.on_commit(partial(private_storage().delete, old), robust=True)


def file_saved(instance: "Released", raw: bool = False, **kwargs) -> None:
    """Settle after each save: captions added to a public video become public, a stale flag is set right."""
    if not raw:
        transaction.on_commit(partial(release.settle, instance), robust=True)


def refuse_deletion(instance: "Released", **kwargs) -> None:
    """Refuse to delete what a live page shows."""
    _require_free(instance)


def file_deleted(instance: "Released", **kwargs) -> None:
    """Delete every file of a deleted object; Wagtail and wagtailmedia do so for their own fields only."""
    label = f"{instance._meta.verbose_name} {instance.pk}"
    record("file.deleted", actor=get_active_log_context().user, obj=instance, label=label)
    for name in instance.guarded_files:
        file = getattr(instance, name)
        if file:
            transaction.on_commit(partial(private_storage().delete, file.name), robust=True)


def _require_free(instance: "Released") -> None:
    refusal = replacement_refused(instance, get_active_log_context().user)
    if refusal:
        raise FileInUse(refusal)
