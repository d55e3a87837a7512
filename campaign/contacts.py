"""Phone numbers of the publishers, kept in the spelling in which they are to be read."""

from django.core.exceptions import ValidationError

from campaign import phone


def check_phone(text: str) -> None:
    """Raise ValidationError (German) unless it is a number, written after DIN 5008; +49 may stand for the first 0."""
    try:
        right = phone.din5008(phone.to_e164(text), phone.extension_of(text))
    except ValueError as error:
        raise ValidationError(str(error)) from error
    national = f"0{text.removeprefix('+49 ')}" if text.startswith("+49 ") else text
    if national != right:
        raise ValidationError(f"Bitte schreiben Sie die Nummer so: {right}")


def tel_uri(text: str) -> str:
    """Return the target of a link that dials a number written so; empty for an empty one."""
    return phone.tel_uri(phone.to_e164(text)) if text else ""
