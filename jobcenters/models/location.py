"""One place where a centre is to be found, and when."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from jobcenters import address, building, feiertage, opening
from jobcenters.fields import AnswerField, HoursField

HOURS = tuple(f"hours_{day}" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
ACCESS = tuple(question.field for question in building.QUESTIONS)
ACCESS_HELP = (
    "Sagen Sie auch, was es nicht gibt: Dann kommt niemand vergeblich. Ohne Antwort steht dazu nichts da."
)
EXAMPLE = "Zum Beispiel: 8–12, 13–18. Ist zu, schreiben Sie „geschlossen“. Leer heißt: keine Angabe."


def in_pairs(names: Sequence[str]) -> list[FieldRowPanel]:
    """Panels of a form, two fields beside each other."""
    return [
        FieldRowPanel([FieldPanel(name) for name in names[start : start + 2]])
        for start in range(0, len(names), 2)
    ]


class Location(Orderable):
    """A centre's office with address, opening hours and what is known about its accessibility."""

    page = ParentalKey("jobcenters.JobcenterPage", on_delete=models.CASCADE, related_name="locations")
    name = models.CharField(
        "Bezeichnung", max_length=120, blank=True, help_text="Zum Beispiel: Außenstelle Jever"
    )
    street = models.CharField("Straße und Hausnummer", max_length=120)
    postcode = models.CharField("Postleitzahl", max_length=5)
    town = models.CharField("Ort", max_length=120)
    hours_mon = HoursField("Montag")
    hours_tue = HoursField("Dienstag")
    hours_wed = HoursField("Mittwoch")
    hours_thu = HoursField("Donnerstag")
    hours_fri = HoursField("Freitag")
    hours_sat = HoursField("Samstag")
    hours_sun = HoursField("Sonntag")
    hours_note = models.TextField(
        "Hinweis zu den Öffnungszeiten",
        blank=True,
        help_text="Zum Beispiel: Termine auch außerhalb dieser Zeiten",
    )
    step_free = AnswerField("Eingang ohne Stufen")
    automatic_door = AnswerField("Tür öffnet von selbst")
    lift = AnswerField("Aufzug")
    toilet = AnswerField("Toilette für Menschen im Rollstuhl")
    parking = AnswerField("Parkplatz für Menschen mit Behinderung")
    guidance = AnswerField("Leitsystem für blinde Menschen")
    hearing_loop = AnswerField("Höranlage (Induktionsschleife)")
    sign_language = AnswerField("Gebärdensprache (DGS)", choices=building.ONLY_YES)
    access = models.TextField(
        "Mehr zum Zugang",
        blank=True,
        help_text="Zum Beispiel: Der Aufzug ist am Eingang im Hof. Bitte klingeln Sie.",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("street", help_text="Zum Beispiel: Bismarckstraße 16"),
        FieldPanel("postcode", help_text="Fünf Ziffern; danach sucht der Finder."),
        FieldPanel("town", help_text="Ohne Zusätze, zum Beispiel: Jever"),
        MultiFieldPanel(
            [
                *in_pairs(HOURS),
                FieldPanel("hours_note"),
            ],
            heading="Öffnungszeiten",
            help_text=EXAMPLE,
        ),
        MultiFieldPanel(
            [*in_pairs(ACCESS), FieldPanel("access")],
            heading="Barrierefreiheit des Gebäudes",
            help_text=ACCESS_HELP,
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "Standort"
        verbose_name_plural = "Standorte"

    def __str__(self) -> str:
        return f"{self.street}, {self.postcode} {self.town}"

    def clean(self) -> None:
        if self.postcode and not (
            len(self.postcode) == 5 and self.postcode.isascii() and self.postcode.isdigit()
        ):
            raise ValidationError({"postcode": "Eine Postleitzahl hat fünf Ziffern, zum Beispiel 38820."})

    @property
    def week(self) -> opening.Week:
        """The seven days from Monday."""
        return opening.read_week([getattr(self, name) for name in HOURS])

    def as_address(self, land_code: str, now: datetime) -> dict[str, object]:
        """Return what the contact card shows; `now` in German time, `land_code` decides about public holidays."""
        years = (now.year, now.year + 1)
        holidays = frozenset().union(*(feiertage.holidays(land_code, year) for year in years))
        uncertain = frozenset().union(*(feiertage.uncertain_days(land_code, year) for year in years))
        return address.shown(self.street, self.postcode, self.town, self.name) | {
            "state": opening.state(self.week, now, holidays, uncertain),
            "rows": opening.rows(self.week, now.date()),
            "hours_note": self.hours_note,
            "features": building.features({name: getattr(self, name) for name in ACCESS}),
            "access": self.access,
        }
