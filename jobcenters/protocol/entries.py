"""Entries of the log as a reader may see them: which ones, and in what words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from wagtail.models import Page, get_page_models

from campaign.accounts.models import User
from campaign.accounts.ownership import own_pages
from campaign.accounts.roles import Role
from campaign.audit.models import AuditEntry
from jobcenters.models import Jobcenter
from jobcenters.protocol.sentences import sentence

EVERYTHING = {Role.KOORDINATION, Role.TECHNIK}


@dataclass(frozen=True)
class Asked:
    """What a reader wants to see: a centre, a group of actions (first part of their keys), the first and last day."""

    centre: Jobcenter | None = None
    group: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Line:
    """One entry in words; `url` leads to the page it is about, where there is one for the reader."""

    when: datetime
    who: str
    text: str
    centre: str
    url: str
    entry: AuditEntry


def centres_of(user: User) -> QuerySet[Jobcenter]:
    """Return the centres whose entries a person may read."""
    centres = Jobcenter.objects.in_order()
    return centres if user.roles & EVERYTHING else centres.filter(group__user=user)


def visible(user: User, asked: Asked) -> QuerySet[AuditEntry]:
    """Return the entries a person may read, newest first: those of the own centres and what she did herself."""
    entries = AuditEntry.objects.all()
    if not user.roles & EVERYTHING:
        own = centres_of(user).order_by().values("ags")
        entries = entries.filter(Q(centre__in=own) | Q(actor_id=user.pk))
    if asked.centre:
        entries = entries.filter(centre=asked.centre.ags)
    if asked.group:
        entries = entries.filter(action__startswith=f"{asked.group}.")
    if asked.first:
        entries = entries.filter(created_at__date__gte=asked.first)
    if asked.last:
        entries = entries.filter(created_at__date__lte=asked.last)
    return entries


def lines(entries: Iterable[AuditEntry], user: User) -> list[Line]:
    """Put entries in words; three queries, however many they are."""
    entries = list(entries)
    people = User.objects.in_bulk({entry.actor_id for entry in entries if entry.actor_id})
    names = {
        centre.ags: centre.name
        for centre in Jobcenter.objects.filter(ags__in={one.centre for one in entries})
    }
    pages = _pages(entries, user)
    return [_line(entry, people, names, pages) for entry in entries]


def _line(entry: AuditEntry, people: dict[int, User], names: dict[str, str], pages: dict[str, Any]) -> Line:
    is_page = entry.object_type in _page_types()
    page = pages.get(entry.object_id) if is_page else None
    number = f"Seite {entry.object_id}" if is_page else ""
    what = f"„{page.draft_title}“" if page else entry.object_label or number
    return Line(
        when=entry.created_at,
        who=str(people.get(entry.actor_id or 0) or entry.actor_label),
        text=sentence(entry.action, entry.data, what),
        centre=names.get(entry.centre, ""),
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else "",
        entry=entry,
    )


def _pages(entries: Iterable[AuditEntry], user: User) -> dict[str, Any]:
    """Return key -> page for the pages whose drafts are the reader's business; the Technik reads numbers."""
    if user.roles == {Role.TECHNIK}:
        return {}
    keys = {
        entry.object_id
        for entry in entries
        if entry.object_type in _page_types() and entry.object_id.isdigit()
    }
    pages = Page.objects.filter(pk__in=keys)
    if not user.roles & EVERYTHING:
        pages = pages.filter(own_pages(user))
    return {str(page.pk): page for page in pages.only("pk", "draft_title")}


def _page_types() -> frozenset[str]:
    return frozenset(model._meta.label_lower for model in get_page_models())
