from django.apps import AppConfig


class CampaignConfig(AppConfig):
    """The campaign's own pages, and what every page shares."""

    name = "campaign"
    verbose_name = "Kampagne"
