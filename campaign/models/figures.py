"""Key figures: every number on the site is a record with its source, and every change of it is kept."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils import timezone
from django.utils.formats import date_format

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.figures.numbers import share
from campaign.laender import LAENDER

# After so many years a figure says on the page that it is old.
YEARS_UP_TO_DATE = 2
WITHOUT_SOURCE = "Eine Zahl ohne Quelle kann nicht veröffentlicht werden."


def outdated_before(today: date) -> date:
    """Return the day before which a figure counts as old: 24 months ago."""
    year = today.year - YEARS_UP_TO_DATE
    if (today.month, today.day) == (2, 29):
        return date(year, 3, 1)
    return today.replace(year=year)


class FigureContent(models.Model):
    """What a figure says: value, unit, what it counts and how, as of when, and who says so."""

    value = models.CharField(
        "Wert", max_length=40, help_text="So, wie er auf der Seite steht: „mehr als 250.000“."
    )
    unit = models.CharField(
        "Einheit",
        max_length=80,
        help_text="Zum Beispiel „Menschen“. Bei „von 407 Jobcentern“ zeichnet die Seite den Anteil.",
    )
    label = models.CharField(
        "Was gezählt wird",
        max_length=200,
        help_text="Der Rest des Satzes: „unterstützen die kommunalen Jobcenter“.",
    )
    definition = models.TextField("Definition und Methode", blank=True)
    as_of = models.DateField("Stand")
    source = models.CharField("Quelle", max_length=250)
    source_url = models.URLField("Adresse der Quelle", blank=True)

    CONTENT: ClassVar = ("value", "unit", "label", "definition", "as_of", "source", "source_url")

    class Meta:
        abstract = True

    def content(self) -> dict[str, Any]:
        """Return what the figure says, by field."""
        return {name: getattr(self, name) for name in self.CONTENT}

    @property
    def sentence(self) -> str:
        """Value, unit and what is counted, in one line."""
        return f"{self.value} {self.unit}: {self.label}"


class KennzahlQuerySet(models.QuerySet["Kennzahl"]):
    """The figures in domain words."""

    def public(self) -> Self:
        """Those that visitors see."""
        return self.filter(is_public=True)

    def of_level(self, level: "Kennzahl.Level") -> Self:
        """Those of one level, in their order."""
        return self.filter(level=level)

    def choosable(self, user: Any) -> Self:
        """Public ones that the person may put on a page: of the centres' the own ones. user: may be nobody (None)."""
        public = self.public()
        if not isinstance(user, User) or user.roles != {Role.REDAKTION}:
            return public
        centres = user.groups.filter(permissions__codename=f"role_{Role.REDAKTION}")
        return public.filter(~Q(level=Kennzahl.Level.ZENTRUM) | Q(group__in=centres))

    def outdated(self, today: date) -> Self:
        """Public ones that are older than 24 months."""
        return self.public().filter(as_of__lt=outdated_before(today))


class Kennzahl(FigureContent):
    """One figure as it is now. `campaign.figures.acts` alone changes what it says; each change is a KennzahlFassung."""

    class Level(models.TextChoices):
        BUND = "bund", "Deutschland"
        LAND = "land", "Land"
        ZENTRUM = "zentrum", "Jobcenter"

    key = models.SlugField("Kürzel", unique=True)
    level = models.CharField("Ebene", max_length=10, choices=Level.choices, default=Level.BUND)
    land = models.CharField(
        "Land", max_length=5, blank=True, choices=[(code, land.name) for code, land in LAENDER.items()]
    )
    # The group of people a centre's figure belongs to; campaign knows no centres.
    group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="figures",
        verbose_name="Redaktion",
    )
    is_public = models.BooleanField("öffentlich", default=False)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    # The date of the figure whose age was announced by mail; a newer date may be announced again.
    announced = models.DateField("als veraltet gemeldet", null=True, blank=True, editable=False)

    objects = KennzahlQuerySet.as_manager()

    class Meta:
        verbose_name = "Kennzahl"
        verbose_name_plural = "Kennzahlen"
        ordering = ["position", "key"]
        constraints = [
            models.CheckConstraint(
                name="figure_public_only_with_source",
                condition=Q(is_public=False)
                | (GreaterThan(Length(Trim(F("source"))), 0) & GreaterThan(Length(Trim(F("unit"))), 0)),
                violation_error_message=WITHOUT_SOURCE,
            ),
            models.CheckConstraint(
                name="figure_public_only_with_place",
                condition=Q(is_public=False)
                | Q(level="bund", land="", group=None)
                | (Q(level="land", group=None) & ~Q(land=""))
                | Q(level="zentrum", land="", group__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sentence} ({self.place})" if self.place else self.sentence

    @property
    def place(self) -> str:
        """The Land that it holds for; "" for all of Germany and for a centre, whose name stands there anyway."""
        return str(self.get_land_display()) if self.land else ""

    @property
    def text(self) -> str:
        """What components/figure.html calls it."""
        return self.label

    @property
    def outdated(self) -> bool:
        """Whether it is old today."""
        return self.is_outdated()

    def is_outdated(self, today: date | None = None) -> bool:
        """Say whether the figure is older than 24 months."""
        return self.as_of < outdated_before(today or timezone.localdate())

    def as_record(self, page_url: str) -> dict[str, Any]:
        """What components/figure_record.html shows; `page_url` is the full address of the figures page."""
        url = f"{page_url}#{self.key}"
        stand = date_format(self.as_of, "j. F Y")
        part = share(self.value, self.unit)
        return self.content() | {
            "key": self.key,
            "text": self.label,
            "place": self.place,
            "outdated": self.is_outdated(),
            "percent": None if part is None else round(part * 100, 1),
            "citation": f"{self.value} {self.unit} ({self.label}). Stand: {stand}. Quelle: {self.source}. {url}",
        }

    def clean(self) -> None:
        """No figure without its source."""
        if not self.source.strip():
            raise ValidationError({"source": WITHOUT_SOURCE})
