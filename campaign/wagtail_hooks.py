"""The campaign in Wagtail's admin: its colours, its figures, its help."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from campaign import edit_links, link_targets, press_copy, press_downloads
from campaign.accessibility.viewset import BodyViewSet
from campaign.accounts.models import User
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.dashboard import MaterialPanel, NewsPanel
from campaign.explorer import ExplorerViewSet
from campaign.figures import urls as figure_urls
from campaign.handbook import views as handbook
from campaign.handbook.here import chapter_here
from campaign.internal import views as internal
from campaign.internal.editing import HandbookViewSet, MeetingViewSet
from campaign.material import urls as material_urls
from campaign.models import PressReleasePage
from campaign.proofreading import urls as proofreading_urls
from campaign.proofreading.viewset import TermViewSet

edit_links.connect()


@hooks.register("register_admin_viewset")
def explorer_viewset() -> ExplorerViewSet:
    """The tree of pages."""
    return ExplorerViewSet()


@hooks.register("register_admin_urls")
def urls() -> list:
    """The addresses of help, figures and press pictures."""
    return [
        path("hilfe/", RedirectView.as_view(pattern_name="handbook_index"), name="campaign_help"),
        path("handbuch/", handbook.index, name="handbook_index"),
        path("handbuch/<slug:key>/", handbook.chapter, name="handbook_chapter"),
        path("pressebilder/", press_downloads.listed, name="press_downloads"),
        path("presse/<int:page_id>/<slug:suffix>/", press_copy.copy, name="press_copy"),
        path("intern/", internal.index, name="internal_index"),
        path("intern/<int:handbook_id>/", internal.page, name="internal_page"),
        path("intern/protokoll/<int:meeting_id>/", internal.minutes, name="internal_minutes"),
        *figure_urls.urlpatterns,
        *proofreading_urls.urlpatterns,
        *material_urls.urlpatterns,
    ]


@hooks.register("register_rich_text_features", order=1)
def links_of_texts(features: FeatureRegistry) -> None:
    """After Wagtail's own."""
    link_targets.check_texts(features)


class FiguresMenuItem(MenuItem):
    """Shown to those who enter figures."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool({Role.KOORDINATION, Role.REDAKTION} & person(request).roles)


@hooks.register("register_admin_menu_item")
def figures_item() -> MenuItem:
    """The figures: all of them for the Koordination, the own ones for a Redaktion."""
    return FiguresMenuItem("Kennzahlen", reverse("figures_index"), icon_name="table", order=210)


class PressDownloadsMenuItem(MenuItem):
    """Shown to those who answer for the pictures."""

    def is_shown(self, request: HttpRequest) -> bool:
        return Role.KOORDINATION in person(request).roles


@hooks.register("register_admin_menu_item")
def material_item() -> MenuItem:
    """What the campaign hands out, and what a centre makes of it."""
    return FiguresMenuItem("Material", reverse("material_index"), icon_name="download", order=212)


@hooks.register("construct_homepage_panels")
def material_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    """The newest versions of material."""
    if person(request).has_role(Role.REDAKTION):
        panels.append(MaterialPanel())


@hooks.register("construct_homepage_panels")
def news_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    """What the campaign has published lately."""
    if person(request).has_role(Role.REDAKTION):
        panels.append(NewsPanel())


@hooks.register("register_admin_menu_item")
def press_downloads_item() -> MenuItem:
    """Beside the figures."""
    return PressDownloadsMenuItem("Pressebilder", reverse("press_downloads"), icon_name="download", order=211)


@hooks.register("register_admin_viewset")
def internal_viewsets() -> list[ModelViewSet]:
    """What the Koordination writes for the house."""
    return [HandbookViewSet(), MeetingViewSet()]


@hooks.register("register_page_header_buttons")
def copies_of_a_release(page: Page, user: User, **kwargs: Any) -> Iterator[Button]:
    """A release as a file to send by mail, also while its Sperrfrist runs."""
    if isinstance(page, PressReleasePage) and page.pk and Role.KOORDINATION in user.roles:
        for order, (suffix, name) in enumerate((("docx", "Als Word-Datei laden"), ("txt", "Als Text laden"))):
            url = reverse("press_copy", args=[page.pk, suffix])
            yield Button(name, url, icon_name="download", priority=80 + order)


@hooks.register("register_admin_menu_item")
def internal_item() -> MenuItem:
    """Handbook and Arbeitskreis, for everybody of the house."""
    return MenuItem("Intern", reverse("internal_index"), name="intern", icon_name="openquote", order=890)


@hooks.register("register_admin_viewset")
def terms_viewset() -> TermViewSet:
    """The words of yesterday."""
    return TermViewSet()


@hooks.register("register_admin_viewset")
def bodies_viewset() -> BodyViewSet:
    """Where people turn when an answer about accessibility does not help."""
    return BodyViewSet()


@hooks.register("register_admin_menu_item")
def proofreading_item() -> MenuItem:
    """What a look through the public pages found."""
    return MenuItem("Website prüfen", reverse("proofreading_index"), icon_name="warning", order=213)


class HelpItem(MenuItem):
    """Leads to the chapter about the screen where somebody is, and to all chapters from everywhere else."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        component = super().render_component(request)
        chapter = chapter_here(request)
        if chapter:
            component.url = reverse("handbook_chapter", args=[chapter.key])
        return component


@hooks.register("register_admin_menu_item")
def help_item() -> MenuItem:
    """At the end of the menu."""
    return HelpItem("Hilfe", reverse("handbook_index"), name="hilfe", icon_name="help", order=11000)


@hooks.register("construct_page_action_menu")
def publish_first(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Where somebody may publish, that is the button; stories have none to move."""
    menu_items.sort(key=lambda item: item.name != "action-publish")


@hooks.register("insert_global_admin_css")
def colours() -> str:
    """Our two colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def errors_take_the_focus() -> str:
    """A form that came back says so where the keyboard and the screen reader are."""
    return format_html('<script type="module" src="{}"></script>', static("js/fehler.js"))
