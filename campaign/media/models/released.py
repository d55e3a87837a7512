"""The common ground of images, documents and recordings."""

from typing import Any, ClassVar

from django.db import models

from campaign.media import licences, quota

CREDIT_HELP = (
    "Wer hat das gemacht? So, wie es neben dem Bild stehen soll, zum Beispiel „Foto: Landkreis Beispiel“."
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As usual, if there is room; raises quota.QuotaExceeded."""
        with quota.room(self, kwargs.get("update_fields")):
            super().save(*args, **kwargs)

    def public_files(self) -> list[str]:
        """Return the names of the files that are public while the object is released."""
        return [file.name for file in (getattr(self, name) for name in self.guarded_files) if file]

    def private_files(self) -> list[str]:
        """Return the names of further files of the object that are not public even while it is released."""
        return []

    def publication_gaps(self) -> list[str]:
        """Return what is still missing before a page may show this publicly (German, empty when nothing)."""
        return ([] if self.credit else ["Bildnachweis fehlt"]) + licences.gaps(self.licence_until)

    def publication_warnings(self) -> list[str]:
        """Return what will be in the way of showing this before long (German, empty when nothing)."""
        return licences.warnings(self.licence_until)

    @property
    def licence_has_ended(self) -> bool:
        """Whether the file may no longer be shown."""
        return licences.has_ended(self.licence_until)
