"""Videos and sound."""

from django.core.validators import MinValueValidator
from django.db import models
from wagtailmedia.models import AbstractMedia, MediaQuerySet

from campaign.media.fields import CaptionsField, PosterField, RecordingField
from campaign.media.models.released import Released


class CampaignMedia(Released, AbstractMedia):
    """A video or sound file. Without captions and transcript it may be kept, but not shown publicly."""

    objects: models.Manager["CampaignMedia"] = MediaQuerySet.as_manager()

    file = RecordingField("Datei")
    thumbnail = PosterField("Standbild", blank=True, help_text="Wird gezeigt, bevor das Video läuft.")
    captions = CaptionsField(
        "Untertitel",
        blank=True,
        help_text="Eine WebVTT-Datei (.vtt) mit allem, was gesagt wird und was man hören muss.",
    )
    duration = models.FloatField(
        "Dauer in Sekunden", blank=True, default=0, validators=[MinValueValidator(0)]
    )
    transcript = models.TextField(
        "Abschrift", blank=True, help_text="Der gesprochene Text und was zu sehen ist, zum Nachlesen."
    )

    guarded_files = ("file", "thumbnail", "captions")
    admin_form_fields = (
        "title",
        "file",
        "collection",
        "thumbnail",
        "captions",
        "transcript",
        "credit",
        "licence",
        "licence_until",
        "source",
        "duration",
        "width",
        "height",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = "Video oder Tonaufnahme"
        verbose_name_plural = "Videos und Tonaufnahmen"
        # Wagtail's images and documents bring the same right.
        permissions = [("choose_media", "Can choose media")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Not the inherited one: it judges by file names and complains a second time about a refused file."""
        if not self.duration:
            self.duration = 0

    def publication_gaps(self) -> list[str]:
        gaps = super().publication_gaps()
        if self.type == "video" and not self.captions:
            gaps.append("Untertitel fehlen")
        if not self.transcript.strip():
            gaps.append("Abschrift fehlt")
        return gaps
