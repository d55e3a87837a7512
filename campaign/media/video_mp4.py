"""Reads MP4 (ISO/IEC 14496-12): boxes in boxes, each with its size in front. Pure, without decoding.

Only the known containers are entered, so depth is bounded; every size is checked against its parent.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from campaign.media.video_facts import BROKEN, Patch, Unreadable, VideoFacts, Window, require_sane

# What cameras and programs write: place, make, comments, XMP.
METADATA = (b"udta", b"meta", b"uuid")


@dataclass(frozen=True)
class Box:
    """`start` is where the box begins, `body` where its content does."""

    kind: bytes
    start: int
    body: int
    end: int


def read_mp4(window: Window) -> VideoFacts:
    """Return what the header says; raises Unreadable for what no camera writes."""
    facts = VideoFacts()
    movie = None
    for box in _boxes(window, 0, window.size):
        if box.kind in METADATA:
            facts.patches.append(_blank(box))
        if box.kind == b"moov":
            if movie:
                raise Unreadable(BROKEN)
            movie = box
    if movie is None:
        raise Unreadable(BROKEN)
    for box in _boxes(window, movie.body, movie.end):
        if box.kind in METADATA:
            facts.patches.append(_blank(box))
        elif box.kind == b"mvhd":
            facts.seconds = _seconds(window, box)
        elif box.kind == b"trak":
            _read_track(window, box, facts)
    return require_sane(facts)


def _boxes(window: Window, start: int, end: int) -> Iterator[Box]:
    while start < end:
        window.count_part()
        size, kind, body = window.number(start, 4), window.bytes_at(start + 4, 4), start + 8
        if size == 1:
            size, body = window.number(start + 8, 8), start + 16
        elif size == 0 and end == window.size:
            size = end - start
        if start + size > end or size < body - start:
            raise Unreadable(BROKEN)
        yield Box(kind, start, body, start + size)
        start += size


def _blank(box: Box) -> Patch:
    """The box stays where it is, so that no offset changes, but as free space."""
    size = b"" if box.body == box.start + 8 else (box.end - box.start).to_bytes(8)
    return Patch(box.start + 4, b"free" + size, box.end)


def _seconds(window: Window, box: Box) -> float | None:
    """Read length and scale of a movie or track header; 0 stands for unknown (fragments follow)."""
    wide = window.number(box.body, 1) == 1
    start, width = (box.body + 20, 8) if wide else (box.body + 12, 4)
    if start + 4 + width > box.end:
        raise Unreadable(BROKEN)
    scale, length = window.number(start, 4), window.number(start + 4, width)
    if not scale:
        raise Unreadable(BROKEN)
    unknown = length in (0, 256**width - 1)
    return None if unknown else length / scale


def _read_track(window: Window, track: Box, facts: VideoFacts) -> None:
    parts = {}
    for box in _boxes(window, track.body, track.end):
        if box.kind in METADATA:
            facts.patches.append(_blank(box))
        parts[box.kind] = box
    media = parts.get(b"mdia")
    if media is None:
        raise Unreadable(BROKEN)
    inner = {box.kind: box for box in _boxes(window, media.body, media.end)}
    if b"hdlr" not in inner or b"mdhd" not in inner:
        raise Unreadable(BROKEN)
    handler = window.bytes_at(inner[b"hdlr"].body + 8, 4)
    if handler == b"soun":
        facts.has_sound = True
    elif handler != b"vide":
        # Chapters and subtitles are text; anything else may be a log of places.
        facts.has_other_tracks |= handler not in (b"text", b"sbtl", b"subt")
    elif not facts.codec and b"tkhd" in parts:
        _read_picture(window, parts[b"tkhd"], inner, facts)


def _read_picture(window: Window, header: Box, inner: dict[bytes, Box], facts: VideoFacts) -> None:
    table = _sample_table(window, inner)
    described = table.get(b"stsd")
    if described is None or described.end - described.body < 16 + 28:
        raise Unreadable(BROKEN)
    facts.codec = window.bytes_at(described.body + 12, 4).decode("latin-1")
    coded = window.number(described.body + 40, 2), window.number(described.body + 42, 2)
    wide = window.number(header.body, 1) == 1
    matrix = header.body + (52 if wide else 40)
    shown = window.number(matrix + 36, 4) >> 16, window.number(matrix + 40, 4) >> 16
    # Whoever lies about one of them must not win by it.
    width, height = (max(pair) for pair in zip(coded, shown, strict=True))
    turned = window.number(matrix, 4) == 0 and window.number(matrix + 16, 4) == 0
    facts.width, facts.height = (height, width) if turned else (width, height)
    seconds = _seconds(window, inner[b"mdhd"])
    sizes = table.get(b"stsz") or table.get(b"stz2")
    if seconds and sizes:
        facts.fps = window.number(sizes.body + 8, 4) / seconds or None


def _sample_table(window: Window, inner: dict[bytes, Box]) -> dict[bytes, Box]:
    information = inner.get(b"minf")
    if information is None:
        raise Unreadable(BROKEN)
    for box in _boxes(window, information.body, information.end):
        if box.kind == b"stbl":
            return {part.kind: part for part in _boxes(window, box.body, box.end)}
    raise Unreadable(BROKEN)
