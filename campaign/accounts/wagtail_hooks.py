"""What the gate cannot close by address (the page chooser), and the way to password and codes."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks

from campaign.accounts import ownership
from campaign.accounts.roles import Role


@hooks.register("construct_page_chooser_queryset")
def only_own_and_live_pages(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """Offer the Redaktion no draft of another centre."""
    user = request.user
    if user.is_authenticated and user.roles == {Role.REDAKTION}:
        return pages.filter(ownership.choosable_pages(user))
    return pages


@hooks.register("register_account_menu_item")
def security_item(request: HttpRequest) -> dict[str, Any]:
    """Lead from Wagtail's account page to password and second factor."""
    return {
        "url": reverse("mfa_index"),
        "label": "Passwort und zweiter Faktor",
        "help_text": "Passwort ändern, App neu verbinden, Notfallcodes ansehen.",
    }
