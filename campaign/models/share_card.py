"""The picture that other websites and messengers show beside a link to a page."""

from django.db import models
from wagtail.models import Page


class ShareCard(models.Model):
    """A drawn card of one public page, 1200 × 630 pixels, JPEG; made by a job (`campaign/share_cards/making.py`).

    It lies in the row, not in the store of files: it goes with its page, and a view asks before it hands it out.
    """

    # A card uses no file in the sense of „where is this picture used?“.
    wagtail_reference_index_ignore = True

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="share_card")
    image = models.BinaryField("Bild")
    shows_picture = models.BooleanField("zeigt das Bild der Seite", default=False)
    made_at = models.DateTimeField("gezeichnet", auto_now=True)

    class Meta:
        verbose_name = "Vorschaubild"
        verbose_name_plural = "Vorschaubilder"

    def __str__(self) -> str:
        return f"Vorschaubild zu Seite {self.page_id}"
