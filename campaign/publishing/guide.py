"""The way from an empty form to the submission, in a few steps: which are done, and which comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from campaign.publishing.checks import Finding, Level, anchor
from campaign.publishing.states import State

# In which the ball lies with those who write; in the other states there is nothing to lead them to.
WRITING = frozenset({State.DRAFT, State.CHANGES_REQUESTED, State.LIVE_WITH_DRAFT, State.LAPSED})
LAST = "Prüfen und einreichen"


@dataclass(frozen=True)
class Stage:
    """A step as the form shows it: where it is mended ("" for nowhere yet), done or not, or the one to do now."""

    heading: str
    target: str
    is_done: bool
    is_next: bool


def stages(page: Any, state: State | None, findings: Iterable[Finding], submission: str = "") -> list[Stage]:
    """Return the steps of a page, with the submission as the last one; empty for pages without, or not to be written.

    state: None for a page that was never saved. submission: the address of the last step, "" where it is not open.
    """
    if not page.steps or (state is not None and state not in WRITING):
        return []
    missing = {one.field for one in findings if one.level is Level.BLOCKER}
    done = [state is not None and not missing.intersection(step.fields) for step in page.steps]
    here = next((number for number, is_done in enumerate(done) if not is_done), len(done))
    found = [
        Stage(step.heading, f"#{anchor(step.fields[0])}", done[number], number == here)
        for number, step in enumerate(page.steps)
    ]
    return [*found, Stage(LAST, submission, False, here == len(done))]


def position(of: list[Stage]) -> int:
    """Return the number of the step to do now, counted from one; 0 when there are no steps."""
    return next((number for number, stage in enumerate(of, 1) if stage.is_next), 0)
