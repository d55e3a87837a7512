"""Building blocks that only stories have."""

from typing import Any

from wagtail import blocks

from campaign.blocks import BodyBlock


class HelpedBlock(blocks.ListBlock):
    """„Was half“: what made the difference, point by point. The title is always the same."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(blocks.CharBlock(label="Was half", max_length=200), min_num=1, max_num=6, **kwargs)

    class Meta:
        icon = "circle-check"
        label = "Was half"
        description = "Zwei bis sechs Punkte: Was hat geholfen? Am besten am Ende des Textes."
        template = "stories/blocks/helped.html"
        preview_value = ["Ein Berater, der den Beruf kannte", "Zwei Wochen Probe im Betrieb"]


class StoryBodyBlock(BodyBlock):
    """The text of a story."""

    helped = HelpedBlock()
