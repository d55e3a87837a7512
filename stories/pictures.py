"""Sizes of story pictures. All renditions are made at publication, none in a visitor's request."""

from typing import Any

CARD = ("fill-320x400|format-webp", "fill-640x800|format-webp")
# Between the two a phone with a fine screen finds its own size: large pictures are what a page weighs.
STORY = ("fill-480x600|format-webp", "fill-720x900|format-webp", "fill-960x1200|format-webp")


def picture(image: Any, specs: tuple[str, ...]) -> dict[str, Any] | None:
    """Return what components/picture.html shows, or None without a picture; no query when renditions are prefetched."""
    if image is None:
        return None
    renditions = image.get_renditions(*specs)
    return {
        "renditions": [renditions[spec] for spec in specs],
        "alt": image.default_alt_text,
        "credit": image.credit,
    }


def make_all(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver of `page_published`: make what the story's card and page need."""
    if instance.portrait is not None:
        instance.portrait.get_renditions(*CARD, *STORY)
    # The blocks know the sizes of the pictures in the text: showing them once makes them.
    instance.body.render_as_block()
