"""Documents: recognised by their content, not by their name."""

import re
import zipfile
from collections.abc import Callable

from django.core.files.base import File

from campaign.media import pdf
from campaign.media.checked import AUTHOR, CheckedFile, first_bytes, refuse, require_size
from campaign.media.formats import DOCUMENT_EXTENSIONS, DOCUMENT_MB, extension_of
from campaign.media.recordings import clean_captions

OOXML_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPENDOCUMENT_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
MACRO_PARTS = ("vbaproject", "macrosheets/", "activex/", "basic/", "scripts/")
ZIP_ENTRIES = 20_000
# The element of the properties that names somebody, and how much of them is read.
WRITER = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator)[^>]*>\s*[^<\s]")
PROPERTIES = 100_000
CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

MACROS = "Die Datei enthält Makros oder Programme. Bitte speichern Sie sie ohne Makros."


def clean_document(file: File) -> CheckedFile:
    """Return the document as it may be stored; ValidationError (German) when it is not what its name says."""
    if isinstance(file, CheckedFile):
        return file
    extension = extension_of(file.name or "")
    if extension not in DOCUMENT_EXTENSIONS:
        raise refuse(
            f"Diese Art von Dokument nehmen wir nicht an. Möglich sind: {_listed(DOCUMENT_EXTENSIONS)}."
        )
    require_size(file, DOCUMENT_MB)
    if not _document_check(extension)(file):
        raise refuse(f"Der Inhalt der Datei ist kein lesbares Dokument der Art {extension.upper()}.")
    remarks = pdf.check(file) if extension == "pdf" else _remarks(file, extension)
    checked = _checked(file, f"dokument.{extension}")
    checked.remarks = tuple(remarks)
    return checked


def _remarks(file: File, extension: str) -> list[str]:
    """Say whether the properties of an office file name somebody (German); the parts of text files are no properties."""
    part = "docProps/core.xml" if extension in OOXML_MAIN else "meta.xml"
    if extension not in OOXML_MAIN and extension not in OPENDOCUMENT_TYPES:
        return []
    try:
        with zipfile.ZipFile(file) as package, package.open(part) as properties:
            return [AUTHOR] if WRITER.search(properties.read(PROPERTIES)) else []
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, KeyError):
        return []


def _checked(file: File, name: str) -> CheckedFile:
    file.seek(0)
    return CheckedFile(file, name=name)


def _listed(extensions: list[str]) -> str:
    return ", ".join(extension.upper() for extension in extensions)


def _document_check(extension: str) -> Callable[[File], bool]:
    if extension in OOXML_MAIN:
        return lambda file: _is_package(file, lambda package: OOXML_MAIN[extension] in package.namelist())
    if extension in OPENDOCUMENT_TYPES:
        return lambda file: _is_package(
            file, lambda package: _opendocument_type(package, OPENDOCUMENT_TYPES[extension])
        )
    if extension == "pdf":
        return lambda file: first_bytes(file, 8).startswith(b"%PDF-")
    if extension == "vtt":
        return lambda file: bool(clean_captions(file))
    return _is_text


def _is_text(file: File) -> bool:
    file.seek(0)
    return not any(CONTROL_BYTES.search(chunk) for chunk in file.chunks())


def _is_package(file: File, belongs: Callable[[zipfile.ZipFile], bool]) -> bool:
    """Say whether a ZIP of office parts is whole and of the right kind; ValidationError when it holds macros.

    Nothing is unpacked but the first small part, so a ZIP bomb stays folded.
    """
    if not first_bytes(file, 4).startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(file) as package:
            names = [name.lower() for name in package.namelist()]
            if len(names) > ZIP_ENTRIES:
                return False
            if any(part in name for name in names for part in MACRO_PARTS):
                raise refuse(MACROS, "macros")
            return belongs(package)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, KeyError):
        return False


def _opendocument_type(package: zipfile.ZipFile, wanted: bytes) -> bool:
    with package.open("mimetype") as part:
        return part.read(200).strip() == wanted
