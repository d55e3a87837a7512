"""Who may do what: the rights of the roles as data, and the one function per kind of group that applies them.

`setup_site` applies the Koordination's rights, `jobcenters.provisioning` those of a centre's Redaktion. Both can run
again at any time: they end with exactly the rights named here.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, Permission
from django.db import models
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from campaign.written_once import written_once

if TYPE_CHECKING:
    from campaign.accounts.models import User


class Role(models.TextChoices):
    """The three roles of the house."""

    REDAKTION = "redaktion", "Redaktion"
    KOORDINATION = "koordination", "Koordination"
    TECHNIK = "technik", "Technik"


# How the name of a permission begins that does nothing but give its group a role.
MARKER = "role_"
KOORDINATION_GROUP = "Koordination"
SHARED_COLLECTION = "Kampagne"
INTERNAL_COLLECTION = "Intern"

GLOBAL = {
    Role.REDAKTION: ("wagtailadmin.access_admin", "accounts.role_redaktion"),
    Role.KOORDINATION: (
        "wagtailadmin.access_admin",
        "accounts.role_koordination",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
        "jobcenters.change_jobcenter",
        "jobcenters.add_findercorrection",
        "jobcenters.change_findercorrection",
        "jobcenters.delete_findercorrection",
        "jobcenters.add_textvorlage",
        "jobcenters.change_textvorlage",
        "jobcenters.delete_textvorlage",
        "campaign.add_handbuchseite",
        "campaign.change_handbuchseite",
        "campaign.delete_handbuchseite",
        "campaign.add_sitzung",
        "campaign.change_sitzung",
        "campaign.delete_sitzung",
        "campaign.add_kennzahl",
        "campaign.change_kennzahl",
        "campaign.add_outdatedterm",
        "campaign.change_outdatedterm",
        "campaign.delete_outdatedterm",
        "campaign.change_durchsetzungsstelle",
    ),
}
PAGES = {
    "start": ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
    "section": ("add", "change", "publish"),
    "folder": ("add", "change"),
}
# Wagtail checks rights on files at its own models, whatever model a project uses.
FILE_MODELS = {
    "image": "wagtailimages.{}_image",
    "document": "wagtaildocs.{}_document",
    "media": "wagtailmedia.{}_media",
}
# wagtailmedia knows no right to choose: it is declared at CampaignMedia.
FILE_RIGHTS = {("media", "choose"): "media.choose_media"}
COLLECTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "all": {
        "image": ("add", "change", "delete", "choose"),
        "document": ("add", "change", "delete", "choose"),
        "media": ("add", "change", "delete", "choose"),
    },
    "own": {
        "image": ("add", "change", "choose"),
        "document": ("add", "change", "choose"),
        "media": ("add", "change", "choose"),
    },
    "shared": {"image": ("choose",), "document": ("choose",), "media": ("choose",)},
}


def groups_of(user: "User") -> dict[Role, set[int]]:
    """Return role -> keys of the groups through which the person holds it, as it is now; none when inactive."""
    return marked(permissions_of(user.pk)) if user.is_active else {}


def marked(permissions: Iterable[tuple[str, str, int]]) -> dict[Role, set[int]]:
    """Return role -> keys of the groups that carry its marker, from what `permissions_of` returns."""
    found: dict[Role, set[int]] = {}
    for app, codename, group in permissions:
        if app == "accounts" and codename.startswith(MARKER):
            found.setdefault(Role(codename.removeprefix(MARKER)), set()).add(group)
    return found


@written_once
def permissions_of(user: int) -> models.QuerySet[Any]:
    """Return app, name and group of every permission that the person with this key has through a group."""
    permissions = Permission.objects.filter(group__user=user).order_by()
    return permissions.values_list("content_type__app_label", "codename", "group")


def apply_koordination(start: Page) -> Group:
    """Give the one Koordination group its rights from the start page down, and return it."""
    group, _ = Group.objects.get_or_create(name=KOORDINATION_GROUP)
    _apply(group, Role.KOORDINATION, {start: "start"}, {Collection.get_first_root_node(): "all"})
    return group


def apply_redaktion(group: Group, section: Page, folder: Page, collection: Collection) -> None:
    """Give a centre's group its rights: own section, own story folder, own files, and the campaign's shared files."""
    collections = {collection: "own", shared_collection(): "shared"}
    _apply(group, Role.REDAKTION, {section: "section", folder: "folder"}, collections)


def shared_collection() -> Collection:
    """Return the collection of campaign media that every centre may choose from."""
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=SHARED_COLLECTION).first() or root.add_child(
        name=SHARED_COLLECTION
    )


def internal_collection() -> Collection:
    """Return the collection of what only the house reads: no Redaktion may choose from it."""
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=INTERNAL_COLLECTION).first() or root.add_child(
        name=INTERNAL_COLLECTION
    )


def has_redaktion_rights(group: Group, section: Page, folder: Page, collection: Collection) -> bool:
    """Whether a centre's group has exactly the rights that `apply_redaktion` gives."""
    collections = {collection: "own", shared_collection(): "shared"}
    names = {
        f"{app}.{name}" for app, name in group.permissions.values_list("content_type__app_label", "codename")
    }
    return names == set(GLOBAL[Role.REDAKTION]) and all(
        set(existing.values_list(*fields)) == wanted
        for existing, fields, wanted in _rights(
            group, {section: "section", folder: "folder"}, collections, _permissions()
        )
    )


def _apply(group: Group, role: Role, pages: dict[Page, str], collections: dict[Collection, str]) -> None:
    known = _permissions()
    group.permissions.set([known[name] for name in GLOBAL[role]])
    for existing, fields, wanted in _rights(group, pages, collections, known):
        _align(existing, wanted, fields, group)


def _rights(
    group: Group, pages: dict[Page, str], collections: dict[Collection, str], known: dict[str, int]
) -> Iterator[tuple[models.QuerySet[Any], tuple[str, str], set[tuple[int, int]]]]:
    """Yield the rows that give a group rights on pages and on collections, with their fields and what they should be."""
    yield (
        GroupPagePermission.objects.filter(group=group),
        ("page_id", "permission_id"),
        {
            (page.pk, known[f"wagtailcore.{name}_page"])
            for page, kind in pages.items()
            for name in PAGES[kind]
        },
    )
    yield (
        GroupCollectionPermission.objects.filter(group=group),
        ("collection_id", "permission_id"),
        {
            (collection.pk, known[_file_right(model, action)])
            for collection, kind in collections.items()
            for model, actions in COLLECTIONS[kind].items()
            for action in actions
        },
    )


def _align(
    existing: models.QuerySet[Any], wanted: set[tuple[int, int]], fields: Iterable[str], group: Group
) -> None:
    """Delete the rows that are not wanted and create those that are missing."""
    present = {}
    for row in existing:
        present[tuple(getattr(row, field) for field in fields)] = row
    existing.model.objects.filter(
        pk__in=[row.pk for key, row in present.items() if key not in wanted]
    ).delete()
    existing.model.objects.bulk_create(
        existing.model(group=group, **dict(zip(fields, key, strict=True)))
        for key in sorted(wanted - set(present))
    )


def _file_right(model: str, action: str) -> str:
    return FILE_RIGHTS.get((model, action)) or FILE_MODELS[model].format(action)


def _permissions() -> dict[str, int]:
    """Return „app.codename“ → key of every permission, in one query; app and codename together are unique here."""
    rows = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    return {f"{app_label}.{codename}": key for app_label, codename, key in rows}


@written_once
def rights_on_pages(user: int) -> models.QuerySet[Any]:
    """Return what the groups of the person with this key may do with which pages."""
    rights: models.QuerySet[Any] = GroupPagePermission.objects.filter(group__user=user)
    return rights.select_related("page", "permission")


@written_once
def rights_on_collections(user: int) -> models.QuerySet[Any]:
    """Return the same for collections."""
    rights: models.QuerySet[Any] = GroupCollectionPermission.objects.filter(group__user=user)
    return rights.select_related("permission", "collection")
