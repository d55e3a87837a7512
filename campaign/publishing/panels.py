"""At the top of the edit form of a page under approval: where it stands, what comes next, what is missing."""

from typing import Any

from wagtail.admin.panels import Panel

from campaign.publishing import checks, guide, review
from campaign.publishing.states import NEXT_STEP, State, state_of
from campaign.publishing.views import acts_for

# What stands before the button when nothing is missing.
ALL_THERE = {
    State.DRAFT: "Es fehlt nichts.",
    State.LIVE_WITH_DRAFT: "Es fehlt nichts.",
    State.LAPSED: "Es fehlt nichts.",
    State.CHANGES_REQUESTED: "Haben Sie geändert und gespeichert?",
    State.IN_REVIEW: "",
}


class ChecklistPanel(Panel):
    """State, next step, the Koordination's request, and the findings for the saved draft."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "publishing/checklist.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            page, user = self.instance, self.request.user
            if not page.pk:
                return context | self._guide(None, [], []) | {"state": None}
            state = state_of(page)
            found = [] if self.form.is_bound or state is State.WITHDRAWN else self._findings()
            acts = acts_for(page, user)[:1] if state in ALL_THERE else []
            is_writer = review.is_own(page, user)
            return (
                context
                | (self._guide(state, found, acts) if is_writer else {})
                | {
                    "state": state,
                    "next_step": NEXT_STEP[state] if is_writer else "",
                    "request_for_change": self._request_for_change(state),
                    "remarks": review.remarks_at(page) if state is State.CHANGES_REQUESTED else [],
                    "blockers": [one for one in found if one.level is checks.Level.BLOCKER],
                    "warnings": [one for one in found if one.level is checks.Level.WARNING],
                    "is_bound": self.form.is_bound,
                    "all_there": ALL_THERE.get(state, ""),
                    "acts": acts,
                }
            )

        def _guide(
            self, state: State | None, found: list[checks.Finding], acts: list[tuple[str, str]]
        ) -> dict[str, Any]:
            """While the form shows mistakes, nobody knows yet what is done."""
            if self.form.is_bound:
                return {}
            stages = guide.stages(self.instance, state, found, acts[0][0] if acts else "")
            return {"stages": stages, "stage_number": guide.position(stages)}

        def _findings(self) -> list[checks.Finding]:
            """The form may have looked already."""
            known = getattr(self.form, "findings", None)
            return checks.findings(self.instance) if known is None else known

        def _request_for_change(self, state: State) -> Any:
            if state is not State.CHANGES_REQUESTED:
                return None
            return self.instance.current_workflow_state.current_task_state
