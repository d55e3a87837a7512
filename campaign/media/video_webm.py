"""Reads WebM (RFC 8794, RFC 9559): elements in elements, each with identifier and size in front. Pure."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from campaign.media.video_facts import BROKEN, Patch, Unreadable, VideoFacts, Window, require_sane

HEADER, DOCTYPE, SEGMENT = 0x1A45DFA3, 0x4282, 0x18538067
INFO, SCALE, DURATION = 0x1549A966, 0x2AD7B1, 0x4489
TRACKS, TRACK, TRACK_KIND, CODEC, FRAME_NS = 0x1654AE6B, 0xAE, 0x83, 0x86, 0x23E383
VIDEO, WIDTH, HEIGHT = 0xE0, 0xB0, 0xBA
# Tags and attached files hold what programs and cameras write about a recording; so do its title and date.
METADATA = (0x1254C367, 0x1941A469)
ABOUT = (0x7BA9, 0x4461)
PICTURE, SOUND, SUBTITLE = 1, 2, 17
VOID = b"\xec"


@dataclass(frozen=True)
class Element:
    """`start` is where the element begins, `body` where its content does. `open`: it runs to the end of its parent."""

    kind: int
    start: int
    body: int
    end: int
    open: bool = False


def read_webm(window: Window) -> VideoFacts:
    """Return what the header says; raises Unreadable for what no program writes."""
    facts = VideoFacts()
    top = list(_elements(window, 0, window.size))
    if [element.kind for element in top[:2]] != [HEADER, SEGMENT]:
        raise Unreadable(BROKEN)
    names = {element.kind: element for element in _elements(window, top[0].body, top[0].end)}
    if DOCTYPE not in names or _content(window, names[DOCTYPE], 8).rstrip(b"\0") != b"webm":
        raise Unreadable(BROKEN)
    for element in _elements(window, top[1].body, top[1].end):
        if element.kind == INFO:
            parts = list(_elements(window, element.body, element.end))
            facts.seconds = _seconds(window, {part.kind: part for part in parts})
            facts.patches += [_blank(part) for part in parts if part.kind in ABOUT]
        elif element.kind == TRACKS:
            for track in _elements(window, element.body, element.end):
                if track.kind == TRACK:
                    _read_track(window, track, facts)
        elif element.kind in METADATA and not element.open:
            facts.patches.append(_blank(element))
    return require_sane(facts)


def _elements(window: Window, start: int, end: int) -> Iterator[Element]:
    while start < end:
        window.count_part()
        kind, after = _identifier(window, start)
        size, body = _size(window, after)
        if size is None:
            # A live recording: where such a cluster ends only the decoder finds out.
            yield Element(kind, start, body, end, open=True)
            return
        if body + size > end:
            raise Unreadable(BROKEN)
        yield Element(kind, start, body, body + size)
        start = body + size


def _identifier(window: Window, start: int) -> tuple[int, int]:
    length = _length(window.number(start, 1), 4)
    return window.number(start, length), start + length


def _size(window: Window, start: int) -> tuple[int | None, int]:
    length = _length(window.number(start, 1), 8)
    value = window.number(start, length) & ((1 << 7 * length) - 1)
    return (None if value == (1 << 7 * length) - 1 else value), start + length


def _length(first: int, most: int) -> int:
    """How many bytes a number has is told by the leading zeros of its first."""
    length = 9 - first.bit_length()
    if length > most:
        raise Unreadable(BROKEN)
    return length


def _content(window: Window, element: Element, most: int) -> bytes:
    if element.end - element.body > most:
        raise Unreadable(BROKEN)
    return window.bytes_at(element.body, element.end - element.body)


def _number(window: Window, element: Element) -> int:
    return int.from_bytes(_content(window, element, 8))


def _seconds(window: Window, parts: dict[int, Element]) -> float | None:
    scale = _number(window, parts[SCALE]) if SCALE in parts else 1_000_000
    if not scale:
        raise Unreadable(BROKEN)
    if DURATION not in parts:
        return None
    raw = _content(window, parts[DURATION], 8)
    if len(raw) not in (4, 8):
        raise Unreadable(BROKEN)
    seconds = struct.unpack(">f" if len(raw) == 4 else ">d", raw)[0] * scale / 1e9
    # Also false for "not a number", which a float can be.
    if not 0 <= seconds < 1e9:
        raise Unreadable(BROKEN)
    return seconds or None


def _read_track(window: Window, track: Element, facts: VideoFacts) -> None:
    parts = {element.kind: element for element in _elements(window, track.body, track.end)}
    kind = _number(window, parts[TRACK_KIND]) if TRACK_KIND in parts else 0
    if kind == SOUND:
        facts.has_sound = True
    elif kind != PICTURE:
        facts.has_other_tracks |= kind != SUBTITLE
    elif not facts.codec and CODEC in parts and VIDEO in parts:
        facts.codec = _content(window, parts[CODEC], 64).decode("latin-1")
        video = {element.kind: element for element in _elements(window, parts[VIDEO].body, parts[VIDEO].end)}
        facts.width, facts.height = (
            _number(window, video[side]) if side in video else 0 for side in (WIDTH, HEIGHT)
        )
        frame = _number(window, parts[FRAME_NS]) if FRAME_NS in parts else 0
        facts.fps = 1e9 / frame if frame else None


def _blank(element: Element) -> Patch:
    """The element becomes a Void of the same length, so that no offset changes."""
    length = element.end - element.start
    if length >= 9:
        return Patch(element.start, VOID + ((1 << 56) | (length - 9)).to_bytes(8), element.end)
    return Patch(element.start, VOID + (0x80 | (length - 2)).to_bytes(1), element.end)
