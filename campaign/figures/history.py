"""What a version of a figure changes against what was there before it."""

from collections.abc import Sequence
from typing import Any

from campaign.models.figure_versions import KennzahlFassung
from campaign.models.figures import FigureContent


def changes(version: KennzahlFassung, before: FigureContent) -> list[dict[str, Any]]:
    """Return, for each field in which the version says something else: its name, before and after."""
    return [
        {
            "name": field.verbose_name,
            "before": getattr(before, field.name),
            "after": getattr(version, field.name),
        }
        for field in version.changed_fields(before)
    ]


def rows(versions: Sequence[KennzahlFassung]) -> list[dict[str, Any]]:
    """Return versions, newest first, each with what it changes against the one before it."""
    return [
        {"version": version, "changes": changes(version, earlier) if earlier else []}
        for version, earlier in zip(versions, [*versions[1:], None], strict=True)
    ]
