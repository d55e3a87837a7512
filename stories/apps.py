from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """„Menschen vor Ort“: stories, the people in them, and their rules of approval."""

    name = "stories"
    verbose_name = "Menschen vor Ort"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from campaign.publishing import checks
        from campaign.publishing.referred import referred_findings
        from jobcenters import provisioning
        from stories.checks import story_findings
        from stories.models import StoryPage, make_folder
        from stories.pictures import make_all

        checks.register(StoryPage, story_findings)
        checks.register(StoryPage, referred_findings)
        page_published.connect(make_all, sender=StoryPage, dispatch_uid="stories.pictures")
        provisioning.set_folder_maker(make_folder)
