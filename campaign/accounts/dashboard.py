"""The first page of the admin: what is to do, and whom to ask. Other apps add their panels by Wagtail's own hook."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from wagtail.admin.ui.components import Component

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.todo import agenda_for

# So many are shown at once; the others are one click away.
AT_ONCE = 6
CONTACTS = 4


class TodoPanel(Component):
    """„Was ist zu tun?“ in sentences, most urgent first, each with one button."""

    template_name = "dashboard/todos.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        user = (parent_context or {})["request"].user
        agenda = agenda_for(user)
        return {
            "agenda": agenda,
            "first": agenda.to_do[:AT_ONCE],
            "rest": agenda.to_do[AT_ONCE:],
            "groups": [
                (heading, [(f"{place}-{number}", todo) for number, todo in enumerate(todos, 1)])
                for place, (heading, todos) in enumerate(agenda.groups.items(), 1)
            ],
            "user": user,
        }


class ContactPanel(Component):
    """Whom the Redaktion may ask; the Koordination itself does not need it."""

    template_name = "dashboard/contact.html"
    order = 90

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        return {"people": koordination()}


def koordination() -> list[dict[str, str]]:
    """Return {name, email} of active members of the Koordination; one query."""
    people = User.objects.filter(is_active=True, groups__permissions__codename=f"role_{Role.KOORDINATION}")
    return [
        {"name": capfirst(str(user)), "email": user.email}
        for user in people.distinct().order_by("last_name", "email")[:CONTACTS]
    ]
