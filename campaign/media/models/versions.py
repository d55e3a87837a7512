"""What is made of a video for the public, one row each: the work to do, how far it is, and in the end the file."""

from typing import ClassVar

from django.db import models

from campaign.media.fields import VersionField
from campaign.media.models.recordings import CampaignMedia


class VideoVersion(models.Model):
    """One part of a recording in one size and codec."""

    class State(models.TextChoices):
        WAITING = "waiting", "wartet"
        WORKING = "working", "in Arbeit"
        DONE = "done", "fertig"
        FAILED = "failed", "gescheitert"

    class Codec(models.TextChoices):
        H264 = "h264", "H.264"
        AV1 = "av1", "AV1"

    recording = models.ForeignKey(CampaignMedia, on_delete=models.CASCADE, related_name="versions")
    part = models.CharField("Teil", max_length=20, help_text="Feld der Aufnahme, aus dem sie gemacht wird")
    source = models.CharField("gemacht aus", max_length=100, help_text="Name der Datei im privaten Speicher")
    codec = models.CharField("Verfahren", max_length=10, choices=Codec)
    size = models.PositiveIntegerField("kürzere Seite in Bildpunkten")
    file = VersionField("Datei", blank=True)
    width = models.PositiveIntegerField("Breite", null=True)
    height = models.PositiveIntegerField("Höhe", null=True)
    file_size = models.PositiveBigIntegerField("Größe in Bytes", null=True)

    state = models.CharField("Stand", max_length=10, choices=State, default=State.WAITING, db_index=True)
    percent = models.PositiveSmallIntegerField("Prozent", default=0)
    attempts = models.PositiveSmallIntegerField("Versuche", default=0)
    not_before = models.DateTimeField("nächster Versuch", null=True)
    started_at = models.DateTimeField("begonnen", null=True)
    touched_at = models.DateTimeField("letztes Lebenszeichen", null=True)
    error = models.CharField("Fehler", max_length=300, blank=True)

    objects: models.Manager["VideoVersion"] = models.Manager()

    class Meta:
        verbose_name = "Fassung eines Videos"
        verbose_name_plural = "Fassungen von Videos"
        ordering = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recording", "part", "codec", "size"], name="unique_version")
        ]

    def __str__(self) -> str:
        return f"{self.get_codec_display()} {self.size}p"

    @property
    def is_done(self) -> bool:
        """Whether there is a file to show."""
        return self.state == self.State.DONE

    @property
    def is_needed(self) -> bool:
        """Every browser plays H.264; AV1 only spares data, so nobody waits for it."""
        return self.codec == self.Codec.H264
