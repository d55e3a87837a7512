"""Which versions of a video the public gets, and the commands that make them. Pure: no files, no database."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

FFMPEG = "ffmpeg"
# The shorter side in pixels, so that a video filmed upright is as sharp as one filmed lying.
SIZES = (480, 720, 1080)
# Sign language and the described video are looked at by few, in one good size.
FURTHER_PARTS_SIZE = 720
H264, AV1 = "h264", "av1"
SUFFIX = {H264: "mp4", AV1: "webm"}
# The container is named, never guessed: a play list that looks like a video must not be followed.
DEMUXERS = {"mp4": "mov", "webm": "matroska"}
# One core stays free for the website.
THREADS = max(1, (os.cpu_count() or 2) - 1)
ENCODERS = {H264: "libx264", AV1: "libsvtav1"}

# No word about place, camera, program or chapter reaches the public.
_CLEAN = (
    *("-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn"),
    *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"),
)
_OPTIONS = {
    H264: (
        *(
            "-c:v",
            ENCODERS[H264],
            "-preset",
            "fast",
            "-crf",
            "23",
            "-profile:v",
            "high",
            "-pix_fmt",
            "yuv420p",
        ),
        # The encoder signs its work in the picture stream.
        *("-bsf:v", "filter_units=remove_types=6"),
        *("-c:a", "aac", "-b:a", "128k", "-ac", "2", "-movflags", "+faststart", "-f", "mp4"),
    ),
    AV1: (
        *("-c:v", ENCODERS[AV1], "-preset", "10", "-crf", "36", "-g", "240", "-pix_fmt", "yuv420p"),
        *("-svtav1-params", f"lp={THREADS}"),
        *("-c:a", "libopus", "-b:a", "96k", "-ac", "2", "-f", "webm"),
    ),
}


@dataclass(frozen=True)
class Wanted:
    """One version to make: of which part of a recording, how, and how large (shorter side in pixels)."""

    part: str
    codec: str
    size: int


def wanted(part: str, width: int, height: int, codecs: Collection[str] = (H264, AV1)) -> list[Wanted]:
    """Return what is to be made of a part, the most useful first; never larger than the part itself."""
    side = min(width, height)
    sizes = [size for size in SIZES if size <= side] or [max(2, side - side % 2)]
    if part != "file":
        return [Wanted(part, H264, max(size for size in sizes if size <= FURTHER_PARTS_SIZE))]
    return [Wanted(part, codec, size) for codec in (H264, AV1) if codec in codecs for size in sizes]


def weight(codec: str, size: int) -> int:
    """Return how much work a version is, compared with others: pixels, and AV1 thinks longer."""
    return size * size * (2 if codec == AV1 else 1)


def version_command(source: Path, target: Path, codec: str, size: int) -> list[str]:
    """Return the command that makes a version; it tells its progress on standard output."""
    scale = f"scale='if(gte(iw,ih),-2,{size})':'if(gte(iw,ih),{size},-2)',setsar=1"
    return [
        *_reading(source),
        *("-map", "0:v:0", "-map", "0:a:0?", "-vf", scale, "-fpsmax", "60"),
        *_CLEAN,
        *_OPTIONS[codec],
        *("-threads", str(THREADS), "-progress", "pipe:1", "-y", str(target)),
    ]


def poster_command(source: Path, target: Path, seconds: float) -> list[str]:
    """Return the command that takes a picture out of the video, not from its often black beginning."""
    picture = ("-map", "0:v:0", "-frames:v", "1", "-vf", "scale=w='min(1280,iw)':h=-2", "-c:v", "mjpeg")
    start = ("-ss", f"{min(seconds / 10, 3):.2f}")
    return [*_reading(source, *start), *picture, *_CLEAN, "-q:v", "3", "-f", "image2", "-y", str(target)]


def _reading(source: Path, *options: str) -> tuple[str, ...]:
    return (
        *(FFMPEG, "-hide_banner", "-nostdin", "-v", "error"),
        *("-protocol_whitelist", "file", "-f", DEMUXERS[source.suffix.lstrip(".")]),
        *options,
        *("-threads", str(THREADS), "-i", f"file:{source}"),
    )
