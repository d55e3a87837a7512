"""Images, documents and recordings. Each belongs to a collection: one centre's, or the campaign's shared one.

All files lie in the private store. While `is_released` is set, that is while a live page shows the object,
its public files (never an original) also have a name in MEDIA_ROOT; release.py keeps both in line.
"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, ImageQuerySet
from wagtailmedia.models import AbstractMedia, MediaQuerySet

from campaign.media import portraits, release
from campaign.media.fields import (
    CaptionsField,
    DocumentField,
    PictureField,
    PosterField,
    RecordingField,
    RenditionField,
)
from campaign.media.wording import looks_like_file_name

ALT_HELP = "Was ist zu sehen, und worauf kommt es an? Für Menschen, die das Bild nicht sehen. Kein Dateiname."
CREDIT_HELP = (
    "Wer hat das gemacht? So, wie es neben dem Bild stehen soll, zum Beispiel „Foto: Landkreis Beispiel“."
)
PORTRAIT_HELP = (
    "Ankreuzen, wenn jemand zu sehen ist, der mit Namen genannt wird. Solche Bilder erscheinen nur in Geschichten, "
    "die die Koordination geprüft hat, nicht in Meldungen oder auf anderen Seiten."
)


class Licence(models.TextChoices):
    """On what ground we may show a file."""

    OWN = "own", "eigene Aufnahme"
    CONTRACT = "contract", "Nutzungsrechte eingeräumt (Vertrag)"
    CC0 = "cc0", "gemeinfrei / CC0"
    CC_BY = "cc-by", "CC BY"
    CC_BY_SA = "cc-by-sa", "CC BY-SA"


class Released(models.Model):
    """What images, documents and recordings have in common: authorship, and being public or not."""

    credit = models.CharField("Bildnachweis", max_length=255, blank=True, help_text=CREDIT_HELP)
    licence = models.CharField("Lizenz", max_length=20, choices=Licence, blank=True)
    licence_until = models.DateField(
        "Lizenz gilt bis", null=True, blank=True, help_text="Leer heißt: ohne Ende."
    )
    source = models.CharField(
        "Quelle", max_length=255, blank=True, help_text="Fundstelle oder Vertrag, falls es eine gibt."
    )
    is_released = models.BooleanField("öffentlich", default=False, editable=False, db_index=True)

    # Fields whose file may not change while a live page shows the object.
    guarded_files: ClassVar[tuple[str, ...]] = ("file",)
    # What the public sees with the file: as little to be changed under an approved page as the file itself.
    shown_with_it: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def public_files(self) -> list[str]:
        """Return the names of the files that are public while the object is released."""
        return [file.name for file in (getattr(self, name) for name in self.guarded_files) if file]

    def publication_gaps(self) -> list[str]:
        """Return what is still missing before a page may show this publicly (German, empty when nothing)."""
        return [] if self.credit else ["Bildnachweis fehlt"]


class CampaignImage(Released, AbstractImage):
    """A picture. The alternative text lies in Wagtail's own field `description`."""

    objects: models.Manager["CampaignImage"] = ImageQuerySet.as_manager()
    shown_with_it = (
        *("description", "is_decorative", "credit"),
        *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    )

    file = PictureField("Datei", width_field="width", height_field="height")
    # Declared again so that they are written after `file`: turning a picture upright swaps them.
    width = models.IntegerField("Breite", editable=False)
    height = models.IntegerField("Höhe", editable=False)
    description = models.CharField(
        "Alternativtext",
        max_length=255,
        blank=True,
        default="",
        help_text=ALT_HELP,
    )
    # Wagtail sets an attribute `decorative` on every image object, so the field needs another name.
    is_decorative = models.BooleanField(
        "nur Schmuck", default=False, help_text="Das Bild sagt nichts aus; es braucht keinen Alternativtext."
    )
    is_named_portrait = models.BooleanField(
        "Porträt einer namentlich genannten Person (nur für Geschichten)",
        default=False,
        help_text=PORTRAIT_HELP,
    )

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "description",
        "is_decorative",
        "is_named_portrait",
        "credit",
        "licence",
        "licence_until",
        "source",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "Bild"
        verbose_name_plural = "Bilder"

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.is_decorative and self.description:
            raise ValidationError({"is_decorative": "Ein Bild mit Alternativtext ist nicht nur Schmuck."})
        if looks_like_file_name(self.description):
            raise ValidationError(
                {"description": "Das ist ein Dateiname. Bitte beschreiben Sie, was zu sehen ist."}
            )
        if self.is_named_portrait and self.pk and portraits.is_shown_elsewhere(self):
            raise ValidationError({"is_named_portrait": portraits.SHOWN_ELSEWHERE})

    @property
    def default_alt_text(self) -> str:
        """The alternative text; never the title, which is for the people who work here."""
        return "" if self.is_decorative else self.description

    def public_files(self) -> list[str]:
        return list(self.renditions.values_list("file", flat=True))

    def publication_gaps(self) -> list[str]:
        described = self.is_decorative or self.description
        return super().publication_gaps() + ([] if described else ["Alternativtext fehlt"])

    def create_rendition(self, filter: Filter) -> AbstractRendition:
        rendition = super().create_rendition(filter)
        release.release_new_renditions(self)
        return rendition

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        # Several at once are made by bulk_create, which sends no signal.
        created = super().create_renditions(*filters)
        if len(filters) > 1:
            release.release_new_renditions(self)
        return created


class CampaignRendition(AbstractRendition):
    """An image in one size and format; the only form in which an image becomes public."""

    objects: models.Manager["CampaignRendition"] = models.Manager()

    image = models.ForeignKey(CampaignImage, on_delete=models.CASCADE, related_name="renditions")
    file = RenditionField(width_field="width", height_field="height")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]


class CampaignDocument(Released, AbstractDocument):
    """A file to download."""

    objects: models.Manager["CampaignDocument"] = DocumentQuerySet.as_manager()

    file = DocumentField("Datei")

    admin_form_fields = ("title", "file", "collection", "credit", "licence", "licence_until", "source")

    class Meta(AbstractDocument.Meta):
        verbose_name = "Dokument"
        verbose_name_plural = "Dokumente"

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """The address under /media/; Wagtail's own would hand the file to anybody who counts ids."""
        return self.file.url

    def publication_gaps(self) -> list[str]:
        return []


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
