"""At the top of a form: what the saved version could do better."""

from typing import Any

from wagtail.admin.panels import Panel

from campaign.publishing import checks


class RemarksPanel(Panel):
    """The findings of `campaign.publishing.checks` for a page that nobody has to approve; they never block saving."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "leichte_sprache/remarks.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return context | {"findings": checks.findings(self.instance) if self.instance.pk else []}
