"""The registry in Wagtail's admin."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from campaign.accounts.person import person
from campaign.accounts.roles import Role
from jobcenters.models import Jobcenter


def unchecked(request: HttpRequest) -> HttpResponse:
    """„Ungeprüfte Stammdaten“: centres whose name, phone or address nobody has confirmed."""
    centres = Jobcenter.objects.unchecked().in_order().select_related("section")
    context = {"centres": centres, "total": Jobcenter.objects.count()}
    return TemplateResponse(request, "jobcenters/unchecked.html", context)


@hooks.register("register_admin_urls")
def urls() -> list:
    """The address of the list."""
    return [path("stammdaten/", unchecked, name="registry_unchecked")]


class RegistryMenuItem(MenuItem):
    """Shown to those who keep the registry."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(person(request).roles & {Role.KOORDINATION, Role.TECHNIK})


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """The list in the menu."""
    return RegistryMenuItem(
        "Ungeprüfte Stammdaten", reverse("registry_unchecked"), icon_name="warning", order=200
    )
