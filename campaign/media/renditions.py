"""In which sizes and formats the site shows a picture, and what of it exists. No visitor's request makes any.

A page says by `register` how it uses the pictures of a field; orders.py has them made.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import models
from wagtail.images import get_image_model
from wagtail.models import Page

from campaign.media import references
from campaign.written_once import evened, written_once

# Wider, AVIF costs more time than it saves bytes.
AVIF_WIDTH = 1280
# What newsrooms get for print, as a file that is never released: the form in front of it counts.
PRINT = "max-2560x2560|jpegquality-90"
PRINT_SPEC = f"{PRINT}|format-jpeg"
# Where a picture in memory keeps what is made of it.
FETCHED = "_made_renditions"
TYPES = {"avif": "image/avif", "webp": "image/webp"}
# Asked for a picture: which of its renditions are not public now.
HoldsBack = Callable[[Any], Collection[str]]


@dataclass(frozen=True)
class Use:
    """A place where pictures stand. `crops` are Wagtail's operations, from small to large.

    `plain` is the crop of the one JPEG, for browsers that read nothing newer and for previews of other sites.
    """

    crops: tuple[str, ...]
    plain: str

    @property
    def plain_spec(self) -> str:
        return f"{self.plain}|format-jpeg"

    @property
    def specs(self) -> tuple[str, ...]:
        """All renditions, those first that a page can do with alone."""
        narrow = [crop for crop in self.crops if _width(crop) <= AVIF_WIDTH]
        newer = [f"{crop}|format-webp" for crop in self.crops] + [f"{crop}|format-avif" for crop in narrow]
        return (self.plain_spec, *newer)


# Pictures in a text, in their own proportions.
TEXT = Use(("width-480", "width-800", "width-1200"), plain="width-800")
_uses: dict[tuple[type[Page], str], tuple[Use, ...]] = {}
# Renditions that are handed out one by one after a question, so neither public nor a stand-in for another size.
_handed_out: set[str] = {PRINT_SPEC}
_holding_back: list[HoldsBack] = []


def register(page_type: type[Page], field: str, *uses: Use) -> None:
    """Say how pages of this type show the pictures of a field (or of an inline panel); without it: like a text."""
    _uses[page_type, field] = uses


def hand_out(*uses: Use) -> None:
    """Say that the one JPEG of each of these uses is never public: a view hands it out, or does not."""
    _handed_out.update(use.plain_spec for use in uses)


def register_hold(question: HoldsBack) -> None:
    """Add a question: which renditions of a picture are not public now, though the picture is?"""
    _holding_back.append(question)


def held_back(image: Any) -> set[str]:
    """Return the renditions of a picture that are not public while the picture is."""
    return _handed_out.union(*(question(image) for question in _holding_back))


def wanted(page: Page) -> dict[int, tuple[Use, ...]]:
    """Return key of picture -> how this page, as it is in memory, shows it."""
    found: dict[int, tuple[Use, ...]] = {}
    image_model = get_image_model()
    for one in references.of_page(page):
        if one.model is image_model and one.key.isdigit():
            add(found, int(one.key), type(page), one.field)
    return found


def add(found: dict[int, tuple[Use, ...]], image: int, page_type: type[Page], field: str) -> None:
    """Add how a picture is shown that stands in this field of a page."""
    uses = _uses.get((page_type, field), (TEXT,))
    found[image] = tuple(dict.fromkeys((*found.get(image, ()), *uses)))


def specs_of(uses: Iterable[Use]) -> list[str]:
    """Return the renditions of several uses, each once, the indispensable ones first."""
    uses = tuple(uses)
    return list(
        dict.fromkeys([use.plain_spec for use in uses] + [spec for use in uses for spec in use.specs])
    )


def all_specs() -> set[str]:
    """Return every rendition any page may ask for."""
    return _handed_out | set(specs_of((TEXT, *(use for uses in _uses.values() for use in uses))))


class Made(NamedTuple):
    """A rendition that exists: what pages need of its row, for a list of stories shows hundreds."""

    spec: str
    name: str
    width: int
    height: int

    @property
    def url(self) -> str:
        return _model()._meta.get_field("file").storage.url(self.name)


def prefetch(images: Iterable[Any]) -> None:
    """Fetch the renditions of several pictures with one query; of those that are fetched, nothing."""
    pictures = [image for image in images if image is not None and FETCHED not in vars(image)]
    found: dict[int, dict[str, Made]] = {image.pk: {} for image in pictures}
    for key, *values in _rows(*evened(found)) if found else ():
        made = Made(*values)
        if made.spec not in _handed_out:
            # One of an earlier focal point serves until the new one is made; the newest comes last.
            found[key][made.spec] = made
    for image in pictures:
        vars(image)[FETCHED] = found[image.pk]


@written_once
def _rows(*keys: int) -> "models.QuerySet[Any, Any]":
    rows = _model().objects.filter(image__in=keys).order_by("pk")
    return rows.values_list("image", "filter_spec", "file", "width", "height")


def _model() -> Any:
    return get_image_model().get_rendition_model()


def shown(image: Any, use: Use, alt: str | None = None) -> dict[str, Any] | None:
    """Return what components/picture.html shows of the picture, or None while there is nothing to show.

    Takes what exists, of other sizes where it must. One query, none when renditions are prefetched.
    """
    if image is None:
        return None
    made = _made(image)
    plain = made.get(use.plain_spec) or _nearest(made, use)
    if plain is None:
        return None
    return {
        "sources": [
            {"type": TYPES[form], "srcset": srcset}
            for form in TYPES
            if (srcset := ", ".join(_candidates(made, use, form)))
        ],
        "image": plain,
        "alt": image.default_alt_text if alt is None else alt,
        "credit": image.credit,
    }


def _made(image: Any) -> dict[str, Made]:
    """Return spec -> rendition; what was not prefetched is looked up anew each time, for more may be made meanwhile."""
    if (known := vars(image).get(FETCHED)) is None:
        prefetch([image])
        known = vars(image).pop(FETCHED)
    return known


def _candidates(made: dict[str, Made], use: Use, form: str) -> Iterator[str]:
    seen: set[int] = set()
    for crop in use.crops:
        rendition = made.get(f"{crop}|format-{form}")
        # A small original gives several crops the same width.
        if rendition is not None and rendition.width not in seen:
            seen.add(rendition.width)
            yield f"{rendition.url} {rendition.width}w"


def _nearest(made: dict[str, Made], use: Use) -> Made | None:
    """Return what comes next to the wanted size; never one of the admin's little previews."""
    pool = [made[spec] for spec in {*use.specs, *all_specs()} if spec in made]
    return min(pool, key=lambda one: (abs(one.width - _width(use.plain)), one.spec), default=None)


def _width(crop: str) -> int:
    return int(crop.split("-")[1].split("x")[0])
