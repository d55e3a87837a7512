"""What the finder knows beyond the shipped files: imported sets of postcodes, corrections, and the version of it all."""

import uuid
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from jobcenters import kreise

EXACTLY_FIVE_DIGITS: Final = RegexValidator(
    r"^[0-9]{5}\Z", "Eine Postleitzahl hat fünf Ziffern, zum Beispiel 38820."
)


class FinderVersion(models.Model):
    """One row whose token is another whenever something the finder knows has changed: memory compares it.

    A random token, not a number: after a rollback of the database a number would come a second time.
    """

    token = models.CharField(max_length=32)

    class Meta:
        verbose_name = "Stand des Finders"
        verbose_name_plural = "Stände des Finders"

    def __str__(self) -> str:
        return self.token

    @classmethod
    def renew(cls, **signal: Any) -> None:
        """Say that something has changed; receiver of the signals of all that the finder knows."""
        token = uuid.uuid4().hex
        if not cls.objects.update(token=token):
            cls.objects.create(token=token)


class PostcodeSetQuerySet(models.QuerySet["PostcodeSet"]):
    """The imported sets in domain words."""

    def active(self) -> "PostcodeSet | None":
        """The set that answers: the last one activated and not taken back; None means the shipped file alone."""
        return self.filter(activated_at__isnull=False).order_by("-activated_at", "-pk").first()


class PostcodeSet(models.Model):
    """A file of postcodes as it was imported (`jobcenters.postcodes.write`); it never changes, only its activation.

    The sets lie over the shipped file: what a set does not name, the shipped file answers.
    """

    name = models.CharField("Datei", max_length=255)
    digest = models.CharField("Prüfsumme (SHA-256)", max_length=64, unique=True)
    rows = models.TextField("Zeilen")
    imported_at = models.DateTimeField("eingelesen am", default=timezone.now)
    activated_at = models.DateTimeField("aktiviert am", null=True, blank=True)

    objects = PostcodeSetQuerySet.as_manager()

    class Meta:
        verbose_name = "Satz von Postleitzahlen"
        verbose_name_plural = "Sätze von Postleitzahlen"

    def __str__(self) -> str:
        return f"{self.name} ({self.digest[:8]})"


class FinderCorrection(models.Model):
    """What the Koordination knows better than every file: a postcode, or one place of it, belongs to a Kreis.

    Whether a kommunales Jobcenter or a gemeinsame Einrichtung answers there follows from the Kreis. Of a postcode
    with several corrections, all hold; one for a place goes before one for the whole postcode.
    """

    plz = models.CharField("Postleitzahl", max_length=5, validators=[EXACTLY_FIVE_DIGITS])
    ort = models.CharField(
        "Gemeinde",
        max_length=120,
        blank=True,
        help_text="Leer: gilt für die ganze Postleitzahl.",
    )
    kreis = models.CharField(
        "Zuständig ist das Jobcenter in",
        max_length=5,
        choices=kreise.choices,
        help_text="kJC: kommunales Jobcenter. gE: gemeinsame Einrichtung.",
    )
    valid_from = models.DateField("gilt ab", default=timezone.localdate)
    valid_to = models.DateField("gilt bis", null=True, blank=True, help_text="Leer: bis auf Weiteres.")
    reason = models.CharField("Grund", max_length=250)
    source = models.CharField("Quelle", max_length=250)

    panels = [
        FieldRowPanel([FieldPanel("plz"), FieldPanel("ort")]),
        FieldPanel("kreis"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("reason"),
        FieldPanel("source"),
    ]

    class Meta:
        verbose_name = "Korrektur des Finders"
        verbose_name_plural = "Korrekturen des Finders"
        ordering = ["plz", "ort", "valid_from"]

    def __str__(self) -> str:
        return f"{self.plz} {self.ort}".strip() + f" → {self.get_kreis_display()}"

    def clean(self) -> None:
        if self.valid_to and self.valid_from and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": "Das Ende liegt vor dem Anfang."})
