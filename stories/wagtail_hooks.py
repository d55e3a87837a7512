"""The consents in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.publishing import views
from stories.balance import balance
from stories.consents import urls as consent_urls
from stories.models import StoryPage
from stories.sharing import urls as sharing_urls
from stories.sharing import views as sharing_views
from stories.start_views import StartView
from stories.statistics import urls as statistics_urls

views.offer(sharing_views.offered)


@hooks.register("before_edit_page")
def ask_for_topics_once(request: HttpRequest, page: Page) -> None:
    """Checks, references and the field itself look at them while a form is shown."""
    if request.method == "GET" and isinstance(page, StoryPage):
        page.topics.get_object_list()


@hooks.register("register_admin_urls")
def urls() -> list:
    """The addresses of the consents, of what is passed on, and of what the stories show in all."""
    return [
        *consent_urls.urlpatterns,
        *sharing_urls.urlpatterns,
        path("geschichten/ausgewogenheit/", balance, name="stories_balance"),
        path("startseite/", StartView.as_view(), name="stories_start"),
        *statistics_urls.urlpatterns,
    ]


class PeopleItem(MenuItem):
    """The Technik sees no people in stories."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(person(request).roles & {Role.REDAKTION, Role.KOORDINATION})


@hooks.register("register_admin_menu_item")
def consents_item() -> MenuItem:
    """Who agreed to what."""
    return PeopleItem("Einwilligungen", reverse("consents_index"), icon_name="circle-check", order=95)


@hooks.register("register_admin_menu_item")
def register_item() -> MenuItem:
    """Who shows a story elsewhere."""
    return PeopleItem("Verwendungen", reverse("sharing_register"), icon_name="site", order=96)


class ChoiceItem(MenuItem):
    """For those who choose what appears."""

    def is_shown(self, request: HttpRequest) -> bool:
        return person(request).has_role(Role.KOORDINATION)


@hooks.register("register_admin_menu_item")
def balance_item() -> MenuItem:
    """Whom the public stories show."""
    return ChoiceItem("Ausgewogenheit", reverse("stories_balance"), icon_name="table", order=92)


@hooks.register("register_admin_menu_item")
def start_item() -> MenuItem:
    """Which stories open the website."""
    return ChoiceItem("Startseite", reverse("stories_start"), icon_name="home", order=205)


@hooks.register("register_admin_menu_item")
def statistics_item() -> MenuItem:
    """How often what was seen: the own pages for a Redaktion, all for the others."""
    return MenuItem("Statistik", reverse("statistics_index"), icon_name="view", order=212)
