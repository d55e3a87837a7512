"""Videos and captions at the door: known by their content, with what their header says.

What cameras write about themselves (place, make, comments) is blanked on the way into the store. Sound alone is not
taken: no page plays it, and nobody would clean it.
"""

from collections.abc import Callable, Iterator
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.files.base import File

from campaign.media.captions import CaptionsRefused, read_captions
from campaign.media.checked import CheckedFile, first_bytes, refuse, require_size
from campaign.media.formats import CAPTIONS_MB, VIDEO_EXTENSIONS, VIDEO_MB, extension_of
from campaign.media.video_facts import BROKEN, Patch, Readable, Unreadable, VideoFacts, Window
from campaign.media.video_mp4 import read_mp4
from campaign.media.video_webm import read_webm

# BITV 2.0, Annex 2, part 1: what a video in sign language needs at least. Encoders lose a frame at the end.
SIGN_WIDTH, SIGN_HEIGHT, SIGN_FPS = 320, 240, 25
TOLERANCE = 0.1
READERS: dict[str, Callable[[Window], VideoFacts]] = {"mp4": read_mp4, "webm": read_webm}
# Pictures and Apple's own container begin like an MP4.
OTHER_BRANDS = (b"heic", b"heix", b"mif1", b"avif", b"avis", b"qt  ")

NO_SOUND = "Tonaufnahmen nehmen wir nicht an. Bitte laden Sie ein Video hoch."


class CheckedVideo(CheckedFile):
    """A video that passed its check. What is stored of it are its `chunks`: the same length, without metadata."""

    def __init__(self, file: Any, name: str, facts: VideoFacts) -> None:
        super().__init__(file, name=name)
        self.facts = facts

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Yield the content with the patches laid over it."""
        position = 0
        for chunk in super().chunks(chunk_size):
            yield _patched(chunk, position, self.facts.patches)
            position += len(chunk)


def clean_recording(file: File, kind: str) -> CheckedFile:
    """Return a video as it may be stored; ValidationError (German) for all else, also where `kind` is not "video"."""
    if isinstance(file, CheckedFile):
        return file
    if kind != "video":
        raise refuse(NO_SOUND)
    extension = extension_of(file.name or "")
    if extension not in VIDEO_EXTENSIONS:
        listed = ", ".join(one.upper() for one in VIDEO_EXTENSIONS)
        raise refuse(f"Diese Art von Datei nehmen wir hier nicht an. Möglich sind: {listed}.")
    require_size(file, VIDEO_MB)
    if not SIGNATURES[extension](first_bytes(file, 64)):
        raise refuse(f"Der Inhalt der Datei ist keine Aufnahme der Art {extension.upper()}.")
    return CheckedVideo(file, f"aufnahme.{extension}", _facts(file, extension))


def clean_sign_language(file: File) -> CheckedFile:
    """Return a video in sign language as it may be stored; ValidationError when hands could not be read in it."""
    if isinstance(file, CheckedFile):
        return file
    checked = clean_recording(file, "video")
    facts = cast(CheckedVideo, checked).facts
    if facts.width < SIGN_WIDTH or facts.height < SIGN_HEIGHT:
        raise refuse(
            f"Das Gebärdensprach-Video ist mit {facts.width} × {facts.height} Bildpunkten zu klein. Nötig sind "
            f"mindestens {SIGN_WIDTH} × {SIGN_HEIGHT}."
        )
    if facts.fps is None:
        raise refuse("Die Bildrate steht nicht in der Datei. Bitte exportieren Sie das Video neu als MP4.")
    if facts.fps < SIGN_FPS - TOLERANCE:
        shown = f"{facts.fps:.1f}".replace(".", ",")
        raise refuse(
            f"Das Gebärdensprach-Video hat {shown} Bilder je Sekunde. Nötig sind mindestens {SIGN_FPS}."
        )
    return checked


def clean_captions(file: File) -> CheckedFile:
    """Return WebVTT as it may be stored; raises ValidationError (German) that names each faulty line."""
    if isinstance(file, CheckedFile):
        return file
    require_size(file, CAPTIONS_MB)
    file.seek(0)
    try:
        read_captions(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise refuse("Untertitel müssen als Text in UTF-8 gespeichert sein.") from error
    except CaptionsRefused as error:
        raise ValidationError(error.problems) from error
    file.seek(0)
    return CheckedFile(file, name="untertitel.vtt")


def _facts(file: File, extension: str) -> VideoFacts:
    try:
        facts = READERS[extension](Window(cast(Readable, file), file.size))
    except Unreadable as error:
        raise refuse(str(error)) from error
    if facts.seconds is not None and facts.seconds <= 0:
        raise refuse(BROKEN)
    file.seek(0)
    return facts


def _patched(chunk: bytes, position: int, patches: list[Patch]) -> bytes:
    """Return a chunk that begins at `position` of the file, with what falls into it replaced."""
    content = bytearray(chunk)
    for patch in patches:
        begin, end = max(patch.start, position), min(patch.end, position + len(chunk))
        if begin < end:
            new = patch.content[begin - patch.start : end - patch.start]
            content[begin - position : end - position] = new.ljust(end - begin, b"\0")
    return bytes(content)


def _is_mp4(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] not in OTHER_BRANDS


SIGNATURES: dict[str, Callable[[bytes], bool]] = {
    "mp4": _is_mp4,
    "webm": lambda head: head.startswith(b"\x1a\x45\xdf\xa3"),
}
