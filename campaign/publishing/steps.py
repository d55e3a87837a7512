"""The groups of a form, in the order in which they are filled."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A group of the form: its heading, and the fields whose findings belong to it; it begins at the first one."""

    heading: str
    fields: tuple[str, ...]
