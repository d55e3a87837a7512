"""Choosers link to the form of what was chosen: only for those who may change it. Wagtail's own do not ask who looks."""

from typing import Any

from wagtail.admin.admin_url_finder import ModelAdminURLFinder, register_admin_url_finder
from wagtail.admin.wagtail_hooks import PageAdminURLFinder
from wagtail.documents import get_document_model
from wagtail.documents.wagtail_hooks import DocumentAdminURLFinder
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy
from wagtail.images.wagtail_hooks import ImageAdminURLFinder
from wagtail.models import Page
from wagtailmedia.models import get_media_model
from wagtailmedia.wagtail_hooks import MediaAdminURLFinder

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.current_request import current_request

FINDERS = {
    get_image_model(): ImageAdminURLFinder,
    get_document_model(): DocumentAdminURLFinder,
    get_media_model(): MediaAdminURLFinder,
}


def connect() -> None:
    """Put ours in the place of Wagtail's, which are registered by now."""
    register_admin_url_finder(Page, _PageFinder)
    for model, finder in FINDERS.items():
        register_admin_url_finder(model, type("_FileFinder", (_FileFinder, finder), {}))


class _PageFinder(PageAdminURLFinder):
    def __init__(self, user: User | None = None) -> None:
        super().__init__(user or _asking())

    def get_edit_url(self, instance: Page) -> str | None:
        return super().get_edit_url(instance.specific_deferred)


class _FileFinder(ModelAdminURLFinder):
    """Knows from rights that are asked once which files a Redaktion may change; the others may change all of them."""

    def __init__(self, user: User | None = None) -> None:
        super().__init__(user or _asking())

    def get_edit_url(self, instance: Any) -> str | None:
        if self.user and self.user.roles <= {Role.REDAKTION} and instance.collection_id not in self._own():
            return None
        return str(self.construct_edit_url(instance))

    def _own(self) -> set[int]:
        rights = permission_policy.get_cached_permissions_for_user(self.user)
        return {right.collection_id for right in rights if right.permission.codename == "change_image"}


def _asking() -> User | None:
    user = getattr(current_request(), "user", None)
    return user if isinstance(user, User) else None
