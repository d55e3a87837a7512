"""The state of the system in Wagtail's admin, for the Technik."""

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.operations.system_page import system_state


@hooks.register("register_admin_urls")
def urls() -> list:
    """The address of the state of the system."""
    return [path("systemzustand/", system_state, name="system_state")]


class SystemItem(MenuItem):
    """Shown to those who run the house."""

    def is_shown(self, request: HttpRequest) -> bool:
        return person(request).has_role(Role.TECHNIK)


@hooks.register("register_admin_menu_item")
def system_item() -> MenuItem:
    """Right below what is to do."""
    return SystemItem("Systemzustand", reverse("system_state"), icon_name="cogs", order=20)
