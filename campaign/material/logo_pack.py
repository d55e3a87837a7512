"""The logo in every execution and format: for the public page, and with the name of a centre for its Redaktion."""

from collections.abc import Callable
from typing import Final

from campaign.material import files, lockup, lockup_files
from campaign.material.files import Prepared
from campaign.material.lockup import Drawing, Ground

WRITERS: Final[dict[str, Callable[[Drawing], bytes]]] = {
    "svg": lockup_files.svg,
    "pdf": lockup_files.pdf,
    "png": lockup_files.png,
}
MEASURES: Final = {
    "svg": "in jeder Größe scharf",
    "pdf": "in jeder Größe scharf",
    "png": f"{lockup_files.PNG_WIDTH} Pixel breit",
}
# What each format is for, in the words of somebody who has to choose.
PURPOSES: Final = {"svg": "für Websites", "pdf": "für den Druck", "png": "für Word und E-Mail"}


def file(ground: Ground, extension: str, centre: str = "") -> bytes:
    """Return one file of the logo; `extension` is a key of WRITERS."""
    return WRITERS[extension](lockup.draw(ground, centre))


def files_of(centre: str = "") -> list[Prepared]:
    """Return all of them, ready for a version of a material."""
    return [
        files.made(
            file(ground, extension, centre),
            extension,
            label=lockup.GROUND_LABELS[ground],
            measure=MEASURES[extension],
        )
        for ground in Ground
        for extension in WRITERS
    ]
