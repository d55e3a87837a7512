from datetime import timedelta

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Images, documents, videos: checked at upload, private until a live page shows them."""

    name = "campaign.media"
    label = "media"
    verbose_name = "Medien"

    def ready(self) -> None:
        from campaign.accounts import todo
        from campaign.audit import integrity as audit_integrity
        from campaign.audit import jobs
        from campaign.media import (
            encoders,
            integrity,
            library_todos,
            licences_notice,
            orders,
            orphans,
            portraits,
            receivers,
            tags,
            transcoding_plan,
            upkeep,
        )

        receivers.connect()
        portraits.connect()
        orders.connect()
        encoders.register()
        tags.take_button_away()
        transcoding_plan.connect()
        jobs.register("media.completeness", orders.complete, every=timedelta(days=1))
        jobs.register("media.renditions", orders.job, every=timedelta(0))
        jobs.register("media.upkeep", upkeep.job, every=timedelta(hours=1))
        jobs.register("media.orphans", orphans.job, every=timedelta(hours=1))
        jobs.register("media.videos", transcoding_plan.job, every=timedelta(0), slow=True)
        jobs.register("media.licences", licences_notice.job, every=timedelta(minutes=1))
        todo.register(library_todos.licences_ending, library_todos.with_end)
        audit_integrity.register("rows_and_files", integrity.rows_and_files)
        audit_integrity.register("released_files", integrity.released_files)
