from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """„Menschen vor Ort“: stories, the people in them, and their rules of approval."""

    name = "stories"
    verbose_name = "Menschen vor Ort"

    def ready(self) -> None:
        from campaign.media import renditions
        from campaign.publishing import checks
        from campaign.publishing.referred import referred_findings
        from jobcenters import provisioning
        from stories.checks import story_findings
        from stories.models import StoryPage, make_folder
        from stories.pictures import CARD, STORY

        checks.register(StoryPage, story_findings)
        checks.register(StoryPage, referred_findings)
        renditions.register(StoryPage, "portrait", CARD, STORY)
        provisioning.set_folder_maker(make_folder)
