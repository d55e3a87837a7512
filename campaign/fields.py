"""What fields keep to everywhere; and a StreamField whose blocks do not enter migrations."""

import re
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models.fields import BLANK_CHOICE_DASH
from wagtail import fields

CHOOSE = "Bitte wählen"
# NUL is left to Django, which refuses it.
_BREAKS = re.compile(r"[\x01-\x1f\x7f-\x9f\u2028\u2029]+")


def connect() -> None:
    """Change for all forms what Django has no setting for."""
    _name_the_empty_choice()
    _keep_to_one_line()
    _lead_into_the_web()


def _name_the_empty_choice() -> None:
    """Let every select of a model say „Bitte wählen“ where Django draws dashes; there is no setting for it.

    The list is the default of `Field.get_choices`, so it is changed in place.
    """
    BLANK_CHOICE_DASH[:] = [("", CHOOSE)]


def _keep_to_one_line() -> None:
    """Let a field of one line take one line, as every browser does; a program would send the beginning of a header."""
    for widget in (forms.TextInput, forms.EmailInput, forms.URLInput):
        widget.value_from_datadict = _one_line  # type: ignore[assignment, method-assign]  # there is no setting for it


def _one_line(widget: forms.Widget, data: Any, files: Any, name: str) -> Any:
    value = data.get(name)
    return _BREAKS.sub(" ", value) if isinstance(value, str) else value


def _lead_into_the_web() -> None:
    """Let a field for an address take one of the web: Django would take those of files on servers, too."""
    URLValidator.schemes = ["http", "https"]


class StreamField(fields.StreamField):
    """Wagtail's StreamField; the definition of its blocks lives in code alone: a new label is no change of the database."""

    def __init__(self, block_types: Any = (), *args: Any, **kwargs: Any) -> None:
        super().__init__(block_types, *args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
