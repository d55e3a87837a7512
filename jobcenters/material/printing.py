"""Flyer and poster of a centre as PDF: tagged (PDF/UA), for the screen or with bleed and crop marks for a printer."""

from base64 import b64encode
from io import BytesIO
from typing import Any, Final

import segno

from campaign import paper
from campaign.material import lockup, lockup_files, placeholders
from campaign.material.lockup import Ground
from campaign.models.print_texts import Drucktext
from jobcenters.material.contact import Printed

STYLE: Final = "css/drucksache.css"
Kind = Drucktext.Kind
# So many addresses have room beside the rest.
MOST_ADDRESSES: Final = {Kind.FLYER: 2, Kind.PLAKAT: 1}
# How a contact is called that a text asks for in braces.
_WORDS: Final = {"telefon": "Telefonnummer", "email": "E-Mail-Adresse"}


def obstacles(text: Drucktext, contact: Printed) -> list[str]:
    """Return what is missing so that nothing sensible could be printed (German words); empty when it can be made."""
    if not (contact.phone or contact.addresses or contact.email):
        return list(contact.missing)
    wanted = placeholders.used(getattr(text, name) for name in Drucktext.TEXTS)
    values = contact.values()
    return [_WORDS[word] for word in sorted(wanted & set(_WORDS)) if not values[word]]


def pdf(text: Drucktext, contact: Printed, *, for_printer: bool = False) -> bytes:
    """Return the PDF. Raises RuntimeError where paper.is_available() is false."""
    return paper.pdf("material/drucksache.html", context(text, contact, for_printer), style=STYLE)


def context(text: Drucktext, contact: Printed, for_printer: bool = False) -> dict[str, Any]:
    """Return what material/drucksache.html shows."""
    values = contact.values()
    filled = {
        name: placeholders.filled(getattr(text, name), values) for name in ("headline", "lead", "closing")
    }
    return {
        **filled,
        "kind": text.kind,
        "page_name": f"{text.kind}-druckerei" if for_printer else text.kind,
        "title": f"{text.get_kind_display()}: {contact.name}",
        "points": [placeholders.filled(line, values) for line in text.lines],
        "contact": contact,
        "addresses": contact.addresses[: MOST_ADDRESSES[Kind(text.kind)]],
        "logo": _data_uri(lockup_files.svg(lockup.draw(Ground.DARK, contact.name))),
        "qr": _data_uri(qr(contact.url)),
    }


def qr(url: str) -> bytes:
    """Return the QR code of an address as SVG without a white border; the print has its own."""
    stream = BytesIO()
    segno.make(url, error="m", micro=False).save(stream, kind="svg", border=0, dark="#17211f", xmldecl=False)
    return stream.getvalue()


def _data_uri(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"
