"""The first page of the admin: what is to do, and whom to ask. Other apps add their panels by Wagtail's own hook."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.home import HomeView

from campaign.accounts.models import User
from campaign.accounts.questions import asked
from campaign.accounts.roles import Role
from campaign.accounts.todo import agenda_for

# So many are shown at once; the others are one click away.
AT_ONCE = 6
CONTACTS = 4


class FirstPage(HomeView):
    """As Wagtail's, without asking for what ours does not show: the website, and how many pages and files there are."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        panels = sorted(self.get_panels(), key=lambda panel: panel.order)
        return WagtailAdminTemplateMixin.get_context_data(self, panels=panels, **kwargs)


class TodoPanel(Component):
    """„Was ist zu tun?“ in sentences, most urgent first, each with one button."""

    template_name = "dashboard/todos.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        user = (parent_context or {})["request"].user
        agenda = agenda_for(user)
        return {"agenda": agenda, "first": agenda.to_do[:AT_ONCE], "rest": agenda.to_do[AT_ONCE:]}


class ContactPanel(Component):
    """Whom the Redaktion may ask; the Koordination itself does not need it."""

    template_name = "dashboard/contact.html"
    order = 90

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        return {"people": koordination((parent_context or {})["request"].user)}


def koordination(user: User) -> list[dict[str, str]]:
    """Return {name, email} of active members of the Koordination, for anybody; one query."""
    return [{"name": capfirst(str(one)), "email": one.email} for one in asked(_coordinators, user)]


def _coordinators(user: User) -> QuerySet[User]:
    people = User.objects.filter(is_active=True, groups__permissions__codename=f"role_{Role.KOORDINATION}")
    shown = people.distinct().order_by("last_name", "email")
    return shown.only("first_name", "last_name", "email")[:CONTACTS]
