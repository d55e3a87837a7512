"""What every app relies on and what relies on none: log, outgoing mail, heartbeats, used form tokens."""

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone


class AppendOnlyError(RuntimeError):
    """Somebody tried to change or remove an entry of the audit log."""


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Reads and adds; every way to change rows in bulk is closed (the database triggers hold below this)."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        _refuse()

    def delete(self) -> NoReturn:
        """Refused; see `campaign.audit.triggers.deletions_allowed` for the purge."""
        _refuse()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        _refuse()

    def update_or_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        _refuse()


class AuditEntry(models.Model):
    """One act that somebody must be able to answer for later: who did what to which object, when.

    Append-only: rows are written once by `campaign.audit.log.record`. There is deliberately no foreign key:
    entries stay readable when a person or an object is gone. `object_label` never holds the name of a
    portrayed person; whoever records an act sees to that (page title without name, slug, number).
    """

    created_at = models.DateTimeField("Zeitpunkt", default=timezone.now, editable=False)
    action = models.CharField("Vorgang", max_length=80)
    actor_id = models.BigIntegerField("Nummer der handelnden Person", null=True, blank=True)
    actor_label = models.CharField("handelnde Person", max_length=200, blank=True)
    object_type = models.CharField("Art des Objekts", max_length=100, blank=True)
    object_id = models.CharField("Nummer des Objekts", max_length=64, blank=True)
    object_label = models.CharField("Objekt", max_length=200, blank=True)
    centre = models.CharField("AGS des Jobcenters", max_length=8, blank=True)
    data = models.JSONField("Angaben", default=dict, blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "Protokolleintrag"
        verbose_name_plural = "Protokoll"
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["centre", "created_at"], name="audit_entry_centre"),
            models.Index(fields=["action", "created_at"], name="audit_entry_action"),
            models.Index(fields=["object_type", "object_id"], name="audit_entry_object"),
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%d.%m.%Y %H:%M} {self.action}"

    def save(self, **kwargs: Any) -> None:
        """Insert; an entry that is already stored cannot be saved again."""
        if not self._state.adding:
            _refuse()
        # Without force_insert, Django tries an UPDATE first for an instance made with a known primary key.
        super().save(force_insert=True, using=kwargs.get("using"))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        _refuse()


class OutboxMail(models.Model):
    """A mail to one address, rendered when it was queued and sent by a job.

    `retention.job` empties subject and bodies some hours after the mail reached its final state; the row
    stays for a while as proof and so that its `key` keeps the same mail from being queued twice.
    """

    class State(models.TextChoices):
        PENDING = "pending", "wartet"
        SENT = "sent", "verschickt"
        FAILED = "failed", "aufgegeben"
        COLLECTED = "collected", "wird gesammelt"

    to = models.EmailField("Empfänger", max_length=254)
    subject = models.CharField("Betreff", max_length=200, blank=True)
    text = models.TextField("Text", blank=True)
    html = models.TextField("HTML-Fassung", blank=True)
    # What the mail tells of („page:12“), so that it can be emptied when that is withdrawn.
    about = models.CharField("worum es geht", max_length=40, blank=True, default="", db_index=True)
    # Where a collected mail leads; a digest (see digest.py) tells of it in one line. Empty: never collected.
    url = models.CharField("Adresse in der Verwaltung", max_length=300, blank=True, default="")
    collected_in = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="collected",
        verbose_name="enthalten in",
    )
    key = models.CharField(
        "Schlüssel gegen Doppelversand", max_length=500, null=True, blank=True, unique=True
    )
    state = models.CharField("Stand", max_length=10, choices=State.choices, default=State.PENDING)
    created_at = models.DateTimeField("eingestellt", default=timezone.now)
    due_at = models.DateTimeField("fällig", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("Versuche", default=0)
    claimed_until = models.DateTimeField("in Arbeit bis", null=True, blank=True)
    sent_at = models.DateTimeField("verschickt am", null=True, blank=True)
    last_error = models.CharField("letzter Fehler", max_length=500, blank=True)

    class Meta:
        verbose_name = "E-Mail im Postausgang"
        verbose_name_plural = "Postausgang"
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="audit_outbox_due")]

    def __str__(self) -> str:
        return f"E-Mail {self.pk} ({self.get_state_display()})"


class JobRun(models.Model):
    """Heartbeat of one job; the row `jobs.RUNNER` is the heartbeat of the whole round and its lock.

    All times are those of the real clock, also when a run acts as if it were another day.
    """

    name = models.CharField("Aufgabe", max_length=80, unique=True)
    last_started_at = models.DateTimeField("zuletzt begonnen", null=True, blank=True)
    last_finished_at = models.DateTimeField("zuletzt beendet", null=True, blank=True)
    last_ok_at = models.DateTimeField("zuletzt ohne Fehler", null=True, blank=True)
    last_error = models.CharField("letzter Fehler", max_length=500, blank=True)
    lease_owner = models.CharField("belegt durch", max_length=32, blank=True)
    lease_until = models.DateTimeField("belegt bis", null=True, blank=True)

    class Meta:
        verbose_name = "Lauf einer Aufgabe"
        verbose_name_plural = "Läufe der Aufgaben"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UsedToken(models.Model):
    """A form that was sent: its random token, who sent it, and the answer a repeated sending gets."""

    key = models.CharField("Formularschlüssel", max_length=64, unique=True)
    created_at = models.DateTimeField("verwendet", default=timezone.now, db_index=True)
    actor_id = models.BigIntegerField("Nummer der handelnden Person", null=True, blank=True)
    result = models.TextField("Ergebnis", blank=True)

    class Meta:
        verbose_name = "verwendeter Formularschlüssel"
        verbose_name_plural = "verwendete Formularschlüssel"

    def __str__(self) -> str:
        return f"Formularschlüssel {self.pk}"


def _refuse() -> NoReturn:
    raise AppendOnlyError("Das Protokoll wird nur ergänzt; Einträge werden nicht geändert oder gelöscht.")
