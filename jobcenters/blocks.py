"""Building blocks of the pages in a centre's section."""

from campaign.page_blocks import PageBodyBlock


class SectionBodyBlock(PageBodyBlock):
    """The text of a section or of a text page in it, as of any page that is no story."""
