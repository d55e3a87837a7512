"""What belongs to somebody of the Redaktion: pages by the tree, files by the collection."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtailmedia.permissions import permission_policy as media_policy

from campaign.accounts.models import Invitation, User

FILE_POLICIES = {"image": image_policy, "document": document_policy, "media": media_policy}


def own_pages(user: User) -> Q:
    """Return the condition for pages of the own sections and story folders."""
    condition = Q(pk__in=[])
    for path in user.own_page_paths:
        condition |= Q(path__startswith=path)
    return condition


def choosable_pages(user: User) -> Q:
    """Return the condition for pages one may link to: what is public anyway, and the own ones."""
    return own_pages(user) | Q(live=True)


def belongs(user: User, kind: str, pk: int) -> bool:
    """Say whether the object of this kind and key exists for the person.

    Raises PermissionDenied for the campaign's shared files, which everybody may see but not change.
    """
    model, _, choice = kind.partition("_")
    if model in FILE_POLICIES:
        return _file_belongs(user, model, pk, choosing=bool(choice))
    return (PEOPLE if kind in PEOPLE else PAGES)[kind](user).filter(pk=pk).exists()


def exists(kind: str, pk: int) -> bool:
    """Say whether there is an object of this kind and key at all."""
    policy = FILE_POLICIES.get(kind.partition("_")[0])
    model = policy.model if policy else {"person": User, "invitation": Invitation}.get(kind, Page)
    return model.objects.filter(pk=pk).exists()


def _file_belongs(user: User, model: str, pk: int, *, choosing: bool) -> bool:
    policy = FILE_POLICIES[model]
    if policy.instances_user_has_any_permission_for(user, ["change", "delete"]).filter(pk=pk).exists():
        return True
    # Recordings have no right to choose.
    shared = (
        model != "media" and policy.instances_user_has_permission_for(user, "choose").filter(pk=pk).exists()
    )
    if shared and not choosing:
        raise PermissionDenied
    return shared


PAGES: dict[str, Callable[[User], QuerySet]] = {
    "page": lambda user: Page.objects.filter(own_pages(user)),
    "explorable": page_permission_policy.explorable_instances,
    "choosable": lambda user: Page.objects.filter(choosable_pages(user)),
}
# People of the own centre or centres, and those invited to them.
PEOPLE: dict[str, Callable[[User], QuerySet]] = {
    "person": lambda user: User.objects.filter(groups__in=user.groups.all()),
    "invitation": lambda user: Invitation.objects.filter(groups__in=user.groups.all()),
}
