"""What the header of a video says: size, length, frame rate. Read without decoding anything, and without ffmpeg.

The two containers are read by video_mp4.py and video_webm.py; neither trusts a number it finds.
"""

from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

BROKEN = (
    "Das Video ist beschädigt oder unvollständig. Bitte exportieren Sie es neu, und laden Sie es erneut hoch."
)
NO_PICTURE = "Die Datei enthält kein Bild. Tonaufnahmen allein nehmen wir nicht an."
MAX_SIDE, MAX_PIXELS = 8_192, 36_000_000
MAX_HOURS = 6
MAX_PARTS = 50_000


class Unreadable(ValueError):
    """The header makes no sense; the text is German and says what the person can do."""


class Readable(Protocol):
    """What the readers need of a file."""

    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True)
class Patch:
    """Bytes that replace those from `start` on; then zeros up to `end`."""

    start: int
    content: bytes
    end: int


@dataclass
class VideoFacts:
    """`seconds` and `fps` are None where the header does not tell; `fps` is the average.

    `codec` is the container's own name for it ("avc1", "V_AV1"). `has_other_tracks`: besides picture and sound
    there is more, which may hold the place of each moment. `patches` blank what cameras write about themselves.
    """

    width: int = 0
    height: int = 0
    seconds: float | None = None
    fps: float | None = None
    codec: str = ""
    has_sound: bool = False
    has_other_tracks: bool = False
    patches: list[Patch] = field(default_factory=list)


class Window:
    """A file of known size from which only what is really there is read, a bounded number of times."""

    def __init__(self, file: BinaryIO | Readable, size: int) -> None:
        self._file, self.size, self._parts = file, size, 0

    def bytes_at(self, start: int, count: int) -> bytes:
        """Return exactly `count` bytes; raises Unreadable behind the end of the file."""
        if start < 0 or start + count > self.size:
            raise Unreadable(BROKEN)
        self._file.seek(start)
        found = self._file.read(count)
        if len(found) != count:
            raise Unreadable(BROKEN)
        return found

    def number(self, start: int, count: int) -> int:
        """Return a big-endian number of `count` bytes."""
        return int.from_bytes(self.bytes_at(start, count))

    def count_part(self) -> None:
        """Called for each box or element; raises Unreadable when there are more than any real video has."""
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise Unreadable(BROKEN)


def require_sane(facts: VideoFacts) -> VideoFacts:
    """Return the facts if a real video can have them; raises Unreadable."""
    if not facts.codec:
        raise Unreadable(NO_PICTURE)
    if not facts.width or not facts.height:
        raise Unreadable(BROKEN)
    if max(facts.width, facts.height) > MAX_SIDE or facts.width * facts.height > MAX_PIXELS:
        raise Unreadable(
            f"Das Video ist mit {facts.width} × {facts.height} Bildpunkten zu groß. Möglich ist 4K (3840 × 2160)."
        )
    if facts.seconds is not None and facts.seconds > MAX_HOURS * 3600:
        raise Unreadable(f"Das Video ist länger als {MAX_HOURS} Stunden. Bitte kürzen oder teilen Sie es.")
    return facts
