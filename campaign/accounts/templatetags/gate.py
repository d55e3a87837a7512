"""The gate, asked by templates: nobody is shown a button that it closes."""

from django import template

from campaign.accounts.gate import Access, access
from campaign.accounts.models import User

register = template.Library()


@register.filter
def may_open(user: User, view: str) -> bool:
    """Say whether a view of the admin is open to somebody."""
    return access(view, user.roles) is not Access.REFUSED
