"""Kreise that changed since the sources were drawn: what belonged where, and where it belongs today (1.1.2026)."""

from typing import Final

# Niedersachsen 1.11.2016 (Göttingen and Osterode am Harz), Thüringen 1.7.2021 (Eisenach into the Wartburgkreis).
_MERGED: Final = {"03152": "03159", "03156": "03159", "16056": "16063"}
# Hessen 1.1.2026: the town left the Main-Kinzig-Kreis and is kreisfrei.
_LEFT: Final = {("06435", "Hanau"): "06415"}


def today(ags: str, municipality: str = "") -> str:
    """The five digits of today's Kreis for those of a source; the municipality decides where a town has left."""
    return _LEFT.get((ags, municipality)) or _MERGED.get(ags, ags)
