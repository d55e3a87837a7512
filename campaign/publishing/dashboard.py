"""The stories on the first page of the admin."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from campaign.accounts.roles import Role
from campaign.publishing import listing, overview
from campaign.publishing.places import knows_several


class StoriesPanel(Component):
    """How many stories are in which state, and those changed last; the whole house is counted in no first page."""

    template_name = "dashboard/stories.html"
    order = 20

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        user = (parent_context or {})["request"].user
        own = user.roles == {Role.REDAKTION}
        numbers = overview.numbers(user) if own else {}
        return {
            "entries": overview.newest(user),
            "numbers": [(state, number, listing.url(state)) for state, number in numbers.items()],
            "additions": listing.additions(user),
            "own": own,
            "shows_places": knows_several(user),
        }
