"""The own centres on the first page of the admin."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from jobcenters.todos import known_centres


class SectionsPanel(Component):
    """Where the own section is edited, and where citizens see it."""

    template_name = "dashboard/sections.html"
    order = 30

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        request = (parent_context or {})["request"]
        centres = [
            {"name": centre.name, "edit": centre.section_id, "public_url": centre.section.get_url(request)}
            for centre in known_centres(request.user)
        ]
        return {"centres": centres}
