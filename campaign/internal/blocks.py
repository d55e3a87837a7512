"""What a page of the handbook is made of: blocks of the campaign that need no picture in many sizes."""

from wagtail import blocks

from campaign.blocks import TEXT_FEATURES, HeadingBlock, TextBlock
from campaign.page_blocks import ContactBlock, DownloadBlock, FoldOutBlock


class HandbookBlock(blocks.StreamBlock):
    """The text of a page of the handbook."""

    heading = HeadingBlock()
    text = TextBlock(features=TEXT_FEATURES)
    fold_out = FoldOutBlock()
    download = DownloadBlock()
    contact = ContactBlock()

    class Meta:
        required = False
