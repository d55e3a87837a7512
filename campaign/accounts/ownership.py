"""What belongs to somebody of the Redaktion: pages by the tree, files by the collection, people by the group."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, UploadedFile
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet
from wagtailmedia.permissions import permission_policy as media_policy

from campaign.accounts.models import Invitation, User
from campaign.accounts.roles import Role
from campaign.written_once import written_once

# No path that begins with an own one comes after that with this behind it.
LAST = Page.alphabet[-1] * Page._meta.get_field("path").max_length
FILE_POLICIES = {"image": image_policy, "document": document_policy, "media": media_policy}


def register(kind: str, model: type[Model], own: Callable[[User], QuerySet[Any]]) -> None:
    """Add a kind of object of an upper app: its model, and what of it there is for somebody of the Redaktion."""
    MODELS[kind] = model
    OWNED[kind] = own


def own_pages(user: User, path: str = "path") -> Q:
    """Return the condition for pages of the own sections and story folders; path: the field that holds a page's path.

    As a range, not as a beginning: for that PostgreSQL needs no plan of its own for each value to go along the index.
    """
    condition = Q(pk__in=[])
    for own in user.own_page_paths:
        condition |= Q(**{f"{path}__range": (own, own + LAST)})
    return condition


def choosable_pages(user: User) -> Q:
    """Return the condition for pages one may link to: what is public anyway, and the own ones."""
    return own_pages(user) | Q(live=True)


def belongs(user: User, kind: str, pk: int) -> bool:
    """Say whether the object of this kind and key exists for the person.

    Raises PermissionDenied for the campaign's shared files and their collection, which everybody may see but
    not change.
    """
    if _among(user, kind, pk):
        return True
    if f"{kind}_choice" in OWNED and _among(user, f"{kind}_choice", pk):
        raise PermissionDenied
    return False


def exists(kind: str, pk: int) -> bool:
    """Say whether there is an object of this kind and key at all."""
    name = kind.partition("_")[0]
    model = FILE_POLICIES[name].model if name in FILE_POLICIES else MODELS.get(name, Page)
    return model._base_manager.filter(pk=pk).exists()


def collections_of_branch(path: str) -> frozenset[int] | None:
    """Return the collections whose files a page may show: those of the centre it lies with, and the shared one.

    path: the page's path in the tree, or its parent's. None for a page that lies with no centre.
    """
    above = (path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen))
    return frozenset(_collections_at(*above)) or None


@written_once
def _collections_at(*above: str) -> QuerySet[Any]:
    centre = GroupPagePermission.objects.filter(
        page__path__in=above, group__permissions__codename=f"role_{Role.REDAKTION}"
    )
    files = GroupCollectionPermission.objects.filter(
        group__in=centre.values("group"), permission__codename="choose_image"
    )
    return files.values_list("collection_id", flat=True)


def pages_of_collection(collection_id: int) -> PageQuerySet | None:
    """Return the pages of the centre whose files lie in this collection; None for one that belongs to no centre."""
    groups = GroupCollectionPermission.objects.filter(
        collection=collection_id,
        permission__codename="add_image",
        group__permissions__codename=f"role_{Role.REDAKTION}",
    )
    roots = GroupPagePermission.objects.filter(group__in=groups.values("group")).values_list("page__path")
    condition = Q()
    for (path,) in roots.distinct():
        condition |= Q(path__startswith=path)
    return Page.objects.filter(condition) if condition else None


def _among(user: User, kind: str, pk: int) -> bool:
    return OWNED[kind](user).filter(pk=pk).exists()


def _centres(user: User) -> QuerySet[Group]:
    """Return the groups that make the person a member of a centre."""
    return user.groups.filter(permissions__codename=f"role_{Role.REDAKTION}")


def _collections(user: User, action: str) -> QuerySet[Collection]:
    rights = GroupCollectionPermission.objects.filter(
        group__in=_centres(user), permission__codename=f"{action}_image"
    )
    return Collection.objects.filter(pk__in=rights.values("collection"))


def _own_files(model: str) -> Callable[[User], QuerySet]:
    return lambda user: FILE_POLICIES[model].instances_user_has_any_permission_for(user, ["change", "delete"])


def _choosable_files(model: str) -> Callable[[User], QuerySet]:
    return lambda user: FILE_POLICIES[model].instances_user_has_any_permission_for(
        user, ["change", "delete", "choose"]
    )


# Kind -> what of it there is for the person. „…_choice“ adds what she may see and choose, but not change.
OWNED: dict[str, Callable[[User], QuerySet]] = {
    "page": lambda user: Page.objects.filter(own_pages(user)),
    "explorable": page_permission_policy.explorable_instances,
    "choosable": lambda user: Page.objects.filter(choosable_pages(user)),
    # People of the own centre or centres, and those invited to them.
    "person": lambda user: User.objects.filter(groups__in=_centres(user)),
    "invitation": lambda user: Invitation.objects.filter(groups__in=_centres(user)),
    # Files that wait for their words, each with who sent it.
    "upload": lambda user: UploadedFile.objects.filter(uploaded_by_user=user),
    "group": _centres,
    "collection": lambda user: _collections(user, "add"),
    "collection_choice": lambda user: _collections(user, "choose"),
    **{model: _own_files(model) for model in FILE_POLICIES},
    **{f"{model}_choice": _choosable_files(model) for model in FILE_POLICIES},
}
MODELS: dict[str, type[Model]] = {
    "person": User,
    "invitation": Invitation,
    "group": Group,
    "collection": Collection,
    "upload": UploadedFile,
}
