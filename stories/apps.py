from datetime import timedelta

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """„Menschen vor Ort“: stories, the people in them, and their rules of approval."""

    name = "stories"
    verbose_name = "Menschen vor Ort"

    def ready(self) -> None:
        from campaign import teasers
        from campaign.accounts import ownership, todo
        from campaign.audit import jobs
        from campaign.leichte_sprache import findings as easy_findings
        from campaign.media import renditions
        from campaign.publishing import checks
        from campaign.publishing.referred import referred_findings
        from jobcenters import provisioning
        from stories import chosen, list_counts, moving, press_scope, searching, share_cards, start_places
        from stories.checks import story_findings
        from stories.consents import drafts, registering
        from stories.models import Reuse, StoryPage, make_folder
        from stories.pictures import CARD, STORY
        from stories.sharing import crops, ending, noticing
        from stories.sharing import reach as sharing_reach
        from stories.statistics import monthly

        checks.register(StoryPage, story_findings)
        checks.register(StoryPage, drafts.findings)
        checks.register(StoryPage, referred_findings)
        checks.register(StoryPage, easy_findings.of_page)
        renditions.register(StoryPage, "portrait", CARD, STORY)
        provisioning.set_folder_maker(make_folder)
        teasers.register(StoryPage, chosen.cards)
        todo.register(start_places.todos, start_places.lost)
        moving.connect()
        list_counts.connect()
        searching.register()
        share_cards.register()
        registering.register()
        press_scope.connect()
        crops.connect()
        ending.register()
        jobs.register("statistics.monthly", monthly.job, every=timedelta(hours=6))
        jobs.register("sharing.noticing", noticing.job, every=timedelta(minutes=10))
        todo.register(noticing.todos, noticing.grounds)
        jobs.register("sharing.crops", crops.job, every=timedelta(minutes=10))
        ownership.register("reuse", Reuse, sharing_reach.own_reuses)
