"""Pictures a newsroom may print: on the press page and with releases, and who has fetched them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from campaign.media import renditions
from campaign.media.renditions import Use

# On the page in their own proportions; what is handed out is large enough for print.
SHOWN = Use(("max-400x400", "max-800x800"), plain="max-800x800")
PRINTED = Use((), plain=renditions.PRINT)


class PressPicture(Orderable):
    """A picture offered to newsrooms, with the caption they may use."""

    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name="Bild",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Braucht einen Bildnachweis: Redaktionen verpflichten sich, ihn zu nennen.",
    )
    caption = models.CharField(
        "Bildunterschrift",
        max_length=300,
        help_text="Wer oder was ist wo zu sehen? Redaktionen dürfen sie übernehmen.",
    )

    panels: ClassVar[list] = [FieldPanel("image"), FieldPanel("caption")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.caption

    def as_shown(self) -> dict[str, Any] | None:
        """What components/press_picture.html shows; None where the picture may not be handed out."""
        picture = (
            None
            if self.image.licence_has_ended or not self.image.credit
            else renditions.shown(self.image, SHOWN)
        )
        return picture and {
            "picture": picture | {"credit": ""},
            "caption": self.caption,
            "credit": self.image.credit,
            "number": self.image_id,
        }


class PressIndexPicture(PressPicture):
    """A picture of the campaign, on the press page."""

    page = ParentalKey("campaign.PressIndexPage", on_delete=models.CASCADE, related_name="pictures")

    class Meta(PressPicture.Meta):
        verbose_name = "Pressebild"
        verbose_name_plural = "Pressebilder"


class ReleasePicture(PressPicture):
    """A picture that goes with one release."""

    page = ParentalKey("campaign.PressReleasePage", on_delete=models.CASCADE, related_name="pictures")

    class Meta(PressPicture.Meta):
        verbose_name = "Bild zur Mitteilung"
        verbose_name_plural = "Bilder zur Mitteilung"


class PressDownload(models.Model):
    """Somebody fetched a press picture: what, for which medium, when. Kept for 24 months."""

    image = models.ForeignKey(
        get_image_model_string(), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField("Bild", max_length=255)
    credit = models.CharField("Bildnachweis", max_length=255)
    medium = models.CharField("Medium", max_length=120)
    email = models.EmailField("E-Mail")
    at = models.DateTimeField("geladen am", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "Download eines Pressebilds"
        verbose_name_plural = "Downloads von Pressebildern"
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.medium}: {self.title}"


def shown(page: Any) -> list[dict[str, Any]]:
    """Return the pictures of a press page as its template shows them; two queries."""
    rows = list(page.pictures.select_related("image")) if page.pk else list(page.pictures.all())
    renditions.prefetch(row.image for row in rows)
    return [one for row in rows if (one := row.as_shown())]


def offered(number: int) -> PressPicture | None:
    """Return a picture that a live press page offers, by the key of its image; None for every other."""
    for model in (PressIndexPicture, ReleasePicture):
        rows = model.objects.filter(Q(page__live=True), image_id=number).select_related("image")
        row = rows.first()
        if row and row.image.credit and not row.image.licence_has_ended:
            return row
    return None
