"""What a video in sign language needs at least, asked of one that is already stored (BITV 2.0, Annex 2, part 1)."""

from typing import Protocol

from campaign.media.recordings import SIGN_FPS, SIGN_HEIGHT, SIGN_WIDTH, TOLERANCE


class Recording(Protocol):
    """What is asked of a video: its picture's width and height, and its frames per second where they are known."""

    title: str
    width: int | None
    height: int | None
    frame_rate: float | None


def shortfall(video: Recording) -> str:
    """Return a German sentence with what was found and what is needed; "" when hands can be read in it."""
    width, height, fps = video.width or 0, video.height or 0, video.frame_rate
    found = []
    if width < SIGN_WIDTH or height < SIGN_HEIGHT:
        found.append(f"{width} × {height} Bildpunkte" if width and height else "keine Angabe zur Bildgröße")
    if fps is None:
        found.append("keine Angabe zur Bildrate")
    elif fps < SIGN_FPS - TOLERANCE:
        shown = f"{fps:.1f}".replace(".", ",").removesuffix(",0")
        found.append(f"{shown} Bilder je Sekunde")
    if not found:
        return ""
    return (
        f"Das Video „{video.title}“ hat {' und '.join(found)}. Für Gebärdensprache sind mindestens {SIGN_WIDTH} × "
        f"{SIGN_HEIGHT} Bildpunkte und {SIGN_FPS} Bilder je Sekunde nötig."
    )
