"""The consents in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from campaign.accounts.person import person
from campaign.accounts.roles import Role
from stories.consents import urls as consent_urls


@hooks.register("register_admin_urls")
def urls() -> list:
    """The addresses of the consents."""
    return consent_urls.urlpatterns


class ConsentsItem(MenuItem):
    """The Technik sees no people in stories."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(person(request).roles & {Role.REDAKTION, Role.KOORDINATION})


@hooks.register("register_admin_menu_item")
def consents_item() -> MenuItem:
    """Who agreed to what."""
    return ConsentsItem("Einwilligungen", reverse("consents_index"), icon_name="circle-check", order=95)
