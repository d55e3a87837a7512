"""PDF: no programs inside; what a reader with a screen reader would miss; and whether somebody is named unseen.

A PDF is stored as it came: drawing it anew would take away tags and signatures.

Active content is looked for in the bytes, because viewers repair what a parser refuses, and in the packed objects.
The parser is loaded when the first PDF comes: it would be a tenth of what each process of the website takes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from django.core.files.base import File

from campaign.media.checked import AUTHOR, refuse

if TYPE_CHECKING:
    from pypdf import PdfReader

# So many packed groups of objects, and so many bytes unpacked, no honest document has.
GROUPS, UNPACKED = 20_000, 100_000_000

LOCKED = "Das PDF ist mit einem Kennwort geschützt. Bitte laden Sie eine Fassung ohne Kennwort hoch."
ACTIVE = (
    "Das PDF enthält ein Programm (JavaScript oder den Aufruf eines anderen Programms). Bitte speichern Sie es ohne, "
    "zum Beispiel über „Drucken als PDF“."
)
UNREADABLE = "Das PDF ließ sich nicht prüfen; vielleicht ist es beschädigt. Öffnen Sie es einmal selbst."
NO_TITLE = "Dem PDF fehlt ein Titel. Vorlesegeräte nennen dann nur den Dateinamen."
NOT_TAGGED = "Das PDF ist nicht gegliedert (keine Tags). Vorlesegeräte können es nicht der Reihe nach lesen."
NO_LANGUAGE = "Dem PDF fehlt die Angabe der Sprache. Vorlesegeräte sprechen es womöglich falsch aus."


def _name(text: str) -> bytes:
    """Return the pattern of a PDF name; each letter may be written as #hex."""
    return (
        b"/" + b"".join(b"(?:%c|(?i:#%02x))" % (ord(char), ord(char)) for char in text) + rb"(?![A-Za-z0-9])"
    )


PROGRAM = re.compile(_name("JavaScript") + b"|" + _name("Launch"))


def check(file: File) -> list[str]:
    """Return remarks on accessibility and on a name in its properties (German).

    Raises ValidationError for programs inside and for a password.
    """
    file.seek(0)
    if PROGRAM.search(file.read()):
        raise refuse(ACTIVE, "active_content")
    file.seek(0)
    from pypdf import PdfReader

    try:
        reader = PdfReader(file, strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        hidden = not locked and _program_is_packed(reader)
        remarks = [] if locked else list(_remarks(reader))
    except Exception:  # the parser raises nearly every class on hostile bytes
        return [UNREADABLE]
    if locked:
        raise refuse(LOCKED, "locked")
    if hidden:
        raise refuse(ACTIVE, "active_content")
    return remarks


def _program_is_packed(reader: PdfReader) -> bool:
    from pypdf.generic import IndirectObject, StreamObject

    groups = {group for group, _ in reader.xref_objStm.values()}
    if len(groups) > GROUPS:
        return True
    unpacked = 0
    for number in groups:
        group = cast(StreamObject, reader.get_object(IndirectObject(number, 0, reader)))
        data = group.get_data()
        unpacked += len(data)
        if unpacked > UNPACKED or PROGRAM.search(data):
            return True
    return False


def _remarks(reader: PdfReader) -> list[str]:
    root: Any = reader.trailer["/Root"].get_object()
    marks = root.get("/MarkInfo")
    tagged = bool(marks and marks.get_object().get("/Marked")) and "/StructTreeRoot" in root
    title = reader.metadata.title if reader.metadata else None
    missing = {NO_TITLE: title, NOT_TAGGED: tagged, NO_LANGUAGE: root.get("/Lang")}
    found = [
        text
        for text, there in missing.items()
        if not (there if isinstance(there, bool) else str(there or "").strip())
    ]
    named = reader.metadata and str(reader.metadata.author or "").strip()
    return [*found, AUTHOR] if named else found
