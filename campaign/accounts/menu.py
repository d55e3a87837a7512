"""The menu of the admin by groups: the one table that says what stands together, for whom.

A new menu item joins a group by the name of its view (as in admin_views.toml) in `GROUPS` below. What no group names
stands by itself in the menu; so does the only item that a person has of a group. The order inside a group is that of
the items (`MenuItem.order`). Whether an item is shown at all is up to the item and to the gate.

Which item is marked as the place where somebody is says `whereabouts.py`.
"""

from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from django.urls import Resolver404, resolve
from django.utils.text import slugify
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from campaign.accounts.roles import Role

LEADING = frozenset({Role.KOORDINATION, Role.TECHNIK})
OFFICERS = frozenset({Role.REDAKTION})
ALL = LEADING | OFFICERS
# Below this number nobody looks for anything: the items stay in the menu itself.
WORTH_A_GROUP = 2
# Marks the item of the place where somebody is (admin.css).
HERE = "is-here"


@dataclass(frozen=True)
class Group:
    """Menu items under one word: who sees them together, and the views they lead to.

    What a Redaktion comes for (its centre, stories, consents, events) stands by itself; the rest is put together.
    """

    label: str
    icon: str
    order: int
    roles: frozenset[Role]
    views: frozenset[str]


GROUPS = (
    Group(
        *("Freigabe", "clipboard-list", 90, LEADING),
        views=frozenset({"publishing_index", "sharing_register"}),
    ),
    Group(
        *("Inhalte", "edit", 200, LEADING),
        views=frozenset(
            {"events_index", "figures_index", "material_index", "press_downloads", "stories_start"}
            | {"textvorlage:index", "wagtailredirects:index"}
        ),
    ),
    Group(
        *("Register", "list-ul", 220, LEADING),
        views=frozenset({"registry_index", "korrektur:index"}),
    ),
    Group(
        *("Menschen", "group", 230, LEADING),
        views=frozenset({"consents_index", "people_index"}),
    ),
    Group(
        *("Weitersagen", "download", 212, OFFICERS),
        views=frozenset({"material_index", "zuarbeit_index", "sharing_register"}),
    ),
    Group(
        *("Mediathek", "image", 300, ALL),
        views=frozenset({"wagtailimages:index", "wagtailmedia:index", "wagtaildocs:index", "library_index"}),
    ),
    Group(
        *("Auswertung", "table", 900, LEADING),
        views=frozenset(
            {"stories_balance", "statistics_index", "proofreading_index", "protocol_index", "reports"}
            | {"barriers_index"}
        ),
    ),
    Group(
        *("Auswertung", "table", 310, OFFICERS),
        views=frozenset({"figures_index", "statistics_index", "proofreading_index", "barriers_index"}),
    ),
    Group(
        *("Zusammenarbeit", "group", 320, OFFICERS),
        views=frozenset({"people_index", "internal_index", "protocol_index"}),
    ),
)


def grouped(items: Iterable[MenuItem], roles: Collection[Role], here: str = "") -> list[MenuItem]:
    """Return the items a person has, those of a group in one submenu each.

    here: the view whose item, and group, are marked as the place where the person is; "" for none.
    """
    left = [_marked(item) if here and view_name(item) == here else item for item in items]
    found: list[MenuItem] = []
    for group in GROUPS:
        if not group.roles.intersection(roles):
            continue
        own = [item for item in left if view_name(item) in group.views]
        if len(own) >= WORTH_A_GROUP:
            left = [item for item in left if item not in own]
            found.append(
                SubmenuMenuItem(
                    group.label,
                    Menu(items=own),
                    name=f"group-{slugify(group.label)}",
                    icon_name=group.icon,
                    order=group.order,
                    classname=HERE if any(item.classname == HERE for item in own) else "",
                )
            )
    return left + found


def _marked(item: MenuItem) -> MenuItem:
    """The items are shared by all requests, so the mark is put on a copy."""
    marked = copy(item)
    marked.classname = HERE
    return marked


def view_name(item: MenuItem) -> str:
    """Return the name of the view an item leads to; of Wagtail's own submenus the name they have there."""
    return _view_at(item.url) or item.name


@lru_cache(maxsize=1_000)
def _view_at(url: str) -> str:
    """Return the name of the view at an address, "" for none; asked many times for every screen, always the same."""
    try:
        return resolve(url).view_name
    except Resolver404:
        return ""
