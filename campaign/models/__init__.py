"""The campaign's own pages, by subject."""

from campaign.models.base import CampaignPage, FixedPage
from campaign.models.figures import FiguresPage, Kennzahl
from campaign.models.pages import ContentPage, HomePage

__all__ = ["CampaignPage", "ContentPage", "FiguresPage", "FixedPage", "HomePage", "Kennzahl"]
