"""Videos that mean harm: their name, their bytes, and a word of the refusal."""

import struct

from tests.media.videos import box, element, mp4, webm

M3U8 = b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"
CONCAT = b"ffconcat version 1.0\nfile /etc/passwd\n"
HTML = b"<!doctype html><script>alert(1)</script>"
NESTED = box(b"moov", box(b"mvhd", bytes(100)), *[box(b"trak")] * 10)
VIDEOS = {
    "cut off in the middle": ("a.mp4", mp4()[:2000], "unvollständig"),
    "cut off before its header": (
        "a.mp4",
        box(b"ftyp", b"isom", bytes(4)) + box(b"mdat", bytes(99)),
        "unvollständig",
    ),
    "a thousand million pixels": ("a.mp4", mp4(width=40_000, height=25_000), "zu groß"),
    "a webm of a thousand million pixels": ("a.webm", webm(width=31_623, height=31_623), "zu groß"),
    "a webm whose element is larger than the file": (
        "a.webm",
        webm(segment=element(0x1F43B675, b"x", size=1 << 50)),
        "unvollständig",
    ),
    "a webm of endless tiny elements": ("a.webm", webm(segment=element(0xEC) * 60_000), "unvollständig"),
    "a size of 2^64": ("a.mp4", mp4(movie=struct.pack(">I4sQ", 1, b"free", 2**64 - 1)), "unvollständig"),
    "a box of size zero inside": ("a.mp4", mp4(movie=struct.pack(">I4s", 0, b"free")), "unvollständig"),
    "a box smaller than its own head": ("a.mp4", mp4(movie=struct.pack(">I4s", 4, b"free")), "unvollständig"),
    "a time that divides by zero": ("a.mp4", mp4(scale=0), "unvollständig"),
    "a webm that divides by zero": ("a.webm", webm(scale=0), "unvollständig"),
    "a length that is no number": ("a.webm", webm(seconds=float("nan")), "unvollständig"),
    "ten years long": ("a.mp4", mp4(seconds=4_000_000, fps=1), "länger als"),
    "without any picture": (
        "a.mp4",
        box(b"ftyp", b"isom", bytes(4)) + box(b"moov", box(b"mvhd", bytes(12), struct.pack(">II", 1, 9))),
        "kein Bild",
    ),
    "empty tracks": ("a.mp4", box(b"ftyp", b"isom", bytes(4)) + NESTED, "unvollständig"),
    "a page that begins like a video": ("a.mp4", box(b"ftyp", b"isom", bytes(4)) + HTML, "unvollständig"),
    "a page": ("a.mp4", HTML, "keine Aufnahme"),
    "a play list": ("a.mp4", M3U8, "keine Aufnahme"),
    "a list of files": ("a.webm", CONCAT, "keine Aufnahme"),
    "matroska called webm": ("a.webm", webm(doctype=b"matroska"), "unvollständig"),
    "length zero": ("a.mp4", b"", "leer"),
}
