"""Images and their renditions. Only renditions are ever public."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, ImageQuerySet
from wagtail.images.rect import Rect

from campaign.media import portraits, release, renditions
from campaign.media.fields import PictureField, RenditionField
from campaign.media.models.released import Released
from campaign.media.wording import ALT_IS_FILE_NAME, looks_like_file_name

ALT_HELP = "Was ist zu sehen, und worauf kommt es an? Für Menschen, die das Bild nicht sehen. Kein Dateiname."
WHO_HELP = (
    "Alle, die man erkennen kann, oder „niemand erkennbar“. Das lesen nur Menschen, die hier arbeiten; so weiß man später, "
    "wer gefragt wurde und wen ein Widerruf betrifft."
)
PORTRAIT_HELP = (
    "Ankreuzen, wenn jemand zu sehen ist, der mit Namen genannt wird. Solche Bilder erscheinen nur in Geschichten, "
    "die die Koordination geprüft hat, nicht in Meldungen oder auf anderen Seiten."
)


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
    who_is_visible = models.CharField(
        "Wer ist zu sehen?", max_length=255, blank=True, default="", help_text=WHO_HELP
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
        "who_is_visible",
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
            raise ValidationError({"description": ALT_IS_FILE_NAME})
        if self.is_named_portrait and self.pk and portraits.is_shown_elsewhere(self):
            raise ValidationError({"is_named_portrait": portraits.SHOWN_ELSEWHERE})

    @property
    def default_alt_text(self) -> str:
        """The alternative text; never the title, which is for the people who work here."""
        return "" if self.is_decorative else self.description

    def get_focal_point(self) -> Rect:
        """Where nobody has marked what matters, heads do: they are in the upper third, in the middle."""
        marked = super().get_focal_point()
        return marked or Rect.from_point(self.width // 2, self.height // 3, 2, 2)

    def public_files(self) -> list[str]:
        released = self.renditions.exclude(filter_spec__in=renditions.held_back(self))
        return list(released.values_list("file", flat=True))

    def private_files(self) -> list[str]:
        withheld = self.renditions.filter(filter_spec__in=renditions.held_back(self))
        return list(withheld.values_list("file", flat=True))

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


class RenditionOrder(models.Model):
    """A rendition that a page wants and that does not exist yet; the row goes when it does."""

    image = models.ForeignKey(CampaignImage, on_delete=models.CASCADE, related_name="rendition_orders")
    spec = models.CharField("Größe und Format", max_length=255)
    tries = models.PositiveSmallIntegerField("Versuche", default=0)
    not_before = models.DateTimeField("nicht vor", null=True, blank=True)
    error = models.CharField("letzter Fehler", max_length=500, blank=True)

    class Meta:
        verbose_name = "bestellte Bildgröße"
        verbose_name_plural = "bestellte Bildgrößen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "spec"], name="unique_rendition_order")
        ]

    def __str__(self) -> str:
        return f"{self.image_id}: {self.spec}"
