"""Documents to download."""

from django.db import models
from wagtail.documents.models import AbstractDocument, DocumentQuerySet

from campaign.media import licences
from campaign.media.fields import DocumentField
from campaign.media.models.released import Released


class CampaignDocument(Released, AbstractDocument):
    """A file to download."""

    objects: models.Manager["CampaignDocument"] = DocumentQuerySet.as_manager()

    file = DocumentField("Datei")
    # What readers with a screen reader would miss, and whether somebody is named unseen; found at upload, German.
    remarks = models.JSONField("Hinweise zur Barrierefreiheit", default=list, blank=True, editable=False)

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

    def publication_warnings(self) -> list[str]:
        return [*super().publication_warnings(), *self.remarks]

    def publication_gaps(self) -> list[str]:
        return licences.gaps(self.licence_until)
