"""One list of what blocks and what warns, for the form, the check-list, the submission and the approval.

Apps add their rules for their page types: `register(StoryPage, story_findings)`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Level(Enum):
    """How much a finding weighs."""

    BLOCKER = "blocker"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """Something that is missing or doubtful: the form field it belongs to ("" for the whole page) and a sentence."""

    field: str
    text: str
    level: Level = Level.BLOCKER

    @property
    def anchor(self) -> str:
        """The id of the part of the edit form where it is mended; "" for the whole page."""
        return anchor(self.field) if self.field else ""


def anchor(field: str) -> str:
    """Return the id of the part of an edit form that holds a field; title and slug stand in no group of their own."""
    return f"id_{field}" if field in ("title", "slug") else f"feld-{field}"


Rule = Callable[[Any], Iterable[Finding]]
_rules: dict[type, list[Rule]] = {}


def register(page_type: type, rule: Rule) -> None:
    """Add a rule: a function from a page (its content as of one revision) to findings."""
    _rules.setdefault(page_type, []).append(rule)


def findings(page: Any) -> list[Finding]:
    """Return all findings for a page, in the order of the rules."""
    rules = [rule for page_type, rules in _rules.items() if isinstance(page, page_type) for rule in rules]
    return [finding for rule in rules for finding in rule(page)]


def blockers(page: Any) -> list[Finding]:
    """Return what must be mended before the page can be submitted or approved."""
    return [finding for finding in findings(page) if finding.level is Level.BLOCKER]
