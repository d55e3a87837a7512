"""The gate, asked by templates: nobody is shown a button that it closes."""

from urllib.parse import urlsplit

from django import template
from django.urls import resolve

from campaign.accounts.gate import Access, access
from campaign.accounts.models import User

register = template.Library()


@register.filter
def may_open(user: User, view: str) -> bool:
    """Say whether a view of the admin is open to somebody."""
    return access(view, user.roles) is not Access.REFUSED


@register.filter
def may_follow(user: User, url: str) -> bool:
    """Say whether the view at an address of the admin is open to somebody; none is where there is no address."""
    return bool(url) and may_open(user, resolve(urlsplit(url).path).view_name)
