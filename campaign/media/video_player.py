"""What the player of a video shows, ready for templates/components/video.html."""

import math
from typing import Any

from django.db.models import prefetch_related_objects

from campaign.media.formats import content_type_of, extension_of
from campaign.media.models import CampaignMedia, Delivery, VideoVersion

# Wide screens get large pictures; the first source that fits and can be played is taken.
SCREENS = {1080: "(min-width: 64rem)", 720: "(min-width: 40rem)"}
TYPES = {"h264": "video/mp4", "av1": 'video/webm; codecs="av01.0.08M.08, opus"'}
# Good enough for a big screen, small enough to keep.
DOWNLOAD_SIZE = 720
DEFAULT_SIZE = (1280, 720)

Shown = dict[str, Any]


def player(recording: CampaignMedia) -> Shown:
    """Return the arguments of the component; without `film` there is nothing to play (yet). One query."""
    prefetch_related_objects([recording], "versions")
    return {
        "title": recording.title,
        "credit": recording.credit,
        "transcript": recording.transcript.strip(),
        "poster": recording.thumbnail.url if recording.thumbnail else "",
        "captions": recording.captions.url if recording.captions else "",
        "descriptions": recording.descriptions.url if recording.descriptions else "",
        "film": film(recording, "file"),
        "described": film(recording, "described"),
        "signed": film(recording, "signed"),
    }


def film(recording: CampaignMedia, part: str) -> Shown | None:
    """Return {sources: [{url, type, media}], width, height, download: {url, label}} of a part, None where it has none."""
    file = getattr(recording, part)
    if file and recording.delivery == Delivery.ORIGINAL:
        width, height = (
            (recording.width, recording.height) if part == "file" and recording.width else DEFAULT_SIZE
        )
        source = {"url": file.url, "type": content_type_of(file.name), "media": ""}
        return _film([source], width, height, file.url, _label(file.name, _size(file), recording.duration))
    made = [version for version in recording.made if version.part == part]
    if not made or recording.delivery != Delivery.VERSIONS:
        return None
    made.sort(key=lambda version: (-version.size, version.codec))
    smallest, largest = made[-1].size, made[0]
    sources = [
        {
            "url": version.file.url,
            "type": TYPES[version.codec],
            "media": SCREENS.get(version.size, "") if version.size > smallest else "",
        }
        for version in made
    ]
    kept = _to_download(made)
    label = _label(str(kept.file.name), kept.file_size, recording.duration)
    return _film(sources, largest.width, largest.height, kept.file.url, label)


def _film(sources: list[Shown], width: int | None, height: int | None, url: str, label: str) -> Shown:
    return {
        "sources": sources,
        "width": width,
        "height": height,
        "download": {"url": url, "label": label},
    }


def _to_download(made: list[VideoVersion]) -> VideoVersion:
    """Return the version every device can play, of a size that is still quick to load."""
    playable = [version for version in made if version.is_needed]
    return next((version for version in playable if version.size <= DOWNLOAD_SIZE), playable[-1])


def _size(file: Any) -> int | None:
    try:
        return file.size
    except OSError:
        return None


def _label(name: str, size: int | None, seconds: float) -> str:
    """Say what a download is: „MP4, 12 MB, 1:05 Minuten“."""
    parts = [extension_of(name).upper()]
    if size:
        parts.append(
            f"{size / 1e6:.0f} MB" if size >= 9.5e6 else f"{max(size / 1e6, 0.1):.1f} MB".replace(".", ",")
        )
    if seconds:
        parts.append(in_minutes(seconds))
    return ", ".join(parts)


def in_minutes(seconds: float) -> str:
    """Write a length: „1:05 Minuten“, „1:00:05 Stunden“, „8 Sekunden“."""
    whole = max(1, math.floor(seconds + 0.5))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    if hours:
        return f"{hours}:{minutes:02}:{rest:02} Stunden"
    return f"{minutes}:{rest:02} Minuten" if minutes else f"{rest} Sekunden" if rest > 1 else "1 Sekunde"
