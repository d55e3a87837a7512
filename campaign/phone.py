"""Phone numbers: stored as E.164, shown after DIN 5008, dialled as `tel:`.

DIN 5008 sets a blank between area code and number and a hyphen before the extension (03943 58-3234). E.164
does not know where a German extension (Durchwahl) begins, and it cannot be computed: only the owner's own
spelling tells. So the extension is read from that spelling by `extension_of` and handed to `din5008`; without
it the number is shown unbroken (03943 583234), which DIN 5008 allows as well.
"""

import re
from typing import Final

import phonenumbers

from campaign.site_languages import is_german

_ALLOWED: Final = re.compile(r"\(?\+?[0-9][0-9 ()/.\-–\u00a0]*")
_OWN_EXTENSION: Final = re.compile(r"[0-9]\s?[-–]\s?([0-9]{1,6})$")
_MAX_CHARS: Final = 40
_GERMANY: Final = 49
_EXPECTED: Final = "Erwartet wird eine Nummer mit Vorwahl, zum Beispiel 030 23125-000."


def to_e164(text: str, default_region: str = "DE") -> str:
    """The number in E.164 („+493943583234“); ValueError with a German message when it is none.

    A number without prefix „0“ or „+“ is refused: the library would take its first digits for an area code.
    """
    written = text.strip()
    problem = f"„{written[:_MAX_CHARS]}“ ist keine gültige Telefonnummer. {_EXPECTED}"
    if len(written) > _MAX_CHARS or not _ALLOWED.fullmatch(written):
        raise ValueError(problem)
    if not written.lstrip("(").startswith(("0", "+")):
        raise ValueError(f"In „{written}“ fehlt die Vorwahl. {_EXPECTED}")
    try:
        number = phonenumbers.parse(written, default_region)
    except phonenumbers.NumberParseException as error:
        raise ValueError(problem) from error
    if not phonenumbers.is_valid_number(number):
        raise ValueError(problem)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def extension_of(text: str) -> str:
    """The extension as its owner wrote it, after the last hyphen („03943 58-3234“ → „3234“), else empty."""
    found = _OWN_EXTENSION.search(text.strip())
    # In 03943-583234 the hyphen divides area code and number, not number and extension.
    if found is None or re.fullmatch(r"(?:\+49\s?|0)[0-9]+", text.strip()[: found.start() + 1]):
        return ""
    return found.group(1)


def din5008(e164: str, extension: str = "") -> str:
    """The number as DIN 5008 writes it: „03943 58-3234“ with a known extension, „03943 583234“ without.

    A number from abroad keeps its country code („+43 1 5331234“). An extension that does not fit is ignored.
    """
    number = phonenumbers.parse(e164)
    if number.country_code != _GERMANY:
        return international(e164)
    digits = phonenumbers.national_significant_number(number)
    area = phonenumbers.length_of_national_destination_code(number)
    subscriber = digits[area:]
    if extension and subscriber.endswith(extension) and len(extension) < len(subscriber):
        subscriber = f"{subscriber[: -len(extension)]}-{extension}"
    return f"0{digits[:area]} {subscriber}" if area else f"0{subscriber}"


def international(e164: str) -> str:
    """The number as people from elsewhere know and dial it (E.123): „+49 3943 583234“."""
    number = phonenumbers.parse(e164)
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return re.sub(r"[ \-/]+", " ", shown)


def shown(e164: str, extension: str = "") -> str:
    """The number for people: after DIN 5008, on pages in other languages with the country's code."""
    return din5008(e164, extension) if is_german() else international(e164)


def tel_uri(e164: str) -> str:
    """Target of a link that dials the number (RFC 3966)."""
    return f"tel:{e164}"
