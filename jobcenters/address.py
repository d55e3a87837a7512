"""Addresses as the contact card shows them."""

from urllib.parse import urlencode

MAP_SEARCH = "https://www.openstreetmap.org/search"


def shown(street: str, postcode: str, city: str, label: str = "") -> dict[str, object]:
    """Return an address with a link that shows it on a map outside of this site."""
    query = ", ".join(part for part in (street, f"{postcode} {city}".strip()) if part)
    return {
        "label": label,
        "street": street,
        "postcode": postcode,
        "city": city,
        "route_url": f"{MAP_SEARCH}?{urlencode({'query': query})}",
    }


def split(line: str, label: str = "") -> dict[str, object]:
    """Take „Schwanebecker Straße 14, 38820 Halberstadt“ apart; the postcode may be missing."""
    street, _, town = line.rpartition(",")
    postcode, _, city = town.strip().partition(" ")
    if not postcode.isdigit():
        postcode, city = "", town.strip()
    return shown(street.strip(), postcode, city, label)
