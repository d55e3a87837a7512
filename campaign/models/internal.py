"""What only the house reads: the handbook and the meetings of the Arbeitskreis. No pages of the tree, so no list,
search, feed or sitemap of the public site can ever come across them.
"""

from typing import ClassVar

from django.db import models
from wagtail.documents import get_document_model_string

from campaign.fields import StreamField
from campaign.internal.blocks import HandbookBlock


class Handbuchseite(models.Model):
    """A page of the handbook for the Redaktionen."""

    title = models.CharField("Titel", max_length=120)
    intro = models.CharField("In einem Satz", max_length=250, blank=True)
    body = StreamField(HandbookBlock(), blank=True, verbose_name="Text")
    position = models.PositiveSmallIntegerField(
        "Reihenfolge", default=10, help_text="Die kleinste Zahl steht oben."
    )
    is_shown = models.BooleanField("für Redaktionen sichtbar", default=True)
    changed_at = models.DateTimeField("geändert am", auto_now=True)

    class Meta:
        verbose_name = "Anleitung der Koordination"
        verbose_name_plural = "Anleitungen der Koordination"
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Sitzung(models.Model):
    """A meeting of the Arbeitskreis: when and where, what it is about, and afterwards its minutes."""

    title = models.CharField(
        "Titel", max_length=160, help_text="Zum Beispiel: Arbeitskreis Öffentlichkeitsarbeit"
    )
    starts_at = models.DateTimeField("Beginn")
    place = models.CharField("Ort", max_length=160, help_text="Haus und Stadt, oder „online“.")
    link = models.URLField("Adresse der Videokonferenz", blank=True)
    agenda = models.TextField("Worum es geht", blank=True)
    minutes = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Protokoll",
    )

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        ordering: ClassVar = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.title
