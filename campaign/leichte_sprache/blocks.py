"""Building blocks of pages in Leichte Sprache and of the page with videos in sign language."""

from typing import Any

from wagtail import blocks

from campaign import chapters
from campaign.blocks import Context, Group, HeadingBlock, PictureBlock, TextBlock, VideoBlock
from campaign.leichte_sprache.lines import parts
from campaign.media import renditions
from campaign.page_blocks import ActionBlock, DownloadBlock

LINES_HELP = (
    "Jeder Satz in einer eigenen Zeile. Eine leere Zeile trennt Absätze. Ein Strich und ein Leerzeichen am Anfang "
    "der Zeile machen eine Liste."
)


class LinesBlock(blocks.TextBlock):
    """Text in which every sentence has its own line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": LINES_HELP, "rows": 6} | kwargs)

    class Meta:
        group = Group.TEXT
        icon = "pilcrow"
        label = "Text in Leichter Sprache"
        description = (
            "Kurze Sätze, jeder in einer eigenen Zeile. Nach dem Speichern steht oben, was noch schwer ist."
        )
        template = "blocks/easy_lines.html"
        preview_value = "Willkommen im Job-Center.\nWir helfen Ihnen:\n- mit Geld\n- mit Arbeit"

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        return context | {"parts": parts(value or "")}


class HeadedBodyBlock(blocks.StreamBlock):
    """Base: headings get ids to link to, pictures are fetched at once."""

    class Meta:
        required = False
        template = "blocks/body.html"

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        renditions.prefetch(one.value["image"] for one in value if one.block_type == "picture")
        context = super().get_context(value, parent_context=parent_context)
        return context | {"parts": chapters.parts(value)}


class EasyBodyBlock(HeadedBodyBlock):
    """The text of a page in Leichte Sprache."""

    heading = HeadingBlock()
    lines = LinesBlock()
    picture = PictureBlock()
    video = VideoBlock()
    action = ActionBlock()
    download = DownloadBlock()


class SignedBodyBlock(HeadedBodyBlock):
    """Videos in sign language with what belongs to them."""

    heading = HeadingBlock()
    text = TextBlock(features=["bold", "ul", "link"])
    video = VideoBlock()
