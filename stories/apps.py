from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """„Menschen vor Ort“: stories, the people in them, and their rules of approval."""

    name = "stories"
    verbose_name = "Menschen vor Ort"

    def ready(self) -> None:
        from campaign.publishing import checks
        from jobcenters import provisioning
        from stories.checks import story_findings
        from stories.models import StoryPage, make_folder

        checks.register(StoryPage, story_findings)
        provisioning.set_folder_maker(make_folder)
