"""The stories on the first page of the admin."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from campaign.accounts.roles import Role
from campaign.publishing import listing
from campaign.publishing.states import with_states

SHOWN = 6


class StoriesPanel(Component):
    """The stories changed last, with their states."""

    template_name = "dashboard/stories.html"
    order = 20

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        user = (parent_context or {})["request"].user
        rows = with_states(listing.visible(user).filter(withdrawal=None))[:SHOWN]
        return {
            "entries": listing.entries(rows, user),
            "additions": listing.additions(user),
            "own": user.roles == {Role.REDAKTION},
        }
