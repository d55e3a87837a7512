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
            fields,
            link_targets,
            prepared_statements,
            press_registering,
            redirects,
            spreadsheets,
        )
        from campaign.accessibility import registering as accessibility
        from campaign.accounts import ownership
        from campaign.audit import jobs
        from campaign.figures import aging, reach
        from campaign.figures import todos as figure_todos
        from campaign.leichte_sprache import registering as leichte_sprache
        from campaign.material import reach as material_reach
        from campaign.models import Kennzahl, Material, Materialdatei
        from campaign.proofreading import steps as proofreading_steps
        from campaign.search import registering as search_registering
        from campaign.statistics import steps as counting_steps

        prepared_statements.connect()
        display_titles.connect()
        fields.connect()
        link_targets.connect()
        spreadsheets.tame_wagtail()
        press_registering.register()
        search_registering.register()
        redirects.connect()
        figure_todos.register()
        ownership.register("figure", Kennzahl, reach.own)
        ownership.register("material", Material, material_reach.offered)
        ownership.register("material_file", Materialdatei, material_reach.offered_files)
        jobs.register("campaign.figures", aging.job, every=timedelta(hours=12))
        counting_steps.register()
        proofreading_steps.register()
        accessibility.register()
        leichte_sprache.register()
