"""What is printed of a centre: its contact as the public page shows it, and what is missing for that."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from jobcenters.models import Jobcenter


@dataclass(frozen=True)
class Printed:
    """Contact on paper. addresses: {label, street, postcode, city}; url: full, for the QR code; missing: German words."""

    name: str
    traeger: str
    addresses: tuple[dict[str, Any], ...]
    phone: str
    email: str
    website: str
    url: str
    missing: tuple[str, ...]

    @property
    def page(self) -> str:
        """The address of the page as one types it."""
        return self.url.partition("://")[2].rstrip("/")

    def values(self) -> dict[str, str]:
        """Return what stands for the words in braces (campaign.material.placeholders)."""
        return {
            "jobcenter": self.name,
            "traeger": self.traeger,
            "telefon": self.phone,
            "email": self.email,
            "internet": self.page,
        }


def printed(centre: Jobcenter) -> Printed:
    """Return the contact of a centre whose section is loaded; one query for its locations."""
    contact: dict[str, Any] = centre.section.contact
    found = {
        "Telefonnummer": contact["phone_display"],
        "Anschrift": contact["addresses"],
        "E-Mail-Adresse": contact["email"],
    }
    return Printed(
        name=centre.name,
        traeger=centre.traeger,
        addresses=tuple(contact["addresses"]),
        phone=str(contact["phone_display"]),
        email=str(contact["email"]),
        website=str(contact["website_label"]),
        url=f"{settings.BASE_URL}{centre.url}",
        missing=tuple(name for name, value in found.items() if not value),
    )
