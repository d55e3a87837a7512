"""What the gate cannot close by address: page chooser and menu; the first page; the way to password and codes."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.models import Page
from wagtail.query import PageQuerySet

from campaign.accounts import ownership, session_life, whereabouts
from campaign.accounts.account_page import MailPanel
from campaign.accounts.dashboard import ContactPanel, TodoPanel
from campaign.accounts.gate import Access, access
from campaign.accounts.menu import grouped, view_name
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.accounts.whereabouts import OVERVIEW, here, home_url

REDIRECTS = "wagtailredirects:index"
# Names that Wagtail gives its menu items.
WAGTAILS_HELP, TREE = "help", "explorer"


@hooks.register("construct_page_chooser_queryset")
def only_own_and_live_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Offer the Redaktion no draft of another centre."""
    user = request.user
    if user.is_authenticated and user.roles == {Role.REDAKTION}:
        return pages.filter(ownership.choosable_pages(user)).specific()
    return pages


@hooks.register("construct_homepage_panels", order=-1)
def our_own_first_page(request: HttpRequest, panels: list[Component]) -> None:
    """Wagtail's lists of edits and locks give way to what is to do; other apps add to ours."""
    panels[:] = [TodoPanel()]
    if person(request).has_role(Role.REDAKTION):
        panels.append(ContactPanel())


@hooks.register("register_account_menu_item")
def security_item(request: HttpRequest) -> dict[str, Any]:
    """Lead from Wagtail's account page to password and second factor."""
    return {
        "url": reverse("mfa_index"),
        "label": "Anmeldung und Sicherheit",
        "help_text": "Adresse oder Passwort ändern, App oder Sicherheitsschlüssel verbinden, Notfallcodes ansehen.",
    }


@hooks.register("register_account_settings_panel")
def mail_panel(request: HttpRequest, user: Any, profile: Any) -> MailPanel:
    """How mails should come."""
    return MailPanel(request, user, profile)


@hooks.register("insert_global_admin_js")
def end_of_session() -> str:
    """Warn on every page before the login ends."""
    return format_html(
        '<script type="module" src="{}" id="sitzung" data-url="{}" data-left="{}" data-warning="{}"></script>',
        static("js/sitzung.js"),
        reverse("account_session"),
        session_life.IDLE,
        session_life.WARNING,
    )


@hooks.register("before_edit_page")
def known_page(request: HttpRequest, page: Page) -> None:
    """The menu need not ask which page this is."""
    whereabouts.is_at(request, type(page))


class OverviewItem(MenuItem):
    """Its address begins every other one; it is marked on the first page alone."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        component = super().render_component(request)
        component.url = home_url(request)
        return component


@hooks.register("register_admin_menu_item")
def overview_item() -> MenuItem:
    """The way back to what is to do; our sign above it leads there, too."""
    return OverviewItem("Übersicht", reverse(OVERVIEW), icon_name="tasks", order=10)


@hooks.register("register_admin_menu_item")
def redirects_item() -> MenuItem:
    """Printed addresses are daily work of the Koordination, no setting of the house."""
    return MenuItem("Weiterleitungen", reverse(REDIRECTS), icon_name="redirect", order=800)


@hooks.register("construct_settings_menu")
def redirects_once(request: HttpRequest, items: list[MenuItem]) -> None:
    """Redirects stand in the main menu already."""
    items[:] = [item for item in items if item.url != reverse(REDIRECTS)]


@hooks.register("construct_main_menu")
def own_ways_only(request: HttpRequest, items: list[MenuItem]) -> None:
    """No foreign help, and for the Redaktion no tree: her pages are under „Mein Jobcenter“ and „Geschichten“."""
    hidden = {WAGTAILS_HELP}
    if person(request).roles == {Role.REDAKTION}:
        hidden.add(TREE)
    items[:] = [item for item in items if item.name not in hidden]


@hooks.register("construct_main_menu")
@hooks.register("construct_reports_menu")
@hooks.register("construct_settings_menu")
def only_open_items(request: HttpRequest, items: list[MenuItem]) -> None:
    """Show nobody a way that the gate closes."""
    items[:] = [item for item in items if _is_open(request, item)]


def _is_open(request: HttpRequest, item: MenuItem) -> bool:
    user = request.user
    # Submenus ("#") are no view: what is in them is asked for by itself.
    return not item.url.startswith("/") or (
        user.is_authenticated and access(view_name(item), user.roles) is not Access.REFUSED
    )


@hooks.register("construct_main_menu", order=1000)
def by_groups(request: HttpRequest, items: list[MenuItem]) -> None:
    """Last: what is left stands together by subject."""
    items[:] = grouped(items, person(request).roles, here(request, items))
