"""The persons of a story inside its edit form."""

from typing import Any

from wagtail.admin.panels import Panel


class PersonsPanel(Panel):
    """Shows the formset that `StoryForm` carries; persons are no cluster children (see Person)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/persons_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return context | {"formset": self.form.persons, "idempotency_token": self.form.fresh_token()}
