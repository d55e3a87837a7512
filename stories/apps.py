from datetime import timedelta

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """„Menschen vor Ort“: stories, the people in them, and their rules of approval."""

    name = "stories"
    verbose_name = "Menschen vor Ort"

    def ready(self) -> None:
        from django.db.models.signals import post_delete
        from wagtail.signals import post_page_move

        from campaign.accounts import ownership, todo
        from campaign.audit import jobs
        from campaign.media import renditions
        from campaign.publishing import checks, signs
        from campaign.publishing.referred import referred_findings
        from jobcenters import provisioning
        from stories import press_scope
        from stories.checks import story_findings
        from stories.consents import coming_of_age, drafts, endings, erasing, reach, upkeep
        from stories.consents.signs import consents
        from stories.models import Consent, Person, Reuse, StoryPage, make_folder
        from stories.moving import moved
        from stories.pictures import CARD, STORY
        from stories.sharing import crops, ending
        from stories.sharing import reach as sharing_reach

        checks.register(StoryPage, story_findings)
        checks.register(StoryPage, drafts.findings)
        checks.register(StoryPage, referred_findings)
        renditions.register(StoryPage, "portrait", CARD, STORY)
        provisioning.set_folder_maker(make_folder)
        post_page_move.connect(moved, dispatch_uid="stories.moved")
        post_delete.connect(upkeep.scan_goes_too, sender=Consent, dispatch_uid="stories.consents.scan")
        jobs.register("consents.offline", upkeep.take_offline, every=timedelta(minutes=1))
        jobs.register("consents.ending", endings.announce, every=timedelta(hours=6))
        todo.register(endings.todos)
        jobs.register("consents.yearly", upkeep.ask_every_year, every=timedelta(hours=6))
        jobs.register("consents.drafts", drafts.job, every=timedelta(minutes=1))
        jobs.register("consents.of_age", coming_of_age.job, every=timedelta(hours=6))
        todo.register(drafts.todos)
        todo.register(coming_of_age.todos)
        signs.register(consents)
        erasing.register()
        press_scope.connect()
        crops.connect()
        ending.register()
        jobs.register("sharing.crops", crops.job, every=timedelta(minutes=10))
        ownership.register("reuse", Reuse, sharing_reach.own_reuses)
        ownership.register("portrayed", Person, reach.own_persons)
        ownership.register("consent", Consent, reach.own_consents)
