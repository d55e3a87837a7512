"""A StreamField whose blocks do not enter migrations: editing a block's label is no change of the database."""

from typing import Any

from django.db.models.fields import BLANK_CHOICE_DASH
from wagtail import fields

CHOOSE = "Bitte wählen"


def name_the_empty_choice() -> None:
    """Let every select of a model say „Bitte wählen“ where Django draws dashes; there is no setting for it.

    The list is the default of `Field.get_choices`, so it is changed in place.
    """
    BLANK_CHOICE_DASH[:] = [("", CHOOSE)]


class StreamField(fields.StreamField):
    """Wagtail's StreamField; the definition of its blocks lives in code alone."""

    def __init__(self, block_types: Any = (), *args: Any, **kwargs: Any) -> None:
        super().__init__(block_types, *args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
