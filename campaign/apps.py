from datetime import timedelta

from django.apps import AppConfig


class CampaignConfig(AppConfig):
    """The campaign's own pages, and what every page shares."""

    name = "campaign"
    verbose_name = "Kampagne"

    def ready(self) -> None:
        """Say what waits for the Koordination; keep drafts' titles from those whose pages they are not."""
        from campaign import (
            display_titles,
            press_archive,
            press_downloads,
            press_erasure,
            press_recall,
            redirects,
            scheduled,
        )
        from campaign.accounts import ownership, todo
        from campaign.audit import jobs
        from campaign.figures import aging, reach
        from campaign.figures import todos as figure_todos
        from campaign.material import reach as material_reach
        from campaign.media import renditions, usage
        from campaign.models import (
            Kennzahl,
            Material,
            Materialdatei,
            PressIndexPage,
            PressReleasePage,
            press,
            press_pictures,
        )
        from campaign.proofreading import steps as proofreading_steps
        from campaign.search import registering as search_registering
        from campaign.statistics import steps as counting_steps

        display_titles.connect()
        press_archive.register(press.archived())
        jobs.register("campaign.scheduled", scheduled.publish_due, every=timedelta(0))
        search_registering.register()
        redirects.connect()
        todo.register(figure_todos.figures)
        ownership.register("figure", Kennzahl, reach.own)
        ownership.register("material", Material, material_reach.offered)
        ownership.register("material_file", Materialdatei, material_reach.offered_files)
        for page_type in (PressIndexPage, PressReleasePage):
            renditions.register(page_type, "pictures", press_pictures.SHOWN, press_pictures.PRINTED)
        press_erasure.register()
        jobs.register("campaign.figures", aging.job, every=timedelta(hours=12))
        usage.register_hidden(press_recall.hidden_references)
        renditions.register_hold(press_recall.held_back)
        jobs.register("campaign.press_recall", press_recall.job, every=timedelta(minutes=1))
        counting_steps.register()
        proofreading_steps.register()
        jobs.register("campaign.press_downloads", press_downloads.forget, every=timedelta(days=1))
