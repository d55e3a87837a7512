"""Canary words: each stands in one field of one centre's object and nowhere else.

Plain small letters and digits, so that they survive slugs, addresses, JSON, CSV and capitals on a screen.
"""

import re
from itertools import count

# p: nobody outside the centre may read it. o: public, or of a person who acts in public.
WORD = re.compile(r"zq([a-z]+)(p\d{4})z")
_number = count(1)


class Words:
    """The words of one centre, with the place where each stands."""

    def __init__(self, centre: str) -> None:
        self.centre = centre
        self.places: dict[str, str] = {}
        self.tag = self.secret("Schlagwort")

    @property
    def everywhere(self) -> str:
        """A word to search for that stands beside the others; what was asked may stand in the answer."""
        return f"zq{self.centre}suche"

    def secret(self, place: str) -> str:
        """Return a new word for a place that is the centre's own business."""
        word = f"zq{self.centre}p{next(_number):04}z"
        self.places[word] = place
        return word

    def public(self, place: str) -> str:
        """Return a new word for a place that everybody may read."""
        return f"zq{self.centre}o{next(_number):04}z"

    def sentence(self, place: str, *, open_to_all: bool = False) -> str:
        """Return a new word together with the one to search for."""
        word = self.public(place) if open_to_all else self.secret(place)
        return f"{word} {self.everywhere}"
