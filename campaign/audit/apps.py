"""The bottom app: it knows nobody above it; the others call `record`, `queue_mail` and `register`."""

from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """Audit log, mail outbox and job registry."""

    name = "campaign.audit"
    label = "audit"
    verbose_name = "Protokoll, Postausgang und Aufgaben"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the jobs of this app and keep the triggers in place."""
        from campaign.audit import digest, jobs, outbox, retention, triggers

        # Before the outbox: what is told now goes out now.
        jobs.register("audit.digest", digest.job, every=timedelta(minutes=1))
        jobs.register("outbox", outbox.job, every=timedelta(0))
        jobs.register("audit.retention", retention.job, every=timedelta(hours=1))
        post_migrate.connect(triggers.repair, sender=self, dispatch_uid="audit.triggers")
