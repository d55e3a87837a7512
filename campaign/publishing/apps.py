from datetime import timedelta

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Approval of exact revisions and the guard that enforces it."""

    name = "campaign.publishing"
    label = "publishing"
    verbose_name = "Freigabe"

    def ready(self) -> None:
        from campaign.accounts import todo
        from campaign.audit import integrity as audit_integrity
        from campaign.audit import jobs
        from campaign.media import library_uses, usage
        from campaign.publishing import (
            erasure,
            erasure_steps,
            guard,
            integrity,
            lapse,
            leftovers,
            notifications,
            page_log,
            schedule,
            seen,
            todos,
            unfinished,
        )

        guard.connect()
        page_log.connect()
        notifications.silence_wagtail()
        usage.register(seen.is_under_decision)
        library_uses.register(schedule.revisions_to_come)
        lapse.connect()
        unfinished.connect()
        # Before publication: what may no longer be shown does not appear on its day either.
        jobs.register("publishing.licences", lapse.refresh_all, every=timedelta(hours=1))
        jobs.register("publishing.lapse", lapse.lapse_ended, every=timedelta(minutes=1))
        erasure_steps.register()
        jobs.register("publishing.erasure", erasure.job, every=timedelta(0))
        jobs.register("publishing.leftovers", leftovers.job, every=timedelta(hours=1))
        jobs.register("publishing.unfinished", unfinished.forget, every=timedelta(hours=1))
        jobs.register("publish_due", schedule.publish_due, every=timedelta(0))
        todo.register(leftovers.todos, leftovers.grounds)
        todos.register()
        audit_integrity.register("trees", integrity.trees)
        audit_integrity.register("approvals", integrity.approvals)
