"""Documents, videos, sound and captions: recognised by their content, not by their name."""

import re
import zipfile
from collections.abc import Callable

from django.core.files.base import File

from campaign.media.checked import CheckedFile, first_bytes, refuse, require_size
from campaign.media.formats import (
    AUDIO_EXTENSIONS,
    CAPTIONS_MB,
    DOCUMENT_EXTENSIONS,
    DOCUMENT_MB,
    VIDEO_EXTENSIONS,
    VIDEO_MB,
    extension_of,
)

OOXML_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPENDOCUMENT_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
MACRO_PARTS = ("vbaproject", "macrosheets/", "activex/", "basic/", "scripts/")
ZIP_ENTRIES = 20_000
CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
CUE = re.compile(
    r"((?:\d+:)?[0-5]\d:[0-5]\d\.\d{3})[ \t]+-->[ \t]+((?:\d+:)?[0-5]\d:[0-5]\d\.\d{3})(?:[ \t].*)?"
)

EXAMPLE_CUE = "00:00:01.000 --> 00:00:04.000"
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
    return _checked(file, f"dokument.{extension}")


def clean_recording(file: File, kind: str) -> CheckedFile:
    """Return a video (kind "video") or sound file ("audio") as it may be stored; ValidationError (German)."""
    if isinstance(file, CheckedFile):
        return file
    allowed = VIDEO_EXTENSIONS if kind == "video" else AUDIO_EXTENSIONS
    extension = extension_of(file.name or "")
    if extension not in allowed:
        raise refuse(f"Diese Art von Datei nehmen wir hier nicht an. Möglich sind: {_listed(allowed)}.")
    require_size(file, VIDEO_MB)
    if not SIGNATURES[extension](first_bytes(file, 64)):
        raise refuse(f"Der Inhalt der Datei ist keine Aufnahme der Art {extension.upper()}.")
    return _checked(file, f"aufnahme.{extension}")


def clean_captions(file: File) -> CheckedFile:
    """Return WebVTT captions as they may be stored; raises ValidationError (German) that names the line."""
    if isinstance(file, CheckedFile):
        return file
    require_size(file, CAPTIONS_MB)
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse("Untertitel müssen als Text in UTF-8 gespeichert sein.") from error
    lines = text.splitlines()
    if not lines or not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]) or "\0" in text:
        raise refuse("Untertitel müssen im Format WebVTT sein: Die erste Zeile lautet „WEBVTT“.")
    cues = [(number, line) for number, line in enumerate(lines, start=1) if "-->" in line]
    if not cues:
        raise refuse("Die Datei enthält keine Untertitel (keine Zeile mit „Beginn --> Ende“).")
    for number, line in cues:
        _require_cue(number, line.strip())
    return _checked(file, "untertitel.vtt")


def _require_cue(number: int, line: str) -> None:
    match = CUE.fullmatch(line)
    if not match:
        raise refuse(
            f"Untertitel, Zeile {number}: Die Zeit ist nicht lesbar. So ist es richtig: {EXAMPLE_CUE}"
        )
    if _seconds(match[1]) >= _seconds(match[2]):
        raise refuse(f"Untertitel, Zeile {number}: Das Ende liegt nicht nach dem Beginn.")


def _seconds(time: str) -> float:
    total = 0.0
    for part in time.split(":"):
        total = total * 60 + float(part)
    return total


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


def _is_mp4(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] not in (b"heic", b"heix", b"mif1", b"avif", b"avis", b"qt  ")


SIGNATURES: dict[str, Callable[[bytes], bool]] = {
    "mp4": _is_mp4,
    "m4a": _is_mp4,
    "webm": lambda head: head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head,
    "mp3": lambda head: head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] >= b"\xe0"),
    "ogg": lambda head: head.startswith(b"OggS"),
}
