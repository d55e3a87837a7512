"""A centre's contact as a vCard 4.0 (RFC 6350), for the address book of a phone.

Why written here and not with a library: docs/entscheidungen/0019.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

CONTENT_TYPE: Final = "text/vcard; charset=utf-8"
_LINE_OCTETS: Final = 75
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": None})
# RFC 6868: how a parameter says what would end it.
_PARAMETER: Final = str.maketrans({"^": "^^", '"': "^'", "\n": "^n", "\r": None})
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def card(contact: Mapping[str, Any], page_url: str, land: str, changed: datetime | None) -> str:
    """Return the card of a contact as components/contact_card.html shows it; every line ends with CRLF.

    `page_url` is the address of the section, which stays what identifies the card when a name or number changes.
    """
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        f"FN:{_text(contact['name'])}",
        f"ORG:{_text(contact['name'])}",
        *_numbers(contact),
        *(_address(address, land) for address in contact["addresses"]),
        f"EMAIL;TYPE=work:{_text(contact['email'])}" if contact["email"] else "",
        *(f"URL:{_uri(address)}" for address in (contact["website"], page_url) if address),
        f"UID:{_uri(page_url)}",
        f"REV:{changed.astimezone(UTC):%Y%m%dT%H%M%SZ}" if changed else "",
        "END:VCARD",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines if line)


def _numbers(contact: Mapping[str, Any]) -> Iterable[str]:
    for kind, address in (("voice", contact["phone_uri"]), ("fax", contact["fax_uri"])):
        if address:
            yield f'TEL;VALUE=uri;TYPE="work,{kind}":{address}'


def _address(address: Mapping[str, Any], land: str) -> str:
    """Post box, extension, street, town, region, postcode and country, in this order."""
    parts = ("", "", address["street"], address["city"], land, address["postcode"], "Deutschland")
    label = address["label"]
    named = f';LABEL="{_CONTROL.sub("", label.translate(_PARAMETER))}"' if label else ""
    return f"ADR;TYPE=work{named}:{';'.join(_text(part) for part in parts)}"


def _text(value: str) -> str:
    return _CONTROL.sub("", value.strip()).translate(_ESCAPES)


def _uri(value: str) -> str:
    return "".join(value.split())


def _folded(line: str) -> str:
    """Break a line after at most 75 octets, never within a letter; what follows begins with a blank."""
    pieces, octets = [""], 0
    for letter in line:
        width = len(letter.encode())
        if octets + width > _LINE_OCTETS:
            pieces.append(" ")
            octets = 1
        pieces[-1] += letter
        octets += width
    return "\r\n".join(pieces)
