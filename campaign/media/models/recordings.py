"""Videos."""

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from wagtailmedia.models import AbstractMedia, MediaQuerySet

from campaign.media.fields import (
    CaptionsField,
    DescribedField,
    DescriptionsField,
    PosterField,
    RecordingField,
    SignedField,
)
from campaign.media.models.released import Released
from campaign.media.recordings import CheckedVideo

CAPTIONS_HELP = "Eine WebVTT-Datei (.vtt) mit allem, was gesagt wird und was man hören muss."
TRANSCRIPT_HELP = "Der gesprochene Text und was zu sehen ist, zum Nachlesen unter dem Video."
DESCRIPTIONS_HELP = (
    "Für Menschen, die nicht sehen: eine WebVTT-Datei (.vtt), die beschreibt, was nur zu sehen ist. Eine von drei "
    "Möglichkeiten."
)
DESCRIBED_HELP = "Das ganze Video noch einmal, mit gesprochener Beschreibung. Die zweite Möglichkeit."
WAIVER_HELP = (
    "Nur, wenn wirklich alles Wichtige gesprochen wird, zum Beispiel: „Eine Person spricht in die Kamera, ihr Name und "
    "alles Wichtige werden gesagt.“ Die dritte Möglichkeit."
)
SIGNED_HELP = (
    "Das Video in Deutscher Gebärdensprache, mindestens 320 × 240 Bildpunkte und 25 Bilder je Sekunde."
)

ONLY_VIDEOS = "Die Website spielt keine Tonaufnahmen. Bitte laden Sie ein Video hoch"


class Delivery(models.TextChoices):
    """In what form the public gets a recording."""

    PENDING = "pending", "wird umgewandelt"
    VERSIONS = "versions", "umgewandelt"
    ORIGINAL = "original", "wie hochgeladen"
    FAILED = "failed", "ließ sich nicht umwandeln"


class CampaignMedia(Released, AbstractMedia):
    """A video. Without captions and transcript it may be kept, but not shown publicly.

    The public gets `versions` computed from it (see transcoding.py), never the file itself; only where no ffmpeg is
    installed, `delivery` says so. Sound files of former days (`type` "audio") are kept and never public.
    """

    objects: models.Manager["CampaignMedia"] = MediaQuerySet.as_manager()

    file = RecordingField("Datei")
    thumbnail = PosterField(
        "Standbild",
        blank=True,
        help_text="Wird gezeigt, bevor das Video läuft. Ohne ein eigenes nehmen wir ein Bild aus dem Video.",
    )
    captions = CaptionsField("Untertitel", blank=True, help_text=CAPTIONS_HELP)
    duration = models.FloatField(
        "Dauer in Sekunden", blank=True, default=0, validators=[MinValueValidator(0)]
    )
    transcript = models.TextField("Abschrift", blank=True, help_text=TRANSCRIPT_HELP)
    descriptions = DescriptionsField("Bildbeschreibung als Text", blank=True, help_text=DESCRIPTIONS_HELP)
    described = DescribedField("Video mit Audiodeskription", blank=True, help_text=DESCRIBED_HELP)
    description_waiver = models.CharField(
        "Warum keine Beschreibung nötig ist", max_length=300, blank=True, help_text=WAIVER_HELP
    )
    signed = SignedField("Video in Gebärdensprache", blank=True, help_text=SIGNED_HELP)
    frame_rate = models.FloatField("Bilder je Sekunde", null=True, blank=True, editable=False)
    has_other_tracks = models.BooleanField("enthält Zusatzspuren", default=False, editable=False)
    delivery = models.CharField(
        "Auslieferung", max_length=10, choices=Delivery, default=Delivery.PENDING, editable=False
    )

    guarded_files = ("file", "thumbnail", "captions", "descriptions", "described", "signed")
    shown_with_it = ("transcript", "description_waiver", "credit")
    # Fields with something to watch: each is converted by itself.
    parts = ("file", "described", "signed")
    admin_form_fields = (
        *("title", "file", "collection", "thumbnail"),
        *("captions", "transcript", "descriptions", "described", "description_waiver", "signed"),
        *("credit", "licence", "licence_until", "source", "duration"),
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = "Video"
        verbose_name_plural = "Videos"
        # Wagtail's images and documents bring the same right.
        permissions = [("choose_media", "Can choose media")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Not the inherited one: it judges by file names and complains a second time about a refused file."""
        if not self.duration:
            self.duration = 0

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What the header of a new file says is stored with it."""
        self._take_facts()
        super().save(*args, **kwargs)

    def _take_facts(self) -> None:
        new = None if getattr(self.file, "_committed", True) else self.file.file
        if isinstance(new, CheckedVideo):
            facts = new.facts
            self.width, self.height = facts.width, facts.height
            self.duration, self.frame_rate = facts.seconds or 0, facts.fps
            self.has_other_tracks = facts.has_other_tracks
            self.delivery = Delivery.PENDING

    @property
    def made(self) -> list[Any]:
        """The finished versions; no query where they were fetched with the recording."""
        return [version for version in self.versions.all() if version.is_done]

    def public_files(self) -> list[str]:
        """The words around it always; of the moving pictures what `delivery` says, the original only by exception."""
        if self.type != "video":
            return []
        shown = [self.thumbnail, self.captions, self.descriptions]
        if self.delivery == Delivery.ORIGINAL:
            shown += [getattr(self, part) for part in self.parts]
        elif self.delivery == Delivery.VERSIONS:
            shown += [version.file for version in self.made]
        return [str(file.name) for file in shown if file]

    def publication_gaps(self) -> list[str]:
        if self.type != "video":
            return [ONLY_VIDEOS]
        gaps = super().publication_gaps()
        if not self.captions:
            gaps.append("Untertitel fehlen")
        if not self.transcript.strip():
            gaps.append("Abschrift fehlt")
        if not (self.descriptions or self.described or self.description_waiver.strip()):
            gaps.append("Audiodeskription fehlt, oder die Begründung, warum keine nötig ist")
        return gaps + self._delivery_gaps()

    def _delivery_gaps(self) -> list[str]:
        if self.delivery == Delivery.PENDING:
            return ["Das Video wird noch umgewandelt"]
        if self.delivery == Delivery.FAILED:
            return ["Das Video ließ sich nicht umwandeln"]
        if self.delivery == Delivery.ORIGINAL and self.has_other_tracks:
            return ["Die Datei enthält Zusatzspuren, vielleicht den Aufnahmeort; bitte neu exportieren"]
        return []
