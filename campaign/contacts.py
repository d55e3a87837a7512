"""Phone numbers of the publishers, typed as they are to be read."""

import re

from django.core.exceptions import ValidationError

# DIN 5008: area code, blank, number, and a hyphen before the extension.
WRITTEN = re.compile(r"(?:\+49 [1-9]|0[1-9])\d{1,4} \d{2,12}(?:-\d{1,6})?", re.ASCII)


def check_phone(text: str) -> None:
    """Raise ValidationError (German) unless the number is written after DIN 5008."""
    if not WRITTEN.fullmatch(text):
        raise ValidationError(
            "Bitte schreiben Sie Vorwahl, Leerzeichen, Nummer und vor der Durchwahl einen Bindestrich, "
            "zum Beispiel 030 23125-100."
        )


def tel_uri(text: str) -> str:
    """Return the target of a link that dials a number written so; empty for an empty one (RFC 3966)."""
    digits = re.sub(r"\D", "", text)
    if not digits:
        return ""
    return f"tel:+{digits}" if text.startswith("+") else f"tel:+49{digits.removeprefix('0')}"
