"""Pictures a newsroom may print: on the press page and with releases, and who has fetched them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from campaign import press_scope
from campaign.media import renditions
from campaign.media.renditions import Use

# On the page in their own proportions; what is handed out is large enough for print.
SHOWN = Use(("max-400x400", "max-800x800"), plain="max-800x800")
PRINTED = Use((), plain=renditions.PRINT)
SCOPE_HELP = (
    "Bilder aus Geschichten erscheinen nur, solange alle Gezeigten der Presse zugestimmt haben. "
    "Unter „Pressebilder“ sehen Sie, welches fehlt und warum."
)


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
    # When the medium was told that it may use the picture no longer.
    told_at = models.DateTimeField("Ende mitgeteilt am", null=True, editable=False)

    class Meta:
        verbose_name = "Download eines Pressebilds"
        verbose_name_plural = "Downloads von Pressebildern"
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.medium}: {self.title}"


class PressHold(models.Model):
    """A picture that newsrooms may not have now: while this row is there, a press page makes no file of it public.

    `press_recall` is the only writer. What is offered is asked of `press_scope`, not of this row.
    """

    image = models.OneToOneField(
        get_image_model_string(), on_delete=models.CASCADE, related_name="press_hold", verbose_name="Bild"
    )
    since = models.DateTimeField("seit", auto_now_add=True)

    class Meta:
        verbose_name = "angehaltenes Pressebild"
        verbose_name_plural = "angehaltene Pressebilder"

    def __str__(self) -> str:
        return f"Bild {self.image_id}"


def shown(page: Any) -> list[dict[str, Any]]:
    """Return the pictures of a press page as its template shows them; two queries."""
    rows = _offered_rows(page)
    renditions.prefetch(row.image for row in rows)
    return [one for row in rows if (one := row.as_shown())]


def _offered_rows(page: Any) -> list[PressPicture]:
    """Ask in the same query who has not agreed; rows of a preview are in memory, so of their pictures."""
    if not page.pictures.is_deferring:
        return list(page.pictures.exclude(press_scope.is_refused()).select_related("image"))
    rows = list(page.pictures.all())
    refused = press_scope.refused([row.image_id for row in rows])
    return [row for row in rows if row.image_id not in refused]


def offered(number: int) -> PressPicture | None:
    """Return a picture that a live press page offers, by the key of its image; None for every other."""
    for model in (PressIndexPicture, ReleasePicture):
        rows = model.objects.filter(Q(page__live=True), image_id=number).exclude(press_scope.is_refused())
        row = rows.select_related("image").first()
        if row and row.image.credit and not row.image.licence_has_ended:
            return row
    return None


def placed() -> list[PressPicture]:
    """Return every picture on a press page, with image and page, those of the index first; two queries."""
    return [
        row
        for model in (PressIndexPicture, ReleasePicture)
        for row in model.objects.select_related("image", "page").order_by("-page__pk", "sort_order", "pk")
    ]


def why_not(row: PressPicture, refused: dict[int, press_scope.Refusal]) -> press_scope.Refusal | None:
    """Return why a picture on a press page is not offered; None where it is. refused: as press_scope says."""
    if row.image_id in refused:
        return refused[row.image_id]
    edit_image = reverse("wagtailimages:edit", args=[row.image_id])
    if row.image.licence_has_ended:
        return press_scope.Refusal("Die Lizenz ist abgelaufen", edit_image)
    if not row.image.credit:
        return press_scope.Refusal("Bildnachweis fehlt", edit_image)
    if not row.page.live:
        return press_scope.Refusal(
            "Die Seite ist nicht öffentlich", reverse("wagtailadmin_pages:edit", args=[row.page_id])
        )
    return None
