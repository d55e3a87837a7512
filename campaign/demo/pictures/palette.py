"""The colours of the drawings: warm paper, petrol and pine, one warm signal colour.

`SIGNAL` is kept for the full-stop dot alone, so that the eye finds it in every picture.
"""

from __future__ import annotations

PAPER = "#FAF6EE"
CREAM = "#FFFBF2"
SAND = "#EBDFC9"
DUNE = "#DCC9A8"
CLAY = "#CDA27C"
BRICK = "#B37557"
RUST = "#96573F"
OCHRE = "#E3B14C"
MUSTARD = "#C98F2B"
BLUSH = "#EFD2C1"
ROSE = "#D9A494"
PLUM = "#74506A"
MIST = "#D6E4E0"
SKY = "#BFD6D4"
TEAL_SOFT = "#8DB5B4"
TEAL = "#4C878B"
PETROL = "#1B5C64"
PETROL_DEEP = "#0C3D45"
PINE = "#27594A"
LEAF = "#568A6B"
SAGE = "#9CBBA3"
INK = "#1E2E30"
STEEL = "#A9B8B6"
STEEL_DARK = "#6F8482"
SIGNAL = "#D9480F"

SKINS = ("#F6D3B7", "#EBB994", "#D79C70", "#B27850", "#8A5637", "#623B28")
LIVELY_HAIR = ("#2A2022", "#3F2A22", "#6A4530", "#97583A", "#D2A762")
GREY_HAIR = ("#A7A7A2", "#C9C6BE", "#8B8D8B")

RGBA = tuple[int, int, int, int]


def rgba(colour: str, alpha: float = 1.0) -> RGBA:
    """'#RRGGBB' as a tuple of four bytes; alpha from 0 (clear) to 1 (solid)."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue, round(alpha * 255)


def mix(colour: str, other: str, share: float) -> str:
    """The colour that lies `share` (0..1) of the way from `colour` to `other`."""
    first, second = rgba(colour), rgba(other)
    parts = (round(a + (b - a) * share) for a, b in zip(first[:3], second[:3], strict=True))
    return "#" + "".join(f"{part:02X}" for part in parts)


def shade(colour: str, share: float = 0.14) -> str:
    """A darker sister of the colour, leaning to petrol so that shadows stay in the family."""
    return mix(colour, PETROL_DEEP, share)


def light(colour: str, share: float = 0.25) -> str:
    """A lighter sister of the colour, leaning to paper."""
    return mix(colour, CREAM, share)
