"""Building blocks of page texts; each has icon, label, description and preview, and its template in templates/blocks/.

These are for everybody who writes; page_blocks.py adds what stories do not need, campaign_blocks.py what only the
campaign's own pages do.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils.functional import lazy
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtailmedia.blocks import VideoChooserBlock

from campaign.chapters import parts
from campaign.media import renditions
from campaign.media.video_player import player
from campaign.media.wording import ALT_IS_FILE_NAME, looks_like_file_name

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
Context = dict[str, Any]
EXAMPLE_PICTURE: Context = {
    "sources": [],
    "image": {"url": lazy(static, str)("img/beispielbild.svg"), "width": 640, "height": 400},
    "alt": "Zeichnung: Häuser an einem Hang",
    "credit": "Zeichnung (Beispiel)",
}
# What the example of a video shows: the picture before it begins.
EXAMPLE_VIDEO: Context = {
    "title": "Rundgang durch die Werkstatt (Beispiel)",
    "credit": "Beispiel",
    "transcript": "Guten Morgen. Hier beginnt um sieben die Schicht.",
    "poster": lazy(static, str)("img/beispielbild.svg"),
    "film": {
        "sources": [{"url": "#", "type": "video/mp4"}],
        "width": 640,
        "height": 400,
        "download": {"url": "#", "label": "MP4, 12 MB, 1:05 Minuten"},
    },
}


class Group(StrEnum):
    """The headings in the choice of blocks."""

    TEXT = "Text"
    PICTURES = "Bild und Film"
    FACTS = "Zahlen und Belege"
    ONWARD = "Menschen und Wege"


class HeadingBlock(blocks.CharBlock):
    """A subhead; the page's title is the only h1."""

    class Meta:
        group = Group.TEXT
        icon = "title"
        label = "Zwischenüberschrift"
        description = (
            "Gliedert den Text in Abschnitte. Sie bekommt eine eigene Adresse, auf die man verweisen kann."
        )
        template = "blocks/heading.html"
        preview_value = "Der erste Tag"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and links."""

    class Meta:
        group = Group.TEXT
        icon = "pilcrow"
        label = "Text"
        description = "Absätze, Listen und Links."
        template = "blocks/text.html"
        preview_value = (
            "<p>Um sieben beginnt die Schicht. Um sechs steht der Kaffee auf dem Tisch.</p>"
            "<ul><li>Fahrplan</li><li>Schlüssel</li></ul>"
        )


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock(label="Zitat", max_length=400, help_text="Ohne Anführungszeichen.")
    by = blocks.CharBlock(label="Wer das sagt", required=False, max_length=120)

    class Meta:
        group = Group.TEXT
        icon = "openquote"
        label = "Zitat"
        description = "Ein Satz, den jemand gesagt hat. Er steht groß im Text."
        template = "blocks/quote.html"
        preview_value = {"text": "Ich stehe wieder gern auf.", "by": "Beispiel-Person"}


class WithExample:
    """Mixin: tells the block that it is shown as an example, where it may draw what nobody has chosen."""

    def get_preview_context(self, value: Any, parent_context: Context | None = None) -> Context:
        return {**(parent_context or {}), "is_example": True}


class PictureBlock(WithExample, blocks.StructBlock):
    """A picture with its alternative text and caption."""

    image = ImageBlock(label="Bild")
    caption = blocks.CharBlock(label="Bildunterschrift", required=False, max_length=250)

    class Meta:
        group = Group.PICTURES
        icon = "image"
        label = "Bild"
        description = "Ein Bild mit Alternativtext und Bildunterschrift."
        template = "blocks/picture.html"
        preview_value = {"image": None, "caption": "Die Werkstatt am frühen Morgen"}

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        is_example = context.get("is_example") and value.get("image") is None
        return context | {"picture": EXAMPLE_PICTURE if is_example else _shown(value.get("image"))}

    def clean(self, value: Any) -> Any:
        """The words of this page describe the picture as little by a file name as its own do."""
        cleaned = super().clean(value)
        image = cleaned.get("image")
        if image and looks_like_file_name(image.contextual_alt_text or ""):
            refusal = ValidationError(ALT_IS_FILE_NAME)
            raise blocks.StructBlockValidationError(block_errors={"image": refusal})
        return cleaned


def _shown(image: Any) -> Context | None:
    """Return what components/picture.html shows of a picture in a text; nothing after the end of its licence."""
    if image is None or image.licence_has_ended:
        return None
    return renditions.shown(image, renditions.TEXT, alt=image.contextual_alt_text)


class GalleryBlock(WithExample, blocks.ListBlock):
    """Several pictures side by side, all of them visible at once, each with its words and credit."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(PictureBlock(), min_num=2, max_num=12, **kwargs)

    class Meta:
        icon = "image"
        group = Group.PICTURES
        label = "Bildergalerie"
        description = "Zwei bis zwölf Bilder nebeneinander, jedes mit Alternativtext und Unterschrift."
        template = "blocks/gallery.html"
        preview_value = [
            {"image": None, "caption": "Die Werkstatt am frühen Morgen"},
            {"image": None, "caption": "Pause auf dem Hof"},
            {"image": None, "caption": "Die Ausgabe der Lebensmittel"},
        ]

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        pictures = [
            {"picture": EXAMPLE_PICTURE if context.get("is_example") else _shown(one["image"])}
            | {"caption": one["caption"]}
            for one in value
        ]
        return context | {"pictures": [one for one in pictures if one["picture"]]}


class VideoBlock(WithExample, blocks.StructBlock):
    """A video with player, captions, transcript and download."""

    video = VideoChooserBlock(label="Video")
    caption = blocks.CharBlock(label="Bildunterschrift", required=False, max_length=250)

    class Meta:
        group = Group.PICTURES
        icon = "media"
        label = "Video"
        description = "Ein Video mit Untertiteln, Abschrift und Download."
        template = "blocks/video.html"
        preview_value = {"video": None, "caption": "Ein Rundgang durch die Werkstatt"}

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        recording = value.get("video")
        if recording is None:
            return context | ({"video": EXAMPLE_VIDEO} if context.get("is_example") else {})
        gaps = recording.publication_gaps()
        if getattr(context.get("request"), "is_preview", False):
            return context | {"video": player(recording), "gaps": gaps}
        return context if gaps else context | {"video": player(recording)}


class BodyBlock(blocks.StreamBlock):
    """The text of a page."""

    heading = HeadingBlock()
    text = TextBlock(features=TEXT_FEATURES)
    quote = QuoteBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()

    class Meta:
        required = False
        template = "blocks/body.html"

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        renditions.prefetch(_pictures(value))
        return super().get_context(value, parent_context=parent_context) | {"parts": parts(value)}


def _pictures(body: Any) -> Iterator[Any]:
    """Yield the pictures of a text, alone or in galleries."""
    for one in body:
        if isinstance(one.block, PictureBlock):
            yield one.value["image"]
        elif isinstance(one.block, GalleryBlock):
            yield from (picture["image"] for picture in one.value)


class StrengthBlock(blocks.CharBlock):
    """A strength in one line, for the start page."""

    class Meta:
        icon = "pick"
        label = "Stärke"
        description = "Eine Stärke in einer Zeile: Name, Doppelpunkt, was das heißt."
        template = "blocks/strength.html"
        preview_value = "Kurze Wege: Wohnhilfe und Schuldnerberatung gehören zur selben Verwaltung."


class StepBlock(blocks.StructBlock):
    """One step of „Hilfe aus einer Hand“."""

    title = blocks.CharBlock(label="Schritt", max_length=80)
    text = blocks.TextBlock(label="Beschreibung", max_length=300)

    class Meta:
        icon = "list-ol"
        label = "Schritt"
        description = "Ein Schritt auf dem Weg durch das Jobcenter."
        template = "blocks/step.html"
        preview_value = {
            "title": "Ankommen",
            "text": "Sie nennen Ihr Anliegen. Eine Person bleibt für Sie zuständig.",
        }
