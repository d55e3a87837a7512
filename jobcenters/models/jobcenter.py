"""The registry: one record per kommunales Jobcenter."""

from datetime import date

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Collection, Page

from jobcenters import address, names
from jobcenters.laender import LAENDER


class JobcenterQuerySet(models.QuerySet["Jobcenter"]):
    """The registry in domain words."""

    def in_order(self) -> "JobcenterQuerySet":
        """By Land, then by name as a German reader expects it."""
        return self.order_by("land_sort", "sort_key")

    def serving(self, day: date | None = None) -> "JobcenterQuerySet":
        """Those that are there on a day, today if none is named."""
        day = day or timezone.localdate()
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day))

    def unchecked(self) -> "JobcenterQuerySet":
        """Records whose name nobody has confirmed or that lack a phone or an address."""
        return self.serving().filter(Q(name_geprueft=False) | Q(telefon="") | Q(adresse=""))


class Jobcenter(models.Model):
    """A centre run by its Landkreis or Stadt alone (zugelassener kommunaler Träger, § 6a SGB II).

    Exactly one section page, one story folder, one group and one collection belong to it; `provisioning` creates and
    checks them together. Its people are the members of its group. The facts come from the registry's CSV file; what
    the section page says about phone or address takes precedence.
    """

    ags = models.CharField("AGS", max_length=5, unique=True)
    nuts3 = models.CharField("NUTS 3", max_length=5)
    land_code = models.CharField(
        "Land (ISO 3166-2)", max_length=5, choices=[(c, x.name) for c, x in LAENDER.items()]
    )
    traeger = models.CharField("Träger", max_length=255)
    traeger_typ = models.CharField("Art des Trägers", max_length=100)
    seit = models.PositiveSmallIntegerField("kommunal seit")
    einwohner = models.PositiveIntegerField("Einwohner")
    flaeche_km2 = models.DecimalField("Fläche (km²)", max_digits=9, decimal_places=2)
    stand = models.DateField("Stand von Einwohnern und Fläche")
    stand_erlaeuterung = models.CharField("Erläuterung zum Stand", max_length=255, blank=True)
    verwaltungssitz = models.CharField("Verwaltungssitz", max_length=255)
    lat = models.DecimalField("Breite", max_digits=8, decimal_places=5)
    lon = models.DecimalField("Länge", max_digits=8, decimal_places=5)
    jobcenter_name = models.CharField("Name", max_length=255)
    name_geprueft = models.BooleanField("Name geprüft", default=False)
    website = models.URLField("Internetadresse", blank=True)
    telefon = models.CharField("Telefon (E.164)", max_length=20, blank=True)
    durchwahl = models.CharField("Durchwahl", max_length=20, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    adresse = models.CharField("Anschrift", max_length=255, blank=True)
    adresse_stand = models.CharField("Stand der Anschrift", max_length=255, blank=True)
    quelle = models.CharField("Quelle", max_length=255, blank=True)
    hinweis = models.CharField("Hinweis", max_length=255, blank=True)
    slug = models.SlugField("Adresse (letzter Teil)", max_length=255, unique=True)
    orte = models.JSONField("weitere Orte", default=list, blank=True)
    aliasse = models.JSONField("weitere Namen", default=list, blank=True)

    # The first day on which it is no longer responsible, and which kommunales Jobcenter is instead (none: a gemeinsame
    # Einrichtung). `next_change_on`: from then on something decided may be true that the record does not say yet.
    closed_on = models.DateField("besteht nicht mehr ab", null=True, blank=True, editable=False)
    successor = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="predecessors"
    )
    next_change_on = models.DateField(null=True, blank=True, editable=False)
    # „Stimmt noch“: when somebody of the Redaktion last said so, and how many reminders there were since.
    confirmed_on = models.DateField("bestätigt am", null=True, blank=True, editable=False)
    reminders = models.PositiveSmallIntegerField(default=0, editable=False)

    land_sort = models.CharField(max_length=40, editable=False)
    sort_key = models.CharField(max_length=255, editable=False)
    updated_at = models.DateTimeField("geändert am", auto_now=True)

    section = models.OneToOneField(
        "jobcenters.JobcenterPage", on_delete=models.PROTECT, related_name="jobcenter", verbose_name="Bereich"
    )
    folder = models.OneToOneField(
        Page, on_delete=models.PROTECT, related_name="jobcenter_of_stories", verbose_name="Geschichten"
    )
    group = models.OneToOneField(
        Group, on_delete=models.PROTECT, related_name="jobcenter", verbose_name="Redaktion"
    )
    collection = models.OneToOneField(
        Collection, on_delete=models.PROTECT, related_name="jobcenter", verbose_name="Sammlung"
    )

    objects = JobcenterQuerySet.as_manager()

    class Meta:
        verbose_name = "Jobcenter"
        verbose_name_plural = "Jobcenter"

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        """Keep the sort keys: databases differ in how they sort umlauts."""
        self.land_sort = names.fold_plain(self.land)
        self.sort_key = names.fold_plain(names.bare_name(self.traeger))
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """The name to show: an unchecked one is never shown as if it were the centre's own."""
        return names.display_name(self.jobcenter_name, self.name_geprueft, self.traeger)

    @property
    def url(self) -> str:
        """The address of the section page, without asking the tree."""
        return f"/jobcenter/{self.slug}/"

    @property
    def land(self) -> str:
        return LAENDER[self.land_code].name

    def is_closed(self, day: date | None = None) -> bool:
        """Whether another Jobcenter is responsible on a day, today if none is named."""
        return self.closed_on is not None and self.closed_on <= (day or timezone.localdate())

    def bring_up_to_date(self) -> None:
        """Say in memory what is true today; a query only while something decided waits to be written down."""
        today = timezone.localdate()
        if self.next_change_on is not None and self.next_change_on <= today:
            for change in self.changes.due(today).select_related("successor"):
                change.lay_over(self)

    def heir(self, day: date | None = None) -> "Jobcenter | None":
        """Return the kommunales Jobcenter that is responsible on a day: itself, or the last of those it went up in."""
        found: Jobcenter | None = self
        # Nobody goes up in one that is gone already, so the row is short and ends.
        while found is not None and found.is_closed(day):
            found = found.successor
        return found

    def addresses(self) -> list[dict[str, object]]:
        """The registry's address as the contact card shows it; empty when the file has none."""
        return [address.split(self.adresse)] if self.adresse else []
