"""Building blocks of the pages in a centre's section."""

from campaign.blocks import BodyBlock
from campaign.campaign_blocks import FiguresBlock


class SectionBodyBlock(BodyBlock):
    """The text of a section or of a text page in it: with the figures of Germany, of the Länder and of the own centre."""

    figures = FiguresBlock()
