"""The registry and the own centre in Wagtail's admin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.models import LeichteSprachePage
from jobcenters.barriers import urls as barrier_urls
from jobcenters.corrections import CorrectionViewSet
from jobcenters.dashboard import SectionsPanel
from jobcenters.events import urls as event_urls
from jobcenters.life import urls as life_urls
from jobcenters.material import urls as material_urls
from jobcenters.models import EventPage, Jobcenter, JobcenterPage, NewsPage, SectionContentPage
from jobcenters.own import own
from jobcenters.people import urls as people_urls
from jobcenters.protocol import views as protocol
from jobcenters.zuarbeit import views as zuarbeit
from jobcenters.zuarbeit.templates_admin import TemplateViewSet


def unchecked(request: HttpRequest) -> HttpResponse:
    """„Stammdaten“: centres whose name, phone or address nobody has confirmed."""
    centres = Jobcenter.objects.unchecked().in_order().select_related("section")
    context = {"centres": centres, "total": Jobcenter.objects.count()}
    return TemplateResponse(request, "jobcenters/unchecked.html", context)


@hooks.register("register_admin_urls")
def urls() -> list:
    """The addresses of registry and own centre."""
    return [
        path("stammdaten/", unchecked, name="registry_unchecked"),
        path("mein-jobcenter/", own, name="registry_own"),
        *life_urls.urlpatterns,
        *people_urls.urlpatterns,
        *event_urls.urlpatterns,
        *barrier_urls.urlpatterns,
        *material_urls.urlpatterns,
        path("zuarbeit/", zuarbeit.index, name="zuarbeit_index"),
        path("zuarbeit/<int:template_id>/<int:centre_id>/", zuarbeit.text, name="zuarbeit_text"),
        path("protokoll/", protocol.index, name="protocol_index"),
        path("protokoll/export/", protocol.export, name="protocol_export"),
    ]


@hooks.register("register_admin_viewset")
def corrections() -> CorrectionViewSet:
    """What the finder knows better than its files."""
    return CorrectionViewSet()


@hooks.register("register_admin_viewset")
def press_templates() -> TemplateViewSet:
    """The texts that the centres fill with their own data."""
    return TemplateViewSet()


class RoleMenuItem(MenuItem):
    """Shown to those who hold one of these roles."""

    def __init__(self, *args, roles: set[Role], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.roles = roles

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(person(request).roles & self.roles)


@hooks.register("register_admin_menu_item")
def registry_item() -> MenuItem:
    """The 104 with what is true and what is decided, for those who keep the registry."""
    roles = {Role.KOORDINATION, Role.TECHNIK}
    address = reverse("registry_index")
    return RoleMenuItem("Register", address, icon_name="list-ul", order=220, roles=roles)


@hooks.register("register_admin_menu_item")
def own_item() -> MenuItem:
    """The own section with its news and pages."""
    address = reverse("registry_own")
    return RoleMenuItem("Mein Jobcenter", address, icon_name="home", order=80, roles={Role.REDAKTION})


@hooks.register("register_admin_menu_item")
def zuarbeit_item() -> MenuItem:
    """Texts for Kreisblatt and press, filled with the own data."""
    return RoleMenuItem(
        "Zuarbeit", reverse("zuarbeit_index"), icon_name="doc-full", order=215, roles={Role.REDAKTION}
    )


@hooks.register("register_admin_menu_item")
def events_item() -> MenuItem:
    """Aktionen with their answers, and events."""
    roles = {Role.KOORDINATION, Role.REDAKTION}
    return RoleMenuItem(
        "Aktionen und Termine", reverse("events_index"), icon_name="date", order=85, roles=roles
    )


@hooks.register("register_admin_menu_item")
def barriers_item() -> MenuItem:
    """What people reported about accessibility."""
    roles = {Role.KOORDINATION, Role.REDAKTION}
    address = reverse("barriers_index")
    return RoleMenuItem("Gemeldete Barrieren", address, icon_name="warning", order=218, roles=roles)


@hooks.register("register_admin_menu_item")
def people_item() -> MenuItem:
    """Who works for which centre; for the Redaktion its own team."""
    return MenuItem("Personen", reverse("people_index"), icon_name="group", order=230)


@hooks.register("register_admin_menu_item")
def protocol_item() -> MenuItem:
    """Who did what; for the Redaktion what concerns its centre."""
    return MenuItem("Protokoll", reverse("protocol_index"), icon_name="history", order=900)


@hooks.register("after_create_page", order=200)
@hooks.register("after_edit_page", order=200)
def back_to_the_own_centre(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After publishing, the Redaktion stands where it began and sees what else is to do."""
    is_done = "action-publish" in request.POST and isinstance(
        page, (EventPage, JobcenterPage, LeichteSprachePage, NewsPage, SectionContentPage)
    )
    return redirect("registry_own") if is_done and person(request).has_role(Role.REDAKTION) else None


@hooks.register("construct_homepage_panels")
def sections_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    """The ways to the own section."""
    if person(request).has_role(Role.REDAKTION):
        panels.append(SectionsPanel())
