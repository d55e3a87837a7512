"""Whose findings somebody may know of: the own pages', or all for those who answer for all."""

from django.db.models import Q, QuerySet
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.accounts.ownership import own_pages
from campaign.accounts.roles import Role
from campaign.models.proofreading import PageLink, TermFinding

EVERYTHING = frozenset({Role.KOORDINATION, Role.TECHNIK})


def findings(user: User) -> QuerySet[TermFinding]:
    """Return outdated words on public pages; those that may stay as they are, too."""
    found = TermFinding.objects.filter(_public()).select_related("term", "page")
    return found if user.roles & EVERYTHING else found.filter(page__in=_own(user))


def own_findings(user: User) -> QuerySet[TermFinding]:
    """Return those of the own pages."""
    return TermFinding.objects.filter(page__in=_own(user))


def broken(user: User) -> QuerySet[PageLink]:
    """Return links of public pages that lead nowhere."""
    found = PageLink.objects.filter(_public()).exclude(problem="").select_related("page")
    return found if user.roles & EVERYTHING else found.filter(page__in=_own(user))


def _own(user: User) -> QuerySet[Page]:
    return Page.objects.filter(own_pages(user))


def _public() -> Q:
    return Q(page__live=True, page__withdrawal=None)
