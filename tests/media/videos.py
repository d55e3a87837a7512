"""Videos put together box by box: small, whole as far as a header goes, or broken in one chosen way."""

import struct


def box(kind: bytes, *content: bytes) -> bytes:
    """Return one box of an MP4."""
    body = b"".join(content)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def track(width: int, height: int, frames: int, seconds: float, handler: bytes = b"vide", **extra) -> bytes:
    """Return a track; `turned` lays it on its side, `inside` is put into it."""
    scale = 1000
    matrix = (0, 0x10000, 0, -0x10000, 0, 0) if extra.get("turned") else (0x10000, 0, 0, 0, 0x10000, 0)
    shown = struct.pack(">6iiii", *matrix, 0, 0, 0x40000000) + struct.pack(">II", width << 16, height << 16)
    entry = box(
        b"avc1", bytes(6), b"\0\1", bytes(16), struct.pack(">HH", width & 0xFFFF, height & 0xFFFF), bytes(50)
    )
    table = box(
        b"stbl",
        box(b"stsd", bytes(4), struct.pack(">I", 1), entry),
        box(b"stsz", bytes(8), struct.pack(">I", frames)),
    )
    return box(
        b"trak",
        box(b"tkhd", bytes(40), shown),
        box(
            b"mdia",
            box(b"mdhd", bytes(12), struct.pack(">II", scale, int(seconds * scale)), bytes(4)),
            box(b"hdlr", bytes(8), handler, bytes(13)),
            box(b"minf", table),
        ),
        extra.get("inside", b""),
    )


def mp4(
    width: int = 640, height: int = 360, fps: float = 25, seconds: float = 4, scale: int = 1000, **extra
) -> bytes:
    """Return a whole MP4; `tracks` and `movie` (bytes) are added to its header, `turned` lays it on its side."""
    picture = track(width, height, int(fps * seconds), seconds, **extra)
    header = box(b"mvhd", bytes(12), struct.pack(">II", scale, int(seconds * scale)), bytes(80))
    return (
        box(b"ftyp", b"isom", bytes(4), b"isomiso2avc1mp41")
        + box(b"moov", header, picture, extra.get("tracks", b""), extra.get("movie", b""))
        + box(b"mdat", bytes(range(256)) * 16)
    )


def element(kind: int, *content: bytes, size: int | None = None) -> bytes:
    """Return one element of a WebM; `size` lies about its length."""
    body = b"".join(content)
    name = kind.to_bytes((kind.bit_length() + 7) // 8)
    return name + ((1 << 56) | (len(body) if size is None else size)).to_bytes(8) + body


def webm(width: int = 640, height: int = 360, fps: float = 25, seconds: float = 4, **extra) -> bytes:
    """Return a whole WebM without sound; `segment` (bytes) is added, `doctype` and `scale` may be others."""
    video = element(0xE0, element(0xB0, width.to_bytes(4)), element(0xBA, height.to_bytes(4)))
    frame = element(0x23E383, int(1e9 / fps).to_bytes(8)) if fps else b""
    info = (
        element(0x2AD7B1, extra.get("scale", 1_000_000).to_bytes(4)),
        element(0x4489, struct.pack(">d", seconds * 1000)),
    )
    entry = element(0xAE, element(0x83, b"\1"), element(0x86, b"V_VP9"), frame, video)
    return element(0x1A45DFA3, element(0x4282, extra.get("doctype", b"webm"))) + element(
        0x18538067,
        element(0x1549A966, *info),
        element(0x1654AE6B, entry),
        element(0x1F43B675, bytes(256)),
        extra.get("segment", b""),
    )
