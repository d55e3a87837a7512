"""How the registry lives on: what changes about a centre, from which day, and where its old addresses lead."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from jobcenters import facts, kreise

if TYPE_CHECKING:
    from jobcenters.models.jobcenter import Jobcenter


class RegistryChangeQuerySet(models.QuerySet["RegistryChange"]):
    """Changes by their state."""

    def proposed(self) -> "RegistryChangeQuerySet":
        """A Redaktion waits for an answer."""
        return self.filter(state=RegistryChange.State.PROPOSED)

    def scheduled(self) -> "RegistryChangeQuerySet":
        """Decided; in the order in which they take effect."""
        return self.filter(state=RegistryChange.State.SCHEDULED).order_by("effective_on", "pk")

    def due(self, day: date) -> "RegistryChangeQuerySet":
        """Decided and true from that day or an earlier one, but not settled yet."""
        return self.scheduled().filter(effective_on__lte=day)

    def applied(self) -> "RegistryChangeQuerySet":
        """What has come true, the oldest first: the centre's history."""
        return self.filter(state=RegistryChange.State.APPLIED).order_by("effective_on", "pk")


class RegistryChange(models.Model):
    """Something becomes true about a centre on a day: other facts, a merger, its end, a border.

    `values`: for FACTS field of Jobcenter -> new value, and `area` for what a Redaktion says about its area; for MERGE
    `people_follow`; for BORDER `kreis` (AGS), `places` ([postcode, municipality]) and, once decided, `corrections`
    (keys). `before`: the values that stood there until the change came true; so a former name is valid until the day
    before `effective_on`.
    """

    class Kind(models.TextChoices):
        FACTS = "facts", "Angaben"
        MERGE = "merge", "Zusammenlegung"
        CLOSE = "close", "Ende als kommunales Jobcenter"
        BORDER = "border", "Gebiet"

    class State(models.TextChoices):
        PROPOSED = "proposed", "vorgeschlagen"
        SCHEDULED = "scheduled", "beschlossen"
        APPLIED = "applied", "gilt"
        REJECTED = "rejected", "abgelehnt"
        CANCELLED = "cancelled", "abgesagt"

    centre = models.ForeignKey(
        "jobcenters.Jobcenter", on_delete=models.PROTECT, related_name="changes", verbose_name="Jobcenter"
    )
    kind = models.CharField("Art", max_length=10, choices=Kind.choices)
    state = models.CharField("Stand", max_length=10, choices=State.choices, db_index=True)
    effective_on = models.DateField("gilt ab", default=timezone.localdate)
    values = models.JSONField("neu", default=dict, blank=True)
    before = models.JSONField("vorher", default=dict, blank=True)
    successor = models.ForeignKey(
        "jobcenters.Jobcenter",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="danach zuständig",
    )
    reason = models.TextField("Grund", max_length=500)
    source = models.CharField("Quelle", max_length=250, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="von"
    )
    proposed_at = models.DateTimeField("vorgeschlagen am", default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="durch"
    )
    decided_at = models.DateTimeField("entschieden am", null=True, blank=True)
    decision = models.TextField("Begründung der Entscheidung", max_length=500, blank=True)
    applied_at = models.DateTimeField("eingetragen am", null=True, blank=True)
    # Why it did not come true on its day, as a German sentence; empty when nothing is wrong.
    problem = models.TextField("Hindernis", blank=True)

    objects = RegistryChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "Änderung im Register"
        verbose_name_plural = "Änderungen im Register"
        ordering = ["-effective_on", "-pk"]

    def __str__(self) -> str:
        return f"Änderung {self.pk}"

    @property
    def is_ending(self) -> bool:
        """The centre is no longer there afterwards."""
        return self.kind in (self.Kind.MERGE, self.Kind.CLOSE)

    @property
    def subject(self) -> str:
        """What it is about, in a few words: „Name, Anschrift“, „Geht auf in: Jobcenter Kreis Düren“."""
        if self.kind == self.Kind.MERGE and self.successor:
            return f"Geht auf in: {self.successor.name}"
        if self.kind == self.Kind.FACTS:
            return ", ".join(facts.LABELS[name] for name in facts.LABELS if name in self.values)
        return self.get_kind_display()

    def rows(self) -> list[dict[str, Any]]:
        """Return label, old and new value of each changed fact, in the order of the form."""
        old = self.before or {name: getattr(self.centre, name, "") for name in self.values}
        return [
            {"label": label, "old": old.get(name, ""), "new": self.values[name]}
            for name, label in facts.LABELS.items()
            if name in self.values
        ]

    @property
    def kreis_name(self) -> str:
        """Return the Kreis its places belong to afterwards; empty when no place changes."""
        return next((one.name for one in kreise.alle_kreise() if one.ags == self.values.get("kreis")), "")

    def lay_over(self, centre: "Jobcenter") -> None:
        """Let a record in memory say what is true with this change; its address follows when the job settles it."""
        if self.is_ending:
            centre.closed_on, centre.successor = self.effective_on, self.successor
        elif self.kind == self.Kind.FACTS:
            for name, value in facts.fields(self.values).items():
                if name != "slug":
                    setattr(centre, name, value)


class FormerAddress(models.Model):
    """A path that once led to a section, a folder or a page of them; all below it leads to the same below the page."""

    path = models.CharField("Pfad", max_length=500, unique=True)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name="führt zu")
    since = models.DateField("seit", default=timezone.localdate)

    class Meta:
        verbose_name = "Frühere Adresse"
        verbose_name_plural = "Frühere Adressen"

    def __str__(self) -> str:
        return self.path
